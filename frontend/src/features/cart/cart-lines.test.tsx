import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { fillCart, mugs, quoteFor, shirts } from '@/testing/cart'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'
import { installStripe } from '@/testing/stripe'

const line = async (name: string) => {
  const heading = await screen.findByRole('heading', { level: 2, name })
  return within(heading.closest('article')!)
}
const quantityOf = async (name: string) =>
  (await line(name)).getByRole('textbox', { name: `Quantity of ${name}` })
const summary = () => within(screen.getByRole('region', { name: 'Summary' }))
const openCart = (path = '/cart') => renderShop(path, alice)

// The first test would otherwise spend its time on reading the screen's code.
beforeAll(() => import('@/app/routes/cart'))
beforeEach(installStripe)

test('shows each line with what is printed on what and the figures of the shop', async () => {
  const cart = fillCart(mugs, shirts)
  cart.quote = () => ({
    ...quoteFor(cart.lines),
    lines: quoteFor(cart.lines).lines.map((quoted) => ({
      ...quoted,
      next_break: quoted.id === mugs.id ? { quantity: 5, saves: '62.50' } : null,
    })),
  })
  await openCart()
  const shirt = await line('T-Shirt')
  expect(shirt.getByText('Black')).toBeVisible()
  expect(shirt.getByText('Size M')).toBeVisible()
  expect(shirt.getByText('“Reyes family”')).toBeVisible()
  expect(shirt.getByText('10% bulk discount is taken off.')).toBeVisible()
  expect(shirt.getByText('₱4,500.00')).toBeVisible()
  expect(shirt.getByText('₱500.00')).toBeVisible()
  expect(shirt.getByRole('link', { name: 'T-Shirt' })).toHaveAttribute('href', '/customize/t-shirt')
  const mug = await line('Mug')
  expect(await mug.findByText('2 more of this save ₱62.50.')).toBeVisible()
  const terms = summary()
    .getAllByRole('term')
    .map((term) => term.textContent)
  const figures = summary()
    .getAllByRole('definition')
    .map((figure) => figure.textContent)
  expect(terms).toEqual(['Subtotal', 'Bulk discount', 'Total'])
  expect(figures).toEqual(['₱5,750.00', '−₱500.00', '₱5,250.00'])
})

test('a changed quantity shows at once and the total follows when the shop has computed it', async () => {
  const cart = fillCart(mugs)
  const { visitor } = await openCart()
  const field = await quantityOf('Mug')
  await screen.findByRole('button', { name: 'Hold to pay ₱5,250.00' })
  cart.quote = () => quoteFor(cart.lines, { final_amount: '1000.00' })
  await visitor.click((await line('Mug')).getByRole('button', { name: 'Increase Quantity of Mug' }))
  expect(field).toHaveValue('4')
  expect(await screen.findByRole('button', { name: 'Hold to pay ₱1,000.00' })).toBeEnabled()
  expect(cart.lines[0]?.quantity).toBe(4)
})

test('while changes are on their way nothing can be paid, and of many only the last counts', async () => {
  const cart = fillCart(mugs)
  const { visitor } = await openCart()
  const sent: number[] = []
  let answer = () => {}
  server.use(
    http.patch(at('/api/cart/1/'), async ({ request }) => {
      const { quantity } = (await request.json()) as { quantity: number }
      sent.push(quantity)
      await new Promise<void>((resolve) => (answer = resolve))
      cart.lines = [{ ...mugs, quantity }]
      return HttpResponse.json(cart.lines[0])
    }),
  )
  const more = (await line('Mug')).getByRole('button', { name: 'Increase Quantity of Mug' })
  const pay = await screen.findByRole('button', { name: /^Hold to pay/ })
  for (let press = 0; press < 4; press += 1) await visitor.click(more)
  await waitFor(() => expect(sent).toEqual([4]))
  expect(pay).toHaveAttribute('aria-disabled', 'true')
  answer()
  await waitFor(() => expect(sent).toEqual([4, 7]))
  expect(pay).toHaveAttribute('aria-disabled', 'true')
  answer()
  await waitFor(() => expect(pay).toHaveAttribute('aria-disabled', 'false'))
  expect(await quantityOf('Mug')).toHaveValue('7')
})

test('a refused quantity goes back and says why', async () => {
  fillCart(mugs)
  server.use(
    http.patch(at('/api/cart/1/'), () =>
      refusal(400, 'invalid_input', 'Only 100 pieces fit.', {
        fields: { quantity: ['One line holds at most 100 pieces.'] },
      }),
    ),
  )
  const { visitor } = await openCart()
  const mug = await line('Mug')
  await visitor.click(mug.getByRole('button', { name: 'Increase Quantity of Mug' }))
  expect(await mug.findByRole('alert')).toHaveTextContent('One line holds at most 100 pieces.')
  expect(await quantityOf('Mug')).toHaveValue('3')
})

test('the next price break is one press away', async () => {
  const cart = fillCart(mugs)
  cart.quote = () => {
    const quote = quoteFor(cart.lines)
    return {
      ...quote,
      lines: [{ ...quote.lines[0]!, next_break: { quantity: 5, saves: '62.50' } }],
    }
  }
  const { visitor } = await openCart()
  await visitor.click(await screen.findByRole('button', { name: 'Make it 5' }))
  expect(await quantityOf('Mug')).toHaveValue('5')
  await waitFor(() => expect(cart.lines[0]?.quantity).toBe(5))
})

