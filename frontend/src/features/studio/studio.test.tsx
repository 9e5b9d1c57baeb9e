import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { canOpenPictures, pngFile } from '@/testing/pictures'
import { renderShop } from '@/testing/render-shop'
import { alice, at, mug, refusal, server } from '@/testing/server'
import { shirt } from '@/testing/shop-goods'
import { cartThat, openStudio, PHOTO, takes } from '@/testing/studio'

beforeEach(openStudio)

const addButton = () => screen.findByRole('button', { name: 'Add to cart' })
const pictureInput = () => screen.findByLabelText(/^Your picture/)

test('shows the product in its first colour, its default size and the price of one', async () => {
  await renderShop('/customize/t-shirt')
  expect(await screen.findByRole('heading', { level: 1, name: 'T-Shirt' })).toBeVisible()
  expect(document.title).toBe('Customize T-Shirt · CustomKeeps')
  expect(screen.getByRole('img', { name: 'White T-Shirt, front' })).toHaveAttribute(
    'src',
    '/media/tee-Front-White.webp',
  )
  expect(screen.getByRole('radio', { name: 'M' })).toBeChecked()
  expect(screen.getByText('Front, 300 × 400 mm')).toBeInTheDocument()
})

test('shows what was chosen on the product and sends it to the cart', async () => {
  const sent = cartThat(takes)
  const { visitor } = await renderShop('/customize/t-shirt', alice)
  await visitor.upload(await pictureInput(), pngFile('lola.png', PHOTO))
  expect(await screen.findByText('lola.png')).toBeVisible()
  expect(screen.getByText('6000 × 4000 pixels, prints at 508 DPI')).toBeVisible()
  await visitor.type(screen.getByLabelText('Your words'), 'Lola Ana')
  await visitor.click(screen.getByRole('radio', { name: 'Navy Blue' }))
  await visitor.click(screen.getByRole('radio', { name: 'L' }))
  expect(
    screen.getByRole('img', {
      name: 'Navy Blue T-Shirt, front, with your picture and the words “Lola Ana”',
    }),
  ).toHaveAttribute('src', '/media/tee-Front-Navy Blue.webp')

  await visitor.click(await addButton())
  expect(await screen.findByText('Added to cart!')).toBeVisible()
  expect(sent).toEqual([
    {
      product: 8,
      product_name: 'T-Shirt',
      price: '500.00',
      quantity: 1,
      base_color: 'Navy Blue',
      size: 'L',
      customization_text: 'Lola Ana',
      design_image_url: expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/) as string,
    },
  ])
})

test('the back stays blank while the front is printed', async () => {
  const { visitor } = await renderShop('/customize/t-shirt')
  await visitor.type(await screen.findByLabelText('Your words'), 'Ana')
  await visitor.click(screen.getByRole('button', { name: 'Back' }))
  expect(screen.getByRole('button', { name: 'Back', pressed: true })).toBeVisible()
  expect(screen.getByRole('img', { name: 'White T-Shirt, back' })).toBeVisible()
})

test('each price is the one that the shop gives for the quantity', async () => {
  const { visitor } = await renderShop('/customize/t-shirt')
  const more = await screen.findByRole('button', { name: 'Increase Quantity' })
  expect(screen.getByText(/4 more and each costs/)).toHaveTextContent('₱475.00')
  for (let press = 0; press < 4; press += 1) await visitor.click(more)
  const row = screen.getByRole('rowheader', { name: '5 to 9' }).closest('tr')!
  expect(row).toHaveAttribute('aria-current', 'true')
  expect(within(row).getByText('₱475.00')).toBeVisible()
  expect(within(row).getByText('5% off')).toBeVisible()
  expect(screen.getByText(/5 more and each costs/)).toHaveTextContent('₱450.00')
})

test('counts characters and refuses more than the shop prints', async () => {
  const sent = cartThat(takes)
  const { visitor } = await renderShop('/customize/t-shirt', alice)
  const words = await screen.findByLabelText('Your words')
  fireEvent.change(words, { target: { value: 'a'.repeat(503) } })
  expect(screen.getByText('503 of 500')).toBeVisible()
  await visitor.click(await addButton())
  await waitFor(() => expect(words).toHaveFocus())
  expect(words).toHaveAccessibleDescription(/Shorten your words by 3/)
  expect(sent).toEqual([])
})

test.each([
  ['GIF89a', 'This is a GIF file. Save the picture as a JPG or PNG and choose it again.'],
  ['Dear Ana', 'This file is not a JPG or PNG picture. Choose one that is.'],
  ['\x89PNG', 'This file is not a JPG or PNG picture. Choose one that is.'],
])('a file is known by its content: %j', async (content, sentence) => {
  const { visitor } = await renderShop('/customize/t-shirt')
  await visitor.upload(
    await pictureInput(),
    new File([content], 'photo.png', { type: 'image/png' }),
  )
  expect(await screen.findByText(sentence)).toBeVisible()
})

