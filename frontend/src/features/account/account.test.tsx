import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { renderShop } from '@/testing/render-shop'
import { alice, at, grantFor, refusal, server } from '@/testing/server'

test('a login leads back to where one came from', async () => {
  server.use(
    http.post(at('/api/session/login/'), () => grantFor(alice)),
    http.get(at('/api/user/'), () => HttpResponse.json(alice)),
  )
  const { visitor, router } = await renderShop('/profile')
  expect(await screen.findByText('Then you go on right where you were.')).toBeVisible()
  await visitor.type(await screen.findByLabelText('Username'), 'alice')
  await visitor.type(screen.getByLabelText('Password'), 'secret')
  await visitor.click(screen.getByRole('button', { name: 'Log in' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/profile'))
})

test('a refused login says why above the form', async () => {
  server.use(
    http.post(at('/api/session/login/'), () =>
      refusal(401, 'bad_credentials', 'Username or password is wrong.'),
    ),
  )
  const { visitor } = await renderShop('/login')
  await visitor.type(await screen.findByLabelText('Username'), 'alice')
  await visitor.type(screen.getByLabelText('Password'), 'wrong')
  await visitor.click(screen.getByRole('button', { name: 'Log in' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Username or password is wrong.')
})

test('empty fields are named before anything is sent', async () => {
  const { visitor } = await renderShop('/login')
  await visitor.click(await screen.findByRole('button', { name: 'Log in' }))
  expect(await screen.findByLabelText('Username')).toHaveAccessibleDescription(
    'Type your username.',
  )
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Type your password.')
})

test('what the shop refuses at registration stands beside its field', async () => {
  server.use(
    http.post(at('/api/register/'), () =>
      refusal(400, 'invalid_input', 'Check the form.', {
        fields: { username: ['This username is taken.'] },
      }),
    ),
  )
  const { visitor } = await renderShop('/register')
  await visitor.type(await screen.findByLabelText('Username'), 'alice')
  await visitor.type(screen.getByLabelText('E-mail'), 'alice@example.com')
  await visitor.type(screen.getByLabelText('Password'), 'tamarind-shoe')
  await visitor.click(screen.getByRole('button', { name: 'Create account' }))
  await screen.findByText('This username is taken.')
  expect(screen.getByLabelText('Username')).toHaveAccessibleDescription('This username is taken.')
  await waitFor(() => expect(screen.getByLabelText('Username')).toHaveFocus())
})

test('a changed name is saved and shown in the bar', async () => {
  let sent: unknown
  server.use(
    http.get(at('/api/user/'), () => HttpResponse.json(alice)),
    http.patch(at('/api/user/'), async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json({ ...alice, first_name: 'Alicia' })
    }),
  )
  const { visitor } = await renderShop('/profile', alice)
  const name = await screen.findByLabelText('First name')
  await visitor.clear(name)
  await visitor.type(name, 'Alicia')
  await visitor.click(screen.getByRole('button', { name: 'Save changes' }))
  expect(await screen.findByText('Your changes are saved.')).toBeVisible()
  expect(sent).toEqual({
    first_name: 'Alicia',
    last_name: 'Reyes',
    phone: '',
  })
  expect(screen.getByRole('link', { name: 'Profile of Alicia' })).toBeInTheDocument()
})
