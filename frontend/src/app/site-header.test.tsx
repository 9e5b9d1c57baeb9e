import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { anOrder } from '@/testing/orders'
import { renderShop } from '@/testing/render-shop'
import { alice, at, gina, server } from '@/testing/server'

function barEntries() {
  const bar = screen.getByRole('navigation', { name: 'Main' })
  return within(bar)
    .getAllByRole('listitem')
    .map((entry) => entry.textContent)
}

test('signed out the bar offers login and registration', async () => {
  await renderShop('/login')
  await screen.findByLabelText('Username')
  expect(barEntries()).toEqual(['Home', 'Login', 'Register'])
})

test('signed in the bar counts the pieces in the cart and logs out', async () => {
  server.use(
    http.get(at('/api/cart/'), () => HttpResponse.json([{ quantity: 2 }, { quantity: 10 }])),
    http.post(at('/api/session/logout/'), () => new HttpResponse(null, { status: 204 })),
  )
  const { visitor } = await renderShop('/', alice)
  await screen.findByText('12 pieces')
  expect(barEntries()).toEqual(['Home', 'Cart1212 pieces', 'Orders', 'Profile of Alice', 'Logout'])
  await visitor.click(screen.getByRole('button', { name: 'Logout' }))
  await screen.findByRole('link', { name: 'Login' })
  expect(barEntries()).toEqual(['Home', 'Login', 'Register'])
})

test('a guest has a cart and orders, and may still log in or register', async () => {
  server.use(http.get(at('/api/cart/'), () => HttpResponse.json([{ quantity: 2 }])))
  await renderShop('/', gina)
  await screen.findByText('2 pieces')
  expect(barEntries()).toEqual(['Home', 'Cart22 pieces', 'Orders', 'Login', 'Register'])
})

test('a guest has no profile and gets to the forms', async () => {
  const { router } = await renderShop('/profile', gina)
  expect(await screen.findByLabelText('Username')).toBeVisible()
  expect(router.state.location.pathname).toBe('/login')
})

test('who has nothing in a cart is shown so, not a login', async () => {
  const { router } = await renderShop('/cart')
  expect(await screen.findByText('Nothing in here yet')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Log in' })).toHaveAttribute(
    'href',
    '/login?next=%2Fcart',
  )
  expect(router.state.location.pathname).toBe('/cart')
})

test('Escape closes the menu and gives the focus back to its button', async () => {
  const { visitor } = await renderShop('/login')
  const menu = await screen.findByRole('button', { name: 'Menu' })
  await visitor.click(menu)
  expect(menu).toHaveAttribute('aria-expanded', 'true')
  await visitor.tab()
  await visitor.keyboard('{Escape}')
  expect(menu).toHaveAttribute('aria-expanded', 'false')
  await waitFor(() => expect(menu).toHaveFocus())
})

test('a new page takes the focus to its heading and names the window', async () => {
  const { visitor } = await renderShop('/login')
  await visitor.click(await screen.findByRole('link', { name: 'Create an account' }))
  const heading = await screen.findByRole('heading', { name: 'Create an account' })
  await waitFor(() => expect(heading).toHaveFocus())
  expect(document.title).toBe('Create an account · CustomKeeps')
})

test('the bar marks where one is, below it too', async () => {
  server.use(http.get(at('/api/orders/AB12CD34/'), () => HttpResponse.json(anOrder())))
  await renderShop('/orders/AB12CD34', alice)
  const bar = await screen.findByRole('navigation', { name: 'Main' })
  expect(within(bar).getByRole('link', { current: 'page' })).toHaveTextContent('Orders')
})

const robots = () => document.querySelector('meta[name="robots"]')

test('search engines list what is for everybody and leave out the rest', async () => {
  const { router } = await renderShop('/no-such-page')
  await screen.findByText('There is no such page')
  expect(robots()).toHaveAttribute('content', 'noindex')
  await act(() => router.navigate('/'))
  expect(robots()).toHaveAttribute('content', 'all')
})

test('an unknown address says so and leads home', async () => {
  await renderShop('/no-such-page')
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
    'There is no such page',
  )
})
