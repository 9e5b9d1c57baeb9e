import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { Device } from '@/api/types'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

const here: Device = {
  id: '00000000-0000-4000-8000-000000000001',
  device: 'Firefox on Windows',
  network: '203.0.113.0/24',
  created_at: '2026-11-01T08:00:00Z',
  last_used_at: '2026-11-20T08:00:00Z',
  is_current: true,
}
const phone: Device = {
  ...here,
  id: '00000000-0000-4000-8000-000000000002',
  device: 'Safari on iPhone',
  network: '',
  is_current: false,
}

test('each device but this browser is logged out by itself', async () => {
  let devices = [here, phone]
  server.use(
    http.get(at('/api/session/devices/'), () => HttpResponse.json(devices)),
    http.delete(at(`/api/session/devices/${phone.id}/`), () => {
      devices = [here]
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { visitor } = await renderShop('/profile/security', alice)
  const [mine, other] = within(await screen.findByRole('list', { name: 'Devices' })).getAllByRole(
    'listitem',
  )
  expect(mine).toHaveTextContent('This browser, logged in since November 1, 2026, from 203.0.113.0')
  expect(mine && within(mine).queryByRole('button')).toBeNull()
  expect(other).toHaveTextContent('Last used')
  await visitor.click(screen.getByRole('button', { name: 'Log out Safari on iPhone' }))
  await waitFor(() => expect(screen.queryByText('Safari on iPhone')).toBeNull())
  expect(screen.getByText('Firefox on Windows')).toBeVisible()
})

test('logging out everywhere ends in the log-in form', async () => {
  let asked = 0
  server.use(
    http.get(at('/api/session/devices/'), () => HttpResponse.json([here])),
    http.post(at('/api/session/logout_everywhere/'), () => {
      asked += 1
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { visitor, router } = await renderShop('/profile/security', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Log out everywhere' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/login'))
  expect(asked).toBe(1)
})

test('a refusal is said and the device stays', async () => {
  server.use(
    http.get(at('/api/session/devices/'), () => HttpResponse.json([here, phone])),
    http.delete(at(`/api/session/devices/${phone.id}/`), () =>
      refusal(404, 'not_found', 'We could not find that.'),
    ),
  )
  const { visitor } = await renderShop('/profile/security', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Log out Safari on iPhone' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('We could not find that.')
  expect(screen.getByText('Safari on iPhone')).toBeVisible()
})
