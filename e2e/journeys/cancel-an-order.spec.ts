import { readFileSync } from 'node:fs'
import { expect, test } from '../steps/watched'
import { expectAccessible } from '../steps/accessibility'
import { holdToPay, orderNumber, typeCard, VISA } from '../steps/payment'
import { arrive } from '../steps/people'
import { addToCart, chooseProduct, customize } from '../steps/studio'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`buy, keep the receipt, and cancel, in ${colorScheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })

    const number = await test.step('buy a mug with the card', async () => {
      await arrive(page)
      await chooseProduct(page, 'Mug')
      await customize(page, { words: 'For Lola', quantity: 1 })
      await addToCart(page)
      await page.getByRole('link', { name: /^Cart/ }).click()
      await typeCard(page, VISA)
      await holdToPay(page)
      return orderNumber(page)
    })

    await page.goto('/orders')
    const card = page.getByRole('article', { name: `Order ${number}` })
    await expect(card.getByText('Preparing')).toBeVisible()
    const paid = await card.getByRole('definition').last().textContent()

    await test.step('the receipt is a PDF with a name that tells the order', async () => {
      const download = page.waitForEvent('download')
      await card.getByRole('button', { name: /^Download receipt/ }).click()
      const file = await download
      expect(file.suggestedFilename()).toBe(`CustomKeeps receipt ${number}.pdf`)
      const bytes = readFileSync(await file.path())
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      expect(bytes.subarray(-6).toString().trim()).toBe('%%EOF')
    })

    await test.step('think twice, by keyboard', async () => {
      const cancel = card.getByRole('button', { name: /^Cancel order/ })
      await cancel.press('Enter')
      const question = page.getByRole('dialog', { name: `Cancel order ${number}?` })
      await expect(question).toContainText(`You get back all of the ${paid ?? '?'} that you paid.`)
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(question).toBeHidden()
      await expect(cancel).toBeFocused()
    })

    await test.step('cancel', async () => {
      await card.getByRole('button', { name: /^Cancel order/ }).click()
      await page.getByRole('button', { name: 'Cancel this order' }).click()
      await expect(card.getByText(`Order ${number} is cancelled.`)).toBeFocused()
      await expect(card.getByText('Cancelled', { exact: true })).toBeVisible()
      await expect(card.getByRole('button', { name: /^Cancel order/ })).toHaveCount(0)
      await expectAccessible(page)
    })

    await test.step('all of it is given back, on the order and on its receipt', async () => {
      await page.goto(`/orders/${number}`)
      const sums = page.getByRole('region', { name: 'What you paid' })
      // The worker gives it back where Stripe did not answer in time.
      await expect(async () => {
        await page.reload()
        await expect(sums.getByText('Refunded to your card')).toBeVisible({ timeout: 2_000 })
      }).toPass({ timeout: 30_000 })
      await expect(
        sums.getByRole('definition').filter({ hasText: `−${paid ?? '?'}` }),
      ).toBeVisible()
      await expect(page.getByText('This order was cancelled.')).toBeVisible()
      await expectAccessible(page)
    })
  })
}
