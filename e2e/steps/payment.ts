import { expect, type Page } from '@playwright/test'

export const VISA = '4242 4242 4242 4242'
export const DECLINED = '4000 0000 0000 0002'
export const ASKS_FOR_3D_SECURE = '4000 0025 0000 3155'

/** The frame in which the card's number is typed; the page around it never sees it. */
export const cardFrame = (page: Page) => page.frameLocator('iframe[title*="card" i]').first()

/** Types a card whose date and CVC are right, over whatever was typed before. */
export async function typeCard(page: Page, number: string) {
  const card = cardFrame(page)
  await card.getByLabel('Card number').fill(number)
  await card.getByLabel(/expiry/i).fill('12 / 34')
  await card.getByLabel('CVC').fill('123')
}

/** Holds the button with the mouse until it is full. */
export async function holdToPay(page: Page) {
  const button = page.getByRole('button', { name: /^Hold to pay/ })
  await expect(button).not.toHaveAttribute('aria-disabled', 'true')
  await button.scrollIntoViewIfNeeded()
  await button.hover()
  await page.mouse.down()
  await page.waitForTimeout(2000)
  await page.mouse.up()
}

/** Waits for the order that a payment has become, and returns its number. */
export async function orderNumber(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/orders/)
  const heading = page.getByText(/Order [A-Z0-9]{8}/).first()
  await expect(heading).toBeVisible()
  return /[A-Z0-9]{8}/.exec((await heading.textContent()) ?? '')?.[0] ?? ''
}
