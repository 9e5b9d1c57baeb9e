import { expect, test } from '../steps/watched'
import type { Locator, Page } from '@playwright/test'
import { orderNumber } from '../steps/payment'
import { somebody } from '../steps/people'

/** Presses Tab until the focus is where it is wanted; no mouse, and no jumping there. */
async function tabTo(page: Page, target: Locator, most = 60) {
  await expect(target.first()).toBeAttached()
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.first().evaluate((element) => element === element.ownerDocument.activeElement))
      return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} times Tab did not lead to ${String(target)}`)
}

test('from home to paid with the keyboard alone', async ({ page }) => {
  const person = somebody()
  await page.goto('/')

  await tabTo(page, page.getByRole('link', { name: 'Register' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Username'))
  await page.keyboard.type(person.username)
  await tabTo(page, page.getByLabel('E-mail'))
  await page.keyboard.type(person.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: `Profile of ${person.username}` })).toBeVisible()

  await tabTo(page, page.getByRole('link', { name: 'Customize Mug' }), 90)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Mug' })).toBeVisible()
  await tabTo(page, page.getByLabel('Your words'))
  await page.keyboard.type('Tab by Tab')
  await tabTo(page, page.getByRole('radio', { name: 'White' }))
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Black' })).toBeChecked()
  await tabTo(page, page.getByRole('button', { name: 'Buy now' }))
  await page.keyboard.press('Enter')

  await expect(page.getByRole('button', { name: /^Hold to pay/ })).toBeVisible()
  const card = page.frameLocator('iframe[title*="card" i]').first()
  await expect(card.getByLabel('Card number')).toBeVisible()
  await tabTo(page, card.getByLabel('Card number'), 90)
  await page.keyboard.type('4242424242424242')
  await tabTo(page, card.getByLabel(/expiry/i))
  await page.keyboard.type('1234')
  await tabTo(page, card.getByLabel('CVC'))
  await page.keyboard.type('123')
  await tabTo(page, page.getByRole('button', { name: /^Hold to pay/ }))
  await page.keyboard.down('Space')
  await page.waitForTimeout(2000)
  await page.keyboard.up('Space')
  await orderNumber(page)
})
