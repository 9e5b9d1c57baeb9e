import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

/** A raccoon, 1024 × 768 pixels; see docs/credits.md. */
export const PHOTOGRAPH = join(__dirname, '..', 'pictures', 'raccoon.jpg')

export type Wish = {
  picture?: string
  words?: string
  colour?: string
  size?: string
  quantity?: number
}

/** From the home page to a product's studio. */
export async function chooseProduct(page: Page, name: string) {
  await page.goto('/')
  await page.getByRole('link', { name: `Customize ${name}`, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Chooses what is given of the wish and leaves the rest as offered. */
export async function customize(page: Page, wish: Wish) {
  if (wish.picture) {
    await page.locator('input[type=file]').setInputFiles(wish.picture)
    await expect(page.getByText(/prints at \d+ DPI/)).toBeVisible()
  }
  if (wish.words) await page.getByLabel('Your words').fill(wish.words)
  if (wish.colour) await page.getByRole('radio', { name: wish.colour }).check({ force: true })
  if (wish.size)
    await page.getByRole('radio', { name: wish.size, exact: true }).check({ force: true })
  if (wish.quantity) {
    const quantity = page.getByRole('textbox', { name: 'Quantity' })
    await quantity.fill(String(wish.quantity))
    await quantity.blur()
  }
}

/** Adds to the cart and waits until the shop has said so. */
export async function addToCart(page: Page) {
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await expect(page.getByText('Added to cart!')).toBeVisible()
}
