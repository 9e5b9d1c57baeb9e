import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { pngFile } from '@/testing/pictures'
import { renderShop } from '@/testing/render-shop'
import { alice, at, gina, grantFor, refusal, server } from '@/testing/server'
import { shirt } from '@/testing/shop-goods'
import { cartThat, openStudio, PHOTO, takes } from '@/testing/studio'

beforeEach(openStudio)

const addButton = () => screen.findByRole('button', { name: 'Add to cart' })
const pictureInput = () => screen.findByLabelText(/^Your picture/)

test('“Added to cart!” is said aloud and gone after 2.5 seconds', async () => {
  cartThat(takes)
  const { visitor } = await renderShop('/customize/t-shirt', alice)
  await visitor.type(await screen.findByLabelText('Your words'), 'Ana')
  await visitor.click(await addButton())
  const shown = await screen.findByText('Added to cart!')
  const since = Date.now()
  expect(shown.closest('output')).not.toBeNull()
  await waitFor(() => expect(screen.queryByText('Added to cart!')).not.toBeInTheDocument())
  expect(Date.now() - since).toBeGreaterThan(2300)
})

test('buying now adds and opens the cart', async () => {
  const sent = cartThat(takes)
  const { visitor, router } = await renderShop('/customize/t-shirt', alice)
  await visitor.type(await screen.findByLabelText('Your words'), 'Ana')
  await visitor.click(screen.getByRole('button', { name: 'Buy now' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/cart'))
  expect(sent).toHaveLength(1)
})

test('a piece without picture and words is not sent', async () => {
  const sent = cartThat(takes)
  const { visitor } = await renderShop('/customize/t-shirt', alice)
  await visitor.click(await addButton())
  const input = await pictureInput()
  await waitFor(() => expect(input).toHaveFocus())
  expect(input).toHaveAccessibleDescription(/Choose a picture or write some words/)
  await visitor.type(screen.getByLabelText('Your words'), 'A')
  expect(screen.queryByText(/Choose a picture or write some words/)).not.toBeInTheDocument()
  expect(sent).toEqual([])
})

test('who is signed out becomes a guest on the way, once', async () => {
  const sent = cartThat(takes)
  const guests = vi.fn(() => grantFor(gina))
  server.use(http.post(at('/api/session/guest/'), guests))
  const { visitor, router } = await renderShop('/customize/t-shirt')
  await visitor.type(await screen.findByLabelText('Your words'), 'Lola Ana')
  expect(guests).not.toHaveBeenCalled()
  await visitor.click(await addButton())
  await screen.findByText('Added to cart!')
  await visitor.click(await addButton())
  await waitFor(() => expect(sent).toHaveLength(2))
  expect(router.state.location.pathname).toBe('/customize/t-shirt')
  expect(guests).toHaveBeenCalledTimes(1)
})

test('who cannot become a guest is told why', async () => {
  const sent = cartThat(takes)
  server.use(
    http.post(at('/api/session/guest/'), () =>
      refusal(429, 'too_many_requests', 'That was too often. Wait a moment and try again.'),
    ),
  )
  const { visitor } = await renderShop('/customize/t-shirt')
  await visitor.type(await screen.findByLabelText('Your words'), 'Lola Ana')
  await visitor.click(await addButton())
  expect(await screen.findByText(/That was too often/)).toBeVisible()
  expect(sent).toEqual([])
})

test('whose session has ended logs in on the way and finds the design again', async () => {
  const sent = cartThat(() =>
    sent.length === 1 ? refusal(401, 'bad_token', 'Your session has ended.') : takes(),
  )
  server.use(http.post(at('/api/session/refresh/'), () => refusal(401, 'bad_token', 'Ended.')))
  const { visitor, router } = await renderShop('/customize/t-shirt', alice)
  await visitor.upload(await pictureInput(), pngFile('lola.png', PHOTO))
  await screen.findByText('lola.png')
  await visitor.type(screen.getByLabelText('Your words'), 'Lola Ana')
  await visitor.click(screen.getByRole('radio', { name: 'Navy Blue' }))
  await visitor.click(await addButton())
  await waitFor(() => expect(router.state.location.pathname).toBe('/login'))

  await visitor.type(await screen.findByLabelText('Username'), 'alice')
  await visitor.type(screen.getByLabelText('Password'), 'secret')
  await visitor.click(screen.getByRole('button', { name: 'Log in' }))
  expect(await screen.findByText(/your design is as you left it/)).toBeVisible()
  expect(screen.getByText('lola.png')).toBeVisible()
  expect(screen.getByLabelText('Your words')).toHaveValue('Lola Ana')
  await visitor.click(await addButton())
  await screen.findByText('Added to cart!')
  expect(sent[1]).toMatchObject({ base_color: 'Navy Blue', customization_text: 'Lola Ana' })
})

test('a changed price is shown and can be accepted', async () => {
  const dearer = { ...shirt, price: '550.00' }
  const sent = cartThat(() =>
    sent.length === 1
      ? refusal(409, 'price_changed', 'The price of T-Shirt is now 550.00 PHP.', {
          price: '550.00',
        })
      : takes(),
  )
  const { visitor } = await renderShop('/customize/t-shirt', alice)
  await visitor.type(await screen.findByLabelText('Your words'), 'Ana')
  server.use(http.get(at('/api/products/t-shirt/'), () => HttpResponse.json(dearer)))
  await visitor.click(await addButton())
  expect(await screen.findByText(/The price of T-Shirt is now/)).toHaveTextContent('₱550.00')
  await visitor.click(await addButton())
  await screen.findByText('Added to cart!')
  expect(sent.map(({ price }) => price)).toEqual(['500.00', '550.00'])
  expect(screen.queryByText(/The price of T-Shirt is now/)).not.toBeInTheDocument()
})

test('what the cart refuses stands beside its input', async () => {
  cartThat(() =>
    refusal(400, 'invalid_input', 'Check the piece.', {
      fields: {
        quantity: ['One line holds between 1 and 100 pieces of a product.'],
        base_color: ['T-Shirt is not made in this colour.'],
        design: ['This is not one of your designs.'],
      },
    }),
  )
  const { visitor } = await renderShop('/customize/t-shirt', alice)
  await visitor.type(await screen.findByLabelText('Your words'), 'Ana')
  await visitor.click(await addButton())
  expect(await screen.findByText('T-Shirt is not made in this colour.')).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Quantity' })).toHaveAccessibleDescription(
    /between 1 and 100 pieces/,
  )
  expect(await pictureInput()).toHaveAccessibleDescription(/not one of your designs/)
})

test('a lost answer is told, and trying again bears the same key', async () => {
  const keys: (string | null)[] = []
  server.use(
    http.post(at('/api/cart/'), ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'))
      return keys.length === 1 ? HttpResponse.error() : takes()
    }),
  )
  const { visitor } = await renderShop('/customize/t-shirt', alice)
  await visitor.type(await screen.findByLabelText('Your words'), 'Ana')
  await visitor.click(await addButton())
  expect(await screen.findByText(/could not reach the shop/)).toBeVisible()
  await visitor.click(await addButton())
  await screen.findByText('Added to cart!')
  await visitor.click(await addButton())
  await waitFor(() => expect(keys).toHaveLength(3))
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('what is sold out can be tried but not bought', async () => {
  server.use(
    http.get(at('/api/products/t-shirt/'), () => HttpResponse.json({ ...shirt, in_stock: false })),
  )
  await renderShop('/customize/t-shirt', alice)
  expect(await addButton()).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Buy now' })).toBeDisabled()
  expect(screen.getByText('Sold out for now')).toBeVisible()
  expect(await pictureInput()).toBeEnabled()
})
