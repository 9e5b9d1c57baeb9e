import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { PrintedPicture } from './printed-picture'

const ground = {
  url: '/media/shirt.webp',
  thumb_url: '/media/shirt-500.webp',
  width_px: 1000,
  height_px: 1000,
  print_quad: [
    [0.3, 0.3],
    [0.7, 0.3],
    [0.7, 0.8],
    [0.3, 0.8],
  ],
  print_part: [0, 0, 1, 1],
}

const sources = () => [...document.images].map((image) => image.getAttribute('src'))

test('lays picture and words over the thing and describes the whole once', () => {
  render(<PrintedPicture ground={ground} overlay="/design.png" text=" Ana " alt="White shirt" />)
  expect(sources()).toEqual(['/media/shirt-500.webp', '/design.png'])
  expect(screen.getAllByRole('img').map((image) => image.getAttribute('alt'))).toEqual([
    'White shirt',
  ])
  expect(screen.getByText('Ana').parentElement).toHaveAttribute('aria-hidden')
})

test('shows the large picture where somebody looks closely', () => {
  render(<PrintedPicture ground={ground} overlay={null} alt="" detail="full" />)
  expect(sources()).toEqual(['/media/shirt.webp'])
})

test('writes light on a dark ground', () => {
  render(<PrintedPicture ground={ground} groundHex="#1b1b1d" overlay={null} text="Ana" alt="" />)
  expect(screen.getByText('Ana')).toHaveStyle({ color: '#ffffff' })
})

test('without a picture of the thing the print is shown flat on its colour', () => {
  const { container } = render(
    <PrintedPicture ground={null} groundHex="#c4242b" overlay="/design.png" alt="Red shirt" />,
  )
  expect(screen.getByRole('img', { name: 'Red shirt' })).toHaveAttribute('src', '/design.png')
  expect(container.firstElementChild).toHaveStyle({ backgroundColor: '#c4242b' })
})

test('a print that goes round the thing is seen only where it faces the camera', () => {
  const round = { ...ground, print_part: [0.25, 0, 0.75, 1] }
  render(<PrintedPicture ground={round} overlay="/design.png" alt="" />)
  const picture = [...document.images].find((image) => image.src.endsWith('/design.png'))
  expect(picture).toHaveStyle({ left: '-50%', top: '0%', width: '200%', height: '100%' })
})
