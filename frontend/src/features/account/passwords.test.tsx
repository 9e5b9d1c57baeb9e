import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { renderShop } from '@/testing/render-shop'
import { alice, at, grantFor, refusal, server } from '@/testing/server'

const noContent = () => new HttpResponse(null, { status: 204 })

test('a link is asked for with an e-mail address, and what the shop says stands there', async () => {
  let sent: unknown
  server.use(
    http.post(at('/api/password/reset/'), async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json({ message: 'An e-mail is on its way.' })
    }),
  )
  const { visitor } = await renderShop('/login')
  await visitor.click(await screen.findByRole('link', { name: 'Forgotten your password?' }))
  await visitor.type(await screen.findByLabelText('E-mail'), 'alice@example.com')
  await visitor.click(screen.getByRole('button', { name: 'Send me a link' }))
  expect(await screen.findByText('An e-mail is on its way.')).toBeVisible()
  expect(sent).toEqual({ email: 'alice@example.com' })
})

test('what is no address is not sent', async () => {
  const { visitor } = await renderShop('/password/forgotten')
  await visitor.type(await screen.findByLabelText('E-mail'), 'alice')
  await visitor.click(screen.getByRole('button', { name: 'Send me a link' }))
  expect(await screen.findByLabelText('E-mail')).toHaveAccessibleDescription(
    /Type an e-mail address/,
  )
})

test('the link of the mail chooses a new password', async () => {
  let sent: unknown
  server.use(
    http.post(at('/api/password/reset/confirm/'), async ({ request }) => {
      sent = await request.json()
      return noContent()
    }),
  )
  const { visitor } = await renderShop('/password/reset/MQ/token-1')
  await visitor.type(await screen.findByLabelText('New password'), 'tamarind-shoe')
  await visitor.click(screen.getByRole('button', { name: 'Set my new password' }))
  expect(await screen.findByText(/Your new password is set/)).toBeVisible()
  expect(sent).toEqual({ uid: 'MQ', token: 'token-1', new_password: 'tamarind-shoe' })
})

test('a link that is too old says so and leads to a new one', async () => {
  server.use(
    http.post(at('/api/password/reset/confirm/'), () =>
      refusal(400, 'link_expired', 'This link no longer works. Ask for a new one.'),
    ),
  )
  const { visitor } = await renderShop('/password/reset/MQ/token-1')
  await visitor.type(await screen.findByLabelText('New password'), 'tamarind-shoe')
  await visitor.click(screen.getByRole('button', { name: 'Set my new password' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('This link no longer works.')
  expect(screen.getByRole('link', { name: 'Ask for a new one' })).toHaveAttribute(
    'href',
    '/password/forgotten',
  )
})

test('a changed password keeps this browser signed in', async () => {
  const done: unknown[] = []
  server.use(
    http.get(at('/api/session/devices/'), () => HttpResponse.json([])),
    http.post(at('/api/password/change/'), async ({ request }) => {
      done.push(await request.json())
      return noContent()
    }),
  )
  const { visitor, router } = await renderShop('/profile/security', alice)
  server.use(
    http.post(at('/api/session/login/'), async ({ request }) => {
      done.push(await request.json())
      return grantFor(alice, 'token-2')
    }),
  )
  await visitor.type(await screen.findByLabelText('Present password'), 'old-secret')
  await visitor.type(screen.getByLabelText('New password'), 'tamarind-shoe')
  await visitor.click(screen.getByRole('button', { name: 'Change password' }))
  expect(await screen.findByText(/Your password is changed/)).toBeVisible()
  expect(done).toEqual([
    { current_password: 'old-secret', new_password: 'tamarind-shoe' },
    { username: 'alice', password: 'tamarind-shoe' },
  ])
  expect(router.state.location.pathname).toBe('/profile/security')
})

test('a wrong present password is said beside its field', async () => {
  server.use(
    http.get(at('/api/session/devices/'), () => HttpResponse.json([])),
    http.post(at('/api/password/change/'), () =>
      refusal(400, 'invalid_input', 'That is not your present password.', {
        fields: { current_password: ['That is not your present password.'] },
      }),
    ),
  )
  const { visitor } = await renderShop('/profile/security', alice)
  await visitor.type(await screen.findByLabelText('Present password'), 'old-secret')
  await visitor.type(screen.getByLabelText('New password'), 'tamarind-shoe')
  await visitor.click(screen.getByRole('button', { name: 'Change password' }))
  await waitFor(() =>
    expect(screen.getByLabelText('Present password')).toHaveAccessibleDescription(
      'That is not your present password.',
    ),
  )
})

test('the link of the mail confirms an address at a press, and not by itself', async () => {
  const sent: unknown[] = []
  server.use(
    http.post(at('/api/email/verify/'), async ({ request }) => {
      sent.push(await request.json())
      return noContent()
    }),
  )
  const { visitor } = await renderShop('/email/verify/WzEs:1x:abc')
  const button = await screen.findByRole('button', { name: 'Confirm my address' })
  expect(sent).toEqual([])
  await visitor.click(button)
  expect(await screen.findByText('Thank you, your e-mail address is confirmed.')).toBeVisible()
  expect(sent).toEqual([{ token: 'WzEs:1x:abc' }])
})

test('a link that confirms nothing says where there is a new one', async () => {
  server.use(
    http.post(at('/api/email/verify/'), () =>
      refusal(400, 'link_expired', 'This link no longer works. Ask for a new one.'),
    ),
  )
  const { visitor } = await renderShop('/email/verify/x')
  await visitor.click(await screen.findByRole('button', { name: 'Confirm my address' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('This link no longer works.')
  expect(screen.getByRole('link', { name: 'Open your profile' })).toBeVisible()
})

test('the link is mailed again from the profile', async () => {
  server.use(
    http.get(at('/api/user/'), () => HttpResponse.json(alice)),
    http.post(at('/api/email/verify/resend/'), noContent),
  )
  const { visitor } = await renderShop('/profile', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Send the link again' }))
  expect(await screen.findByText('A new link is on its way to alice@example.com.')).toBeVisible()
})
