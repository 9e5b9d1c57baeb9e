import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeAll, expect, test } from 'vitest'
import { anOrder } from '@/testing/orders'
import { renderShop } from '@/testing/render-shop'
import { alice, at, gina, refusal, server } from '@/testing/server'

const TOKEN = 'AB12CD34~1vNx2a~signature'
const PATH = `/orders/track/${TOKEN}`

beforeAll(() => import('@/app/routes/track'))

function haveTracked() {
  server.use(
    http.get(at('/api/orders/track/:token/'), ({ params }) =>
      params.token === TOKEN
        ? HttpResponse.json(anOrder({ can_cancel: false }))
        : refusal(404, 'not_found', 'We could not find that.'),
    ),
    http.get(at('/api/orders/AB12CD34/'), () => HttpResponse.json(anOrder())),
  )
}

test('whoever has the link sees the order, and only looks at it', async () => {
  haveTracked()
  await renderShop(PATH)
  expect(await screen.findByRole('heading', { level: 1, name: 'Order AB12CD34' })).toBeVisible()
  expect(screen.getByRole('heading', { name: 'What you ordered' })).toBeVisible()
  expect(screen.queryByRole('button', { name: /receipt/ })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /Cancel/ })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Add it to my orders' })).not.toBeInTheDocument()
  expect(document.querySelector('meta[name="robots"]')).toHaveAttribute('content', 'noindex')
})

test('a guest is told how to keep it', async () => {
  haveTracked()
  await renderShop(PATH, gina)
  const link = await screen.findByRole('link', { name: 'create an account' })
  expect(link).toHaveAttribute('href', `/register?next=${encodeURIComponent(PATH)}`)
})

test('who is signed in takes it into the account', async () => {
  haveTracked()
  let sent: unknown
  server.use(
    http.post(at('/api/orders/claim/'), async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json({ order_ids: ['AB12CD34'] })
    }),
  )
  const { visitor, router } = await renderShop(PATH, alice)
  await visitor.click(await screen.findByRole('button', { name: 'Add it to my orders' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/orders/AB12CD34'))
  expect(sent).toEqual({ token: TOKEN })
})

test('an order in another account is said to be there', async () => {
  haveTracked()
  server.use(
    http.post(at('/api/orders/claim/'), () => refusal(404, 'not_found', 'We could not find that.')),
  )
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await screen.findByRole('button', { name: 'Add it to my orders' }))
  expect(await screen.findByText('This order is in another account already.')).toBeVisible()
})

test('a link that does not work says so', async () => {
  haveTracked()
  await renderShop('/orders/track/nonsense')
  expect(await screen.findByRole('heading', { name: 'This link does not work' })).toBeVisible()
})
