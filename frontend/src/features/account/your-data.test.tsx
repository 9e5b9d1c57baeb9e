import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Address } from '@/api/types'
import { saveFile } from '@/lib/save-file'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

vi.mock('@/lib/save-file', () => ({ saveFile: vi.fn() }))

const home: Address = {
  id: 1,
  name: 'Alice Reyes',
  line1: '12 Mabini Street',
  line2: '',
  city: 'Makati',
  province: 'Metro Manila',
  postal_code: '1226',
  country: 'PH',
  phone: '',
  is_default: true,
}
const office: Address = { ...home, id: 2, line1: '5 Ayala Avenue', is_default: false }

/** Addresses as the shop keeps them, and what was sent about them. */
function keepAddresses(...kept: Address[]) {
  const sent: unknown[] = []
  const note = async (request: Request) => {
    const body = (await request.json()) as Partial<Address>
    sent.push(body)
    return body
  }
  server.use(
    http.get(at('/api/user/addresses/'), () => HttpResponse.json(kept)),
    http.post(at('/api/user/addresses/'), async ({ request }) => {
      const added = { ...home, ...(await note(request)), id: 9, is_default: kept.length === 0 }
      kept.push(added)
      return HttpResponse.json(added, { status: 201 })
    }),
    http.patch(at('/api/user/addresses/:id/'), async ({ request, params }) => {
      const changes = await note(request)
      const changed = kept.find(({ id }) => id === Number(params.id))
      if (!changed) return refusal(404, 'not_found', 'We could not find that.')
      if (changes.is_default) for (const address of kept) address.is_default = false
      return HttpResponse.json(Object.assign(changed, changes))
    }),
    http.delete(at('/api/user/addresses/:id/'), ({ params }) => {
      kept.splice(
        kept.findIndex(({ id }) => id === Number(params.id)),
        1,
      )
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return sent
}

const cards = async () =>
  within(await screen.findByRole('list', { name: 'Addresses' })).getAllByRole('listitem')

beforeEach(() => {
  server.use(http.get(at('/api/user/'), () => HttpResponse.json(alice)))
})

test('a first address is added', async () => {
  const sent = keepAddresses()
  const { visitor } = await renderShop('/profile', alice)
  expect(await screen.findByText(/None yet/)).toBeVisible()
  await visitor.click(screen.getByRole('button', { name: 'Add an address' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'New address' }))
  await visitor.click(dialog.getByRole('button', { name: 'Save address' }))
  expect(await dialog.findByText('Type the city.')).toBeVisible()
  expect(sent).toEqual([])
  await visitor.type(dialog.getByLabelText('Name'), 'Alice Reyes')
  await visitor.type(dialog.getByLabelText('Street and number'), '12 Mabini Street')
  await visitor.type(dialog.getByLabelText('City'), 'Makati')
  await visitor.type(dialog.getByLabelText('Postal code'), '1226')
  await visitor.click(dialog.getByRole('button', { name: 'Save address' }))
  const [card] = await cards()
  expect(card).toHaveTextContent('Alice Reyes, your default')
  expect(card).toHaveTextContent('12 Mabini Street, 1226 Makati')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

test('what the shop refuses stands beside its field', async () => {
  keepAddresses({ ...home })
  server.use(
    http.patch(at('/api/user/addresses/1/'), () =>
      refusal(400, 'invalid_input', 'Give the four digits.', {
        fields: { postal_code: ['Give the four digits.'] },
      }),
    ),
  )
  const { visitor } = await renderShop('/profile', alice)
  await visitor.click(await screen.findByRole('button', { name: /^Change Alice/ }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Change address' }))
  await visitor.click(dialog.getByRole('button', { name: 'Save address' }))
  await dialog.findByText('Give the four digits.')
  await waitFor(() => expect(dialog.getByLabelText('Postal code')).toHaveFocus())
})

test('another address becomes the default, and one is deleted', async () => {
  const sent = keepAddresses({ ...home }, { ...office })
  const { visitor } = await renderShop('/profile', alice)
  await visitor.click(await screen.findByRole('button', { name: /^Make default.*Ayala/ }))
  await waitFor(async () => expect((await cards())[1]).toHaveTextContent('your default'))
  expect(sent).toEqual([{ is_default: true }])
  await visitor.click(screen.getByRole('button', { name: /^Delete.*Mabini/ }))
  await waitFor(async () => expect(await cards()).toHaveLength(1))
  expect((await cards())[0]).toHaveTextContent('5 Ayala Avenue')
})

test('all data is saved as a file', async () => {
  server.use(http.get(at('/api/user/export/'), () => HttpResponse.json({ profile: alice })))
  const { visitor } = await renderShop('/profile', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Download my data' }))
  await waitFor(() => expect(saveFile).toHaveBeenCalledOnce())
  const [file, name] = vi.mocked(saveFile).mock.calls[0] ?? []
  expect(name).toBe('CustomKeeps my data.json')
  expect(file?.size).toBeGreaterThan(0)
})

test('an account is deleted after the right password, and its owner signed out', async () => {
  const sent: unknown[] = []
  server.use(
    http.delete(at('/api/user/'), async ({ request }) => {
      const body = (await request.json()) as { password: string }
      sent.push(body)
      if (body.password === 'secret') return new HttpResponse(null, { status: 204 })
      return refusal(400, 'wrong_password', 'That is not your password.', {
        fields: { password: ['That is not your password.'] },
      })
    }),
  )
  const { visitor, router } = await renderShop('/profile', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Delete my account' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete your account?' }))
  const confirm = dialog.getByRole('button', { name: 'Delete for good' })
  await visitor.click(confirm)
  expect(dialog.getByLabelText('Your password')).toHaveAccessibleDescription('Type your password.')
  await visitor.type(dialog.getByLabelText('Your password'), 'wrong')
  await visitor.click(confirm)
  expect(await dialog.findByText('That is not your password.')).toBeVisible()
  await visitor.clear(dialog.getByLabelText('Your password'))
  await visitor.type(dialog.getByLabelText('Your password'), 'secret')
  await visitor.click(confirm)
  await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  expect(await screen.findByText('Your account is deleted.')).toBeVisible()
  expect(sent).toEqual([{ password: 'wrong' }, { password: 'secret' }])
  expect(screen.queryByRole('link', { name: /Profile of/ })).not.toBeInTheDocument()
})
