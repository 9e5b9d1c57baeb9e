import { test } from '../steps/own-shop'
import { register, somebody } from '../steps/people'
import { addToCart, chooseProduct, customize } from '../steps/studio'
import { expect } from '../steps/watched'

test('a session and its cart survive a restart of the server', async ({ page, context, shop }) => {
  await shop.start()
  const person = somebody()
  await register(page, person)
  await chooseProduct(page, 'Mug')
  await customize(page, { words: 'Still here', colour: 'Red' })
  await addToCart(page)

  await test.step('the server is away, and comes back', async () => {
    await shop.stop()
    await expect(page.goto('/cart')).rejects.toThrow(/ERR_CONNECTION_REFUSED/)
    await shop.start()
  })

  await test.step('in the same tab and in a new one', async () => {
    for (const tab of [page, await context.newPage()]) {
      await tab.goto('/cart')
      await expect(tab.getByText('“Still here”')).toBeVisible()
      await expect(tab.getByRole('link', { name: `Profile of ${person.username}` })).toBeAttached()
    }
  })

  await test.step('a page that stayed open goes on working', async () => {
    await shop.stop()
    await shop.start()
    await page.getByRole('link', { name: 'Orders' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /orders/i })).toBeVisible()
    await expect(page.getByText(/log in/i)).toHaveCount(0)
  })
})
