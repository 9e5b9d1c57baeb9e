import { expect, test } from '../steps/watched'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../steps/accessibility'
import { holdToPay, orderNumber, typeCard, VISA } from '../steps/payment'
import { arrive, somebody } from '../steps/people'
import { addToCart, chooseProduct, customize, PHOTOGRAPH } from '../steps/studio'

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
})

/** Nothing sticks out at the side. */
async function expectNoSidewaysScrolling(page: Page) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBe(0)
}

test('the menu, the studio and the cart work at 390 pixels', async ({ page }) => {
  await arrive(page, somebody())
  await page.goto('/')
  await expectNoSidewaysScrolling(page)
  const menu = page.getByRole('button', { name: 'Menu' })
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await menu.tap()
  await expect(page.getByRole('link', { name: 'Orders' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Orders' }).tap()
  await expect(page.getByText('Nothing ordered yet')).toBeVisible()
  await expectNoSidewaysScrolling(page)

  await chooseProduct(page, 'Tote Bag')
  await customize(page, { picture: PHOTOGRAPH, colour: 'Natural' })
  await expectNoSidewaysScrolling(page)
  await expectAccessible(page)
  await addToCart(page)
  await menu.tap()
  await page.getByRole('link', { name: /^Cart/ }).tap()
  await expect(page.getByRole('textbox', { name: 'Quantity of Tote Bag' })).toHaveValue('1')
  await expectNoSidewaysScrolling(page)
  await expectAccessible(page)

  await typeCard(page, VISA)
  await holdToPay(page)
  await orderNumber(page)
  await expectNoSidewaysScrolling(page)
  await expectAccessible(page)
})
