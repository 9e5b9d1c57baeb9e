import { expect, test } from '../steps/watched'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../steps/accessibility'
import {
  ASKS_FOR_3D_SECURE,
  DECLINED,
  holdToPay,
  orderNumber,
  typeCard,
  VISA,
} from '../steps/payment'
import { arrive } from '../steps/people'
import { chooseProduct, customize } from '../steps/studio'

/** Somebody new with one mug in the cart, ready to pay. */
async function readyToPay(page: Page) {
  await arrive(page)
  await chooseProduct(page, 'Mug')
  await customize(page, { words: 'Good morning', colour: 'Red' })
  await page.getByRole('button', { name: 'Buy now' }).click()
  await expect(page.getByRole('button', { name: /^Hold to pay/ })).toBeVisible()
}

async function orders(page: Page): Promise<string[]> {
  await page.goto('/orders')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
  return page.getByRole('article').getByRole('heading', { level: 2 }).allTextContents()
}

test('a declined card costs nothing, and another one pays', async ({ page }) => {
  await readyToPay(page)
  await typeCard(page, DECLINED)
  await holdToPay(page)
  await expect(page.getByRole('alert').filter({ hasText: /declined/i })).toBeVisible()
  await expectAccessible(page)
  await typeCard(page, VISA)
  await holdToPay(page)
  const number = await orderNumber(page)
  expect(await orders(page)).toEqual([`Order ${number}`])
})

test('3-D Secure that fails leaves everything as it was; passed, it pays', async ({ page }) => {
  await readyToPay(page)
  await typeCard(page, ASKS_FOR_3D_SECURE)
  await holdToPay(page)
  await page.getByRole('button', { name: 'Fail authentication' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /authenticat/i })).toBeVisible()
  await holdToPay(page)
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  const number = await orderNumber(page)
  expect(await orders(page)).toEqual([`Order ${number}`])
})

test('letting go too early pays nothing', async ({ page }) => {
  await readyToPay(page)
  await typeCard(page, VISA)
  await page.getByRole('button', { name: /^Hold to pay/ }).hover()
  await page.mouse.down()
  await page.waitForTimeout(400)
  await page.mouse.up()
  await expect(page.getByText(/too short/)).toBeVisible()
  expect(await orders(page)).toEqual([])
})

test('the browser closes right after paying: the order is made all the same', async ({
  page,
  context,
}) => {
  await readyToPay(page)
  await typeCard(page, VISA)
  await page.route('**/api/orders/create_from_cart/', (route) => route.abort())
  const asked = page.waitForRequest('**/api/orders/create_from_cart/')
  await holdToPay(page)
  await asked
  await page.close()
  const later = await context.newPage()
  await later.goto('/orders')
  const made = later.getByRole('article').getByRole('heading', { name: /^Order/ })
  await expect(async () => {
    await later.reload()
    await expect(made).toHaveCount(1, { timeout: 3000 })
  }).toPass({ timeout: 30_000 })
  await later.goto('/cart')
  await expect(later.getByRole('textbox', { name: /^Quantity/ })).toHaveCount(0)
})
