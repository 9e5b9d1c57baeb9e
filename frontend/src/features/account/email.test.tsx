import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

const confirmed = { ...alice, email_verified: true }
const changing = { ...confirmed, pending_email: 'new@example.com' }

/** The profile of `user`; returns what is sent to change it, answered by `answer`. */
function profileOf(user: typeof alice, answer: () => Response) {
  const sent: unknown[] = []
  server.use(
    http.get(at('/api/user/'), () => HttpResponse.json(user)),
    http.patch(at('/api/user/'), async ({ request }) => {
      sent.push(await request.json())
      return answer()
    }),
  )
  return sent
}

async function ask(email: string, password: string) {
  const { visitor } = await renderShop('/profile', alice)
  await visitor.type(await screen.findByLabelText('New e-mail'), email)
  if (password) await visitor.type(screen.getByLabelText('Your password'), password)
  await visitor.click(screen.getByRole('button', { name: 'Change e-mail address' }))
  return visitor
}

test('another address is asked for with the password, and waits for its link', async () => {
  const sent = profileOf(confirmed, () => HttpResponse.json(changing))
  await ask('new@example.com', 'tamarind-shoe')
  expect(
    await screen.findByText(
      'Open the link that we mailed to new@example.com, and it is your address. ' +
        'Until then we write to alice@example.com.',
    ),
  ).toBeVisible()
  expect(sent).toEqual([{ email: 'new@example.com', current_password: 'tamarind-shoe' }])
  expect(screen.getByLabelText('New e-mail')).toHaveValue('')
  expect(screen.getByLabelText('Your password')).toHaveValue('')
})

test('without a password nothing is sent', async () => {
  const sent = profileOf(confirmed, () => HttpResponse.json(changing))
  await ask('new@example.com', '')
  expect(await screen.findByText('Type your password.')).toBeVisible()
  await waitFor(() => expect(screen.getByLabelText('Your password')).toHaveFocus())
  expect(sent).toEqual([])
})

test('a wrong password is named beside its field', async () => {
  const why = 'That is not your present password.'
  profileOf(confirmed, () =>
    refusal(400, 'invalid_input', why, { fields: { current_password: [why] } }),
  )
  await ask('new@example.com', 'wrong')
  await screen.findByText(why)
  expect(screen.getByLabelText('Your password')).toHaveAccessibleDescription(new RegExp(`${why}$`))
  expect(screen.getByLabelText('New e-mail')).toHaveValue('new@example.com')
})

test('a change that waits can be mailed again, and given up', async () => {
  const sent = profileOf(changing, () => HttpResponse.json(confirmed))
  server.use(
    http.post(at('/api/email/verify/resend/'), () => new HttpResponse(null, { status: 204 })),
  )
  const { visitor } = await renderShop('/profile', changing)
  await visitor.click(await screen.findByRole('button', { name: 'Send the link again' }))
  expect(await screen.findByText('A new link is on its way to new@example.com.')).toBeVisible()
  await visitor.click(screen.getByRole('button', { name: 'Keep alice@example.com' }))
  await expect.poll(() => screen.queryByText(/new@example.com/)).toBeNull()
  expect(sent).toEqual([{ email: 'alice@example.com' }])
})