test('a removed line leaves its way back in its place, with the focus', async () => {
  const cart = fillCart(mugs, shirts)
  const sent: unknown[] = []
  server.use(
    http.post(at('/api/cart/'), async ({ request }) => {
      sent.push(await request.json())
      cart.lines = [...cart.lines, { ...mugs, id: 9 }]
      return HttpResponse.json({ ...mugs, id: 9 }, { status: 201 })
    }),
  )
  const { visitor } = await openCart()
  await visitor.click(await screen.findByRole('button', { name: 'Remove Mug' }))
  expect(await screen.findByText('Removed 3 pieces of Mug.')).toBeVisible()
  const undo = screen.getByRole('button', { name: 'Undo removing Mug' })
  await waitFor(() => expect(undo).toHaveFocus())
  expect(cart.lines.map(({ id }) => id)).toEqual([2])

  await visitor.click(undo)
  const back = await screen.findByRole('link', { name: 'Mug' })
  await waitFor(() => expect(back).toHaveFocus())
  expect(screen.queryByText('Removed 3 pieces of Mug.')).not.toBeInTheDocument()
  expect(sent).toEqual([
    {
      product: 7,
      quantity: 3,
      base_color: 'White',
      size: null,
      customization_text: 'Good mornings',
      design: null,
    },
  ])
})

test('removing the last line invites to the products and still leads back', async () => {
  fillCart(mugs)
  const { visitor } = await openCart()
  await visitor.click(await screen.findByRole('button', { name: 'Remove Mug' }))
  expect(await screen.findByText('Nothing in here yet')).toBeVisible()
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Undo removing Mug' })).toHaveFocus(),
  )
  expect(screen.getByRole('link', { name: 'Choose something to make' })).toHaveAttribute(
    'href',
    '/',
  )
  expect(screen.queryByRole('region', { name: 'Payment' })).not.toBeInTheDocument()
})

test('a line that another window has removed is not shown any longer', async () => {
  const cart = fillCart(mugs, shirts)
  const { visitor } = await openCart()
  const remove = await screen.findByRole('button', { name: 'Remove Mug' })
  server.use(
    http.delete(at('/api/cart/1/'), () => refusal(404, 'not_found', 'We could not find that.')),
  )
  cart.lines = [shirts]
  await visitor.click(remove)
  await waitFor(() => expect(remove).not.toBeInTheDocument())
  expect(screen.getByRole('heading', { name: 'T-Shirt' })).toBeVisible()
})

test('the cart is cleared only after a question, and the heading gets the focus', async () => {
  const cart = fillCart(mugs, shirts)
  const { visitor } = await openCart()
  await visitor.click(await screen.findByRole('button', { name: 'Clear cart' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Clear your cart?' }))
  await visitor.click(dialog.getByRole('button', { name: 'Keep my cart' }))
  expect(cart.lines).toHaveLength(2)
  await visitor.click(screen.getByRole('button', { name: 'Clear cart' }))
  await visitor.click(await screen.findByRole('button', { name: 'Remove all 2 items' }))
  expect(await screen.findByText('Nothing in here yet')).toBeVisible()
  expect(cart.lines).toEqual([])
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus())
})

test('colour and text can be changed, and a line that becomes another merges into it', async () => {
  const black = { ...mugs, id: 5, base_color: 'Black', quantity: 2 }
  const cart = fillCart(mugs, black)
  let sent: unknown
  server.use(
    http.patch(at('/api/cart/1/'), async ({ request }) => {
      sent = await request.json()
      cart.lines = [{ ...black, quantity: 5 }]
      return HttpResponse.json(cart.lines[0])
    }),
  )
  const { visitor } = await openCart()
  await visitor.click((await screen.findAllByRole('button', { name: 'Change Mug' }))[0]!)
  const dialog = within(await screen.findByRole('dialog', { name: 'Change Mug' }))
  await visitor.click(dialog.getByRole('radio', { name: 'Black' }))
  await visitor.click(dialog.getByRole('button', { name: 'Save changes' }))
  expect(
    await screen.findByText('That is the same as another item: they are one now.'),
  ).toBeVisible()
  expect(sent).toEqual({ base_color: 'Black' })
  expect(screen.getAllByRole('article')).toHaveLength(1)
  expect(await quantityOf('Mug')).toHaveValue('5')
})

test('says what a changed price was', async () => {
  fillCart({ ...mugs, price_changed_from: '240.00' })
  await openCart()
  expect(
    await screen.findByText(/The price was ₱240.00 when you added this; it is now ₱250.00 each/),
  ).toBeVisible()
})

test.each([
  ['no longer sold', { available: false }, /We no longer sell this. Remove it to go on/],
  [
    'no longer made in this colour',
    { available: false, base_color: 'Red' },
    /We no longer make it in this colour or size/,
  ],
])('a product that is %s is flagged and holds up the payment', async (_, change, words) => {
  fillCart({ ...mugs, ...change })
  await openCart()
  expect(await screen.findByText(words)).toBeVisible()
  expect(await screen.findByText('Change or remove the items marked above first.')).toBeVisible()
  expect(await screen.findByRole('button', { name: /^Hold to pay/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})