test('a damaged picture is refused and the last good one stays', async () => {
  const { visitor } = await renderShop('/customize/t-shirt')
  await visitor.upload(await pictureInput(), pngFile('good.png', PHOTO))
  await screen.findByText('good.png')
  canOpenPictures(null)
  await visitor.upload(await pictureInput(), pngFile('bad.png', PHOTO))
  expect(await screen.findByText(/This picture is damaged/)).toBeVisible()
  expect(screen.getByText('good.png')).toBeVisible()
})

test('a picture with few pixels is warned about', async () => {
  canOpenPictures({ width: 500, height: 400 })
  const { visitor } = await renderShop('/customize/t-shirt')
  await visitor.upload(await pictureInput(), pngFile('small.png', { width: 500, height: 400 }))
  const warning = await screen.findByText(/at 42 DPI it will look blurry/)
  expect(warning).toHaveAttribute('role', 'alert')
})

test('a file dropped anywhere on the page is taken', async () => {
  await renderShop('/customize/t-shirt')
  await pictureInput()
  const held = { types: ['Files'], files: [pngFile('dropped.png', PHOTO)] }
  fireEvent.dragOver(document.body, { dataTransfer: held })
  expect(await screen.findByText('Drop it here')).toBeInTheDocument()
  fireEvent.drop(document.body, { dataTransfer: held })
  expect(await screen.findByText('dropped.png')).toBeVisible()
})

test('who signs out leaves nothing to the next person', async () => {
  const { visitor, router } = await renderShop('/customize/t-shirt', alice)
  await visitor.upload(await pictureInput(), pngFile('private.png', PHOTO))
  await screen.findByText('private.png')
  await visitor.type(screen.getByLabelText('Your words'), 'For my eyes')
  await visitor.click(screen.getByRole('button', { name: 'Logout' }))
  await screen.findByRole('searchbox', { name: 'Search' })
  await router.navigate('/customize/t-shirt')
  expect(await screen.findByLabelText('Your words')).toHaveValue('')
  expect(screen.queryByText('private.png')).not.toBeInTheDocument()
})

test('no more can be chosen than are left', async () => {
  server.use(
    http.get(at('/api/products/t-shirt/'), () => HttpResponse.json({ ...shirt, stock_left: 2 })),
  )
  const { visitor } = await renderShop('/customize/t-shirt')
  expect(await screen.findByText('Only 2 left')).toBeVisible()
  const more = screen.getByRole('button', { name: 'Increase Quantity' })
  await visitor.click(more)
  expect(screen.getByRole('textbox', { name: 'Quantity' })).toHaveValue('2')
  expect(more).toBeDisabled()
})

test('an unknown product says so and leads home', async () => {
  server.use(
    http.get(at('/api/products/no-such/'), () =>
      refusal(404, 'not_found', 'We could not find that.'),
    ),
  )
  await renderShop('/customize/no-such')
  expect(await screen.findByRole('heading', { name: 'We do not make this' })).toBeVisible()
  expect(
    within(screen.getByRole('main')).getByRole('link', { name: 'See all products' }),
  ).toHaveAttribute('href', '/')
})

test('says that the product is loading', async () => {
  server.use(http.get(at('/api/products/t-shirt/'), () => delay('infinite')))
  await renderShop('/customize/t-shirt')
  expect(await screen.findByText('Loading this product')).toBeInTheDocument()
})

test('the heading keeps the focus while the page loads', async () => {
  server.use(
    http.get(at('/api/products/mug/'), async () => {
      await delay(50)
      return HttpResponse.json(mug)
    }),
  )
  const { visitor } = await renderShop('/')
  await visitor.click(await screen.findByRole('link', { name: 'Customize Mug' }))
  await waitFor(async () =>
    expect(await screen.findByRole('heading', { level: 1, name: 'Mug' })).toHaveFocus(),
  )
})

test('offers to try again when the product did not load', async () => {
  server.use(
    http.get(at('/api/products/t-shirt/'), () =>
      refusal(500, 'broken', 'The shop is being repaired.'),
    ),
  )
  const { visitor } = await renderShop('/customize/t-shirt')
  expect(await screen.findByText('The shop is being repaired.')).toBeVisible()
  server.use(http.get(at('/api/products/t-shirt/'), () => HttpResponse.json(shirt)))
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'T-Shirt' })).toBeVisible()
})
