import { screen, waitFor } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { fillCart, mugs, quoteFor, save10, shirts } from '@/testing/cart'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'
import { installStripe } from '@/testing/stripe'

const openCart = (path = '/cart') => renderShop(path, alice)

// The first test would otherwise spend its time on reading the screen's code.
beforeAll(() => import('@/app/routes/cart'))
beforeEach(installStripe)

test('a valid coupon is taken off, stands in the address and can be removed', async () => {
  const cart = fillCart(mugs)
  cart.quote = (code) =>
    code.toUpperCase() === 'SAVE10'
      ? quoteFor(cart.lines, {
          coupon: save10,
          coupon_discount: '525.00',
          discount_amount: '1025.00',
          final_amount: '4725.00',
        })
      : quoteFor(cart.lines)
  const { visitor, router } = await openCart()
  await screen.findByText('Have a coupon?')
  expect(screen.getByLabelText('Coupon code')).not.toBeVisible()
  await visitor.click(screen.getByText('Have a coupon?'))
  await visitor.type(screen.getByLabelText('Coupon code'), 'save10')
  await visitor.click(screen.getByRole('button', { name: 'Apply' }))
  expect(await screen.findByText('Coupon SAVE10, 10%')).toBeVisible()
  expect(router.state.location.search).toBe('?coupon=SAVE10')
  await waitFor(() => expect(screen.getByRole('group', { name: 'Coupon' })).toHaveFocus())
  expect(await screen.findByRole('button', { name: 'Hold to pay ₱4,725.00' })).toBeVisible()

  await visitor.click(screen.getByRole('button', { name: 'Remove coupon SAVE10' }))
  expect(await screen.findByRole('button', { name: 'Hold to pay ₱5,250.00' })).toBeVisible()
  expect(router.state.location.search).toBe('')
})

test('an invalid coupon is said in words and asked for only once', async () => {
  const cart = fillCart(mugs)
  cart.quote = (code) =>
    quoteFor(cart.lines, { coupon_error: code ? 'Invalid coupon code.' : null })
  const { visitor, router } = await openCart()
  await visitor.click(await screen.findByText('Have a coupon?'))
  await visitor.click(screen.getByRole('button', { name: 'Apply' }))
  expect(screen.getByLabelText('Coupon code')).toHaveAccessibleDescription('Type the code first.')
  await visitor.type(screen.getByLabelText('Coupon code'), 'NOPE')
  await visitor.click(screen.getByRole('button', { name: 'Apply' }))
  await waitFor(() =>
    expect(screen.getByLabelText('Coupon code')).toHaveAccessibleDescription(
      'Invalid coupon code.',
    ),
  )
  expect(router.state.location.search).toBe('')
  expect(cart.asked).toEqual(['', 'NOPE'])
})

test('a coupon of a fixed amount says how much it is worth', async () => {
  const cart = fillCart(mugs)
  cart.quote = (code) =>
    quoteFor(cart.lines, {
      coupon: code ? { code: 'KEEP100', kind: 'amount', percent: null, amount: '100.00' } : null,
      coupon_discount: '100.00',
    })
  await openCart('/cart?coupon=KEEP100')
  const worth = await screen.findByText('Coupon KEEP100, ₱100.00 off')
  expect(worth.closest('div')).toHaveTextContent('−₱100.00')
})

