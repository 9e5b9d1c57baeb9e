import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { anOrder } from '@/testing/orders'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

/** So many orders made as a guest, until they are claimed; claiming is answered by `claim`. */
function haveClaimable(count: number, claim?: () => Response) {
  let left = count
  server.use(
    http.get(at('/api/orders/'), () => HttpResponse.json(left ? [] : [anOrder()])),
    http.get(at('/api/orders/claim/'), () => HttpResponse.json({ count: left })),
    http.post(at('/api/orders/claim/'), () => {
      if (claim) return claim()
      const order_ids = Array.from({ length: left }, (_, place) => `ORDER${100 + place}`)
      left = 0
      return HttpResponse.json({ order_ids })
    }),
  )
}

test('orders made as a guest are offered, and then stand in the list', async () => {
  haveClaimable(2)
  const { visitor } = await renderShop('/orders', alice)
  expect(
    await screen.findByText('You made 2 orders with alice@example.com without being logged in.'),
  ).toBeVisible()
  await visitor.click(screen.getByRole('button', { name: 'Add them to my orders' }))
  expect(await screen.findByText('All 2 are among your orders now.')).toBeVisible()
  expect(await screen.findByRole('article', { name: 'Order AB12CD34' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Add them to my orders' })).toBeNull()
})

test('one is spoken of as one', async () => {
  haveClaimable(1)
  const { visitor } = await renderShop('/orders', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Add it to my orders' }))
  expect(await screen.findByText('It is among your orders now.')).toBeVisible()
})

test('a refusal is told, and it can be tried again', async () => {
  haveClaimable(1, () => refusal(403, 'email_not_verified', 'Confirm your e-mail address first.'))
  const { visitor } = await renderShop('/orders', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Add it to my orders' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Confirm your e-mail address first.')
  expect(screen.getByRole('button', { name: 'Add it to my orders' })).toBeEnabled()
})

test('where there are none, nothing is said', async () => {
  haveClaimable(0)
  await renderShop('/orders', alice)
  await screen.findByRole('article', { name: 'Order AB12CD34' })
  expect(screen.queryByText(/without being logged in/)).toBeNull()
})
