import { createHmac } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from '../steps/accessibility'
import { test } from '../steps/own-shop'
import { enterStaffPages, somebody, type Person } from '../steps/people'
import { sendForm } from '../steps/staff-forms'
import { expect } from '../steps/watched'

const STEP_SECONDS = 30

/** What an authenticator app shows (RFC 6238), `later` steps from now. */
function code(secret: string, later = 0): string {
  const bits = [...secret.replace(/\s/g, '')]
    .map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const count = Buffer.alloc(8)
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP_SECONDS) + later))
  const hash = createHmac('sha1', key).update(count).digest()
  const start = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** A new colleague, whom Petra lets in; nobody else's journeys know of their phone. */
async function hire(browser: Browser): Promise<Person> {
  const context = await browser.newContext({ baseURL: process.env.SHOP_URL })
  const page = await context.newPage()
  await enterStaffPages(page)
  const person = somebody()
  const { username, email, password } = person
  const words = { password1: password, password2: password }
  await sendForm(page, '/admin/accounts/user/add/', { username, email, ...words })
  await page.goto(`/admin/accounts/user/?q=${username}`)
  await page.locator('#result_list a[href*="/change/"]').first().click()
  const change = new URL(page.url()).pathname
  await sendForm(page, change, { is_staff: 'on', is_superuser: 'on' })
  await context.close()
  return person
}

async function giveName(page: Page, { username, password }: Person) {
  await page.goto('/admin/')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: /log in/i }).click()
}

async function giveCode(page: Page, given: string) {
  await page.getByLabel('Code', { exact: true }).fill(given)
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('staff set up a second factor, are asked for it, and are logged out when idle', async ({
  page,
  browser,
  shop,
}) => {
  const person = await hire(browser)
  await shop.start({ STAFF_SECOND_FACTOR: 'True' })

  const { secret, used } = await test.step('the first log-in sets it up', async () => {
    await giveName(page, person)
    await expect(page.getByRole('heading', { name: 'Set up your second factor' })).toBeVisible()
    await expectAccessible(page)
    const shown = await page.locator('code').innerText()
    await giveCode(page, '000000')
    await expect(page.getByRole('alert')).toContainText('That code is not right.')
    const right = code(shown)
    await giveCode(page, right)
    await expect(page.locator('.ck-codes li')).toHaveCount(10)
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await expect(page).toHaveURL(/\/admin\/$/)
    return { secret: shown, used: right }
  })

  await test.step('the next one asks for it, and takes no code twice', async () => {
    const elsewhere = await (await browser.newContext({ baseURL: shop.url })).newPage()
    await giveName(elsewhere, person)
    await expect(elsewhere.getByRole('heading', { name: 'Your second factor' })).toBeVisible()
    await expectAccessible(elsewhere)
    await elsewhere.goto('/admin/orders/order/')
    await expect(elsewhere).toHaveURL(/\/admin\/second-factor\//)
    for (const wrong of ['000000', used]) {
      await giveCode(elsewhere, wrong)
      await expect(elsewhere.getByRole('alert')).toContainText('That code is not right.')
    }
    // The shop takes the next code a little early, as phones’ clocks differ.
    await giveCode(elsewhere, code(secret, 1))
    await expect(elsewhere).toHaveURL(/\/admin\/orders\/order\/$/)
  })

  await test.step('who does nothing is logged out', async () => {
    await page.reload()
    await expect(page).toHaveURL(/\/admin\/$/)
    await shop.stop()
    await shop.start({ STAFF_SECOND_FACTOR: 'True', STAFF_IDLE_MINUTES: '0.001' })
    await page.goto('/admin/orders/order/')
    await expect(page).toHaveURL(/\/admin\/login\//)
    await expect(page.getByText('nobody had worked here for a while')).toBeVisible()
  })
})
