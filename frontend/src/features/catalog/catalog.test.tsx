import { onlineManager } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { afterEach, expect, test } from 'vitest'
import { renderShop } from '@/testing/render-shop'
import { at, mug, refusal, server } from '@/testing/server'

afterEach(() => onlineManager.setOnline(true))

const choices = (legend: string) => screen.getByRole('group', { name: legend })

test('shows each product with its price and the way to customize it', async () => {
  await renderShop('/')
  const card = await screen.findByRole('article')
  expect(within(card).getByRole('heading')).toHaveTextContent('Mug')
  expect(within(card).getByText('₱250.00')).toBeVisible()
  expect(within(card).getByRole('link', { name: 'Customize Mug' })).toHaveAttribute(
    'href',
    '/customize/mug',
  )
})

test('says that products are loading', async () => {
  server.use(http.get(at('/api/products/'), () => delay('infinite')))
  await renderShop('/')
  expect(await screen.findByText('Loading the products')).toBeInTheDocument()
})

test('offers to try again when the products did not load', async () => {
  server.use(
    http.get(at('/api/products/'), () => refusal(500, 'broken', 'The shop is being repaired.')),
  )
  const { visitor } = await renderShop('/')
  expect(await screen.findByText('The shop is being repaired.')).toBeVisible()
  expect(screen.queryByRole('group')).toBeNull()
  server.resetHandlers()
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Mug' })).toBeVisible()
})

test('asks the shop for what is searched and keeps it in the address', async () => {
  const asked: string[] = []
  server.use(
    http.get(at('/api/products/'), ({ request }) => {
      const { search } = new URL(request.url)
      asked.push(search)
      return HttpResponse.json(search ? [] : [mug])
    }),
  )
  const { visitor, router } = await renderShop('/')
  await screen.findByRole('heading', { name: 'Mug' })
  await visitor.type(screen.getByRole('searchbox', { name: 'Search' }), 'cap')
  expect(await screen.findByText('Nothing matches that')).toBeVisible()
  expect(router.state.location.search).toBe('?search=cap')
  expect(asked).toEqual(['', '?search=cap'])

  await visitor.click(screen.getByRole('button', { name: 'Show all products' }))
  expect(await screen.findByRole('heading', { name: 'Mug' })).toBeVisible()
  expect(screen.getByRole('searchbox')).toHaveValue('')
})

test('says how many there are, and narrows them by category and colour', async () => {
  const shirt = { ...mug, id: 8, slug: 'shirt', name: 'Shirt' }
  server.use(
    http.get(at('/api/products/'), ({ request }) => {
      const { search } = new URL(request.url)
      return HttpResponse.json(search ? [mug] : [mug, shirt])
    }),
  )
  const { visitor, router } = await renderShop('/')
  expect(await screen.findByText('2 products')).toBeVisible()
  await visitor.click(within(choices('Category')).getByRole('radio', { name: 'Drinkware' }))
  expect(await screen.findByText('1 product')).toBeVisible()
  expect(router.state.location.search).toBe('?category=drinkware')
  await visitor.click(within(choices('Colour')).getByRole('radio', { name: 'White' }))
  expect(router.state.location.search).toBe('?category=drinkware&color=White')
  await visitor.click(within(choices('Category')).getByRole('radio', { name: 'Everything' }))
  expect(router.state.location.search).toBe('?color=White')
})

test('a card fetches the small picture where that is enough, and names the best price', async () => {
  const tiers = [
    { min_quantity: 5, percent: '5.00', unit_price: '237.50' },
    { min_quantity: 10, percent: '10.00', unit_price: '225.00' },
  ]
  server.use(
    http.get(at('/api/products/'), () => HttpResponse.json([{ ...mug, price_breaks: tiers }])),
  )
  await renderShop('/')
  const card = await screen.findByRole('article')
  const picture = card.querySelector('img')
  expect(picture).toHaveAttribute('srcset', '/media/mug-500.webp 500w, /media/mug.webp 1000w')
  expect(within(card).getByText(/each from/)).toHaveTextContent('₱225.00 each from 10 pieces')
})

test('a product without a picture leaves its place empty', async () => {
  server.use(
    http.get(at('/api/products/'), () =>
      HttpResponse.json([{ ...mug, image_url: '', image_thumb_url: '' }]),
    ),
  )
  await renderShop('/')
  await screen.findByRole('heading', { name: 'Mug' })
  expect(document.images).toHaveLength(0)
})

test('offline it says so', async () => {
  onlineManager.setOnline(false)
  await renderShop('/')
  expect(await screen.findByText('You are offline')).toBeVisible()
  act(() => onlineManager.setOnline(true))
  expect(await screen.findByRole('heading', { name: 'Mug' })).toBeVisible()
})

test('reads the filters from the address', async () => {
  let asked = ''
  server.use(
    http.get(at('/api/products/'), ({ request }) => {
      asked = new URL(request.url).search || asked
      return HttpResponse.json([mug])
    }),
  )
  await renderShop('/?category=drinkware&color=White&ordering=-price')
  await waitFor(() => expect(asked).toBe('?category=drinkware&color=White&ordering=-price'))
  await screen.findByRole('heading', { name: 'Mug' })
  expect(within(choices('Category')).getByRole('radio', { checked: true })).toHaveAccessibleName(
    'Drinkware',
  )
  expect(within(choices('Colour')).getByRole('radio', { checked: true })).toHaveAccessibleName(
    'White',
  )
  expect(screen.getByLabelText('Order by')).toHaveDisplayValue('Price, high to low')
})