test('a coupon that the cart is too small for waits, in words, until the cart has grown', async () => {
  const cart = fillCart({ ...mugs, quantity: 1 })
  const isEnough = () => cart.lines[0]!.quantity >= 2
  cart.quote = (code) =>
    quoteFor(cart.lines, {
      coupon: code && isEnough() ? save10 : null,
      coupon_error: code && !isEnough() ? 'This code needs a subtotal of ₱500.00 or more.' : null,
      coupon_minimum: code && !isEnough() ? '500.00' : null,
    })
  const { visitor, router } = await openCart()
  await visitor.click(await screen.findByText('Have a coupon?'))
  await visitor.type(screen.getByLabelText('Coupon code'), 'save10')
  await visitor.click(screen.getByRole('button', { name: 'Apply' }))
  expect(await screen.findByText(/is not taken off yet/)).toHaveTextContent(
    'Coupon save10 is not taken off yet. This code needs a subtotal of ₱500.00 or more.',
  )
  await waitFor(() => expect(screen.getByRole('group', { name: 'Coupon' })).toHaveFocus())
  expect(router.state.location.search).toBe('?coupon=save10')

  await visitor.click(screen.getByRole('button', { name: 'Increase Quantity of Mug' }))
  expect(await screen.findByText('Coupon SAVE10, 10%')).toBeVisible()
  expect(screen.queryByText(/is not taken off yet/)).toBeNull()
})

test('a coupon from the address that has lapsed is dropped, in words', async () => {
  const cart = fillCart(mugs)
  cart.quote = (code) =>
    quoteFor(cart.lines, { coupon_error: code ? 'Invalid coupon code.' : null })
  const { router } = await openCart('/cart?coupon=OLD5')
  expect(
    await screen.findByText('Coupon OLD5 is not valid now; the total is without it.'),
  ).toBeVisible()
  await waitFor(() => expect(router.state.location.search).toBe(''))
  expect(await screen.findByRole('button', { name: 'Hold to pay ₱5,250.00' })).toBeEnabled()
})

test('says that the cart is loading, and offers to try again when it did not load', async () => {
  fillCart(mugs)
  server.use(http.get(at('/api/cart/'), () => delay('infinite')))
  const { router } = await openCart()
  expect(await screen.findByText('Loading your cart')).toBeInTheDocument()
  expect(router.state.location.pathname).toBe('/cart')
})

test('a cart that did not load can be asked for again', async () => {
  fillCart(mugs)
  server.use(
    http.get(at('/api/cart/'), () => refusal(500, 'broken', 'The shop is being repaired.')),
  )
  const { visitor } = await openCart()
  expect(await screen.findByText('The shop is being repaired.')).toBeVisible()
  fillCart(mugs)
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Mug' })).toBeVisible()
})

test('an empty cart invites to the products', async () => {
  fillCart()
  await openCart()
  expect(await screen.findByText('Nothing in here yet')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Clear cart' })).not.toBeInTheDocument()
})

test('offline nothing can be paid, in words', async () => {
  fillCart(mugs)
  await openCart()
  await screen.findByRole('button', { name: 'Hold to pay ₱5,250.00' })
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  window.dispatchEvent(new Event('offline'))
  expect(
    await screen.findByText('You are offline. You can pay again once you are connected.'),
  ).toBeVisible()
  expect(screen.getByRole('button', { name: /^Hold to pay/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  vi.restoreAllMocks()
  window.dispatchEvent(new Event('online'))
})

test('a cart of several pages is shown, counted and paid whole', async () => {
  const cart = fillCart(mugs, shirts)
  server.use(
    http.get(at('/api/cart/'), ({ request }) => {
      const isSecond = new URL(request.url).searchParams.get('offset') === '1'
      const Link = `<${at('/api/cart/?offset=1')}>; rel="next"`
      return HttpResponse.json(
        [cart.lines[isSecond ? 1 : 0]],
        isSecond ? {} : { headers: { Link } },
      )
    }),
  )
  await openCart()
  expect(await screen.findByRole('heading', { name: 'Mug' })).toBeVisible()
  expect(screen.getByRole('heading', { name: 'T-Shirt' })).toBeVisible()
  expect(screen.getByText('13 pieces')).toBeInTheDocument()
  const pay = await screen.findByRole('button', { name: 'Hold to pay ₱5,250.00' })
  await waitFor(() => expect(pay).toHaveAttribute('aria-disabled', 'false'))
})
