import { expectAccessible } from '../steps/accessibility'
import { linkInMail, openMail } from '../steps/mailbox'
import { arrive, register, somebody } from '../steps/people'
import { expect, test } from '../steps/watched'

const NEW_PASSWORD = 'tamarind-shoe-42'

test('a forgotten password is chosen anew through the mailbox', async ({ page, browser }) => {
  const person = somebody()
  const elsewhere = await (await browser.newContext()).newPage()
  await arrive(elsewhere, person)
  await elsewhere.goto('/orders')
  await expect(elsewhere.getByRole('heading', { level: 1, name: /orders/i })).toBeVisible()

  await page.goto('/login')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  await expectAccessible(page)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByText(/If there is an account with that address/)).toBeVisible()
  await expectAccessible(page)

  await openMail(page, person.email, /Choose a new password/)
  const path = await linkInMail(page, 'Choose a new password')
  await page.goto(path)
  await expectAccessible(page)
  await page.getByLabel('New password').fill('password')
  await page.getByRole('button', { name: 'Set my new password' }).click()
  await expect(page.getByText(/too common/)).toBeVisible()
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Set my new password' }).click()
  await expect(page.getByText('Your new password is set.')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('main').getByRole('link', { name: 'Log in' }).click()
  await page.getByLabel('Username').fill(person.username)
  await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('link', { name: `Profile of ${person.username}` })).toBeAttached()

  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/login/)

  await page.goto(path)
  await page.getByLabel('New password').fill('and-one-more-43')
  await page.getByRole('button', { name: 'Set my new password' }).click()
  await expect(page.getByRole('alert')).toContainText('This link no longer works.')
})

test('an address is confirmed by the link in its mail', async ({ page }) => {
  const person = somebody()
  await register(page, person)
  await page.goto('/profile')
  await expect(page.getByText(`Please confirm ${person.email}`)).toBeVisible()
  await expectAccessible(page)

  await openMail(page, person.email, /Confirm your e-mail address/)
  await page.goto(await linkInMail(page, 'Confirm my address'))
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByText('Thank you, your e-mail address is confirmed.')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/profile')
  await expect(page.getByText(person.email)).toBeVisible()
  await expect(page.getByText('Please confirm')).toHaveCount(0)
})

test('another address counts once its own mailbox has said so', async ({ page }) => {
  const person = await arrive(page)
  const email = `new-${person.email}`
  await page.goto('/profile')
  await page.getByLabel('New e-mail').fill(email)
  await page.getByLabel('Your password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Change e-mail address' }).click()
  await expect(page.getByText(`Until then we write to ${person.email}.`)).toBeVisible()
  await expectAccessible(page)

  await openMail(page, person.email, /is about to change/)
  await expect(page.getByText(email)).toHaveCount(0)
  await openMail(page, email, /Confirm your e-mail address/)
  await page.goto(await linkInMail(page, 'Confirm my address'))
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByText('Thank you, your e-mail address is confirmed.')).toBeVisible()

  await page.goto('/profile')
  await expect(page.getByText(email, { exact: true })).toBeVisible()
  await expect(page.getByText(person.email, { exact: true })).toHaveCount(0)
})

test('a device is logged out from afar, and a changed password keeps this one', async ({
  page,
  browser,
}) => {
  const person = await arrive(page)
  const context = await browser.newContext()
  const elsewhere = await context.newPage()
  const entered = await context.request.post('/api/session/login/', {
    data: { username: person.username, password: person.password },
    headers: { Origin: new URL(test.info().project.use.baseURL ?? '').origin },
  })
  expect(entered.status()).toBe(200)

  await page.goto('/profile')
  await page.getByRole('link', { name: 'Password and devices' }).click()
  const devices = page.getByRole('list', { name: 'Devices' }).getByRole('listitem')
  await expect(devices).toHaveCount(2)
  await expectAccessible(page)
  await devices.getByRole('button', { name: /^Log out/ }).click()
  await expect(devices).toHaveCount(1)
  await elsewhere.goto('/orders')
  await expect(elsewhere).toHaveURL(/\/login/)

  await page.getByLabel('Present password').fill(person.password)
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText(/Your password is changed/)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Password and devices' })).toBeVisible()

  await page.getByRole('button', { name: 'Log out everywhere' }).click()
  await expect(page).toHaveURL(/\/login/)
})

test('two tabs that refresh at once both stay signed in', async ({ context, page }) => {
  const person = await arrive(page)
  const tabs = [page, await context.newPage(), await context.newPage()]
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(tabs.map((tab) => tab.goto('/profile')))
    await Promise.all(
      tabs.map((tab) =>
        expect(tab.getByRole('link', { name: `Profile of ${person.username}` })).toBeAttached(),
      ),
    )
  }
  await page.goto('/profile/security')
  await expect(page.getByRole('list', { name: 'Devices' }).getByRole('listitem')).toHaveCount(1)
})
