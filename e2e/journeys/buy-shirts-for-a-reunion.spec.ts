import { expect, test } from '../steps/watched'
import { expectAccessible } from '../steps/accessibility'
import { holdToPay, orderNumber, typeCard, VISA } from '../steps/payment'
import { enterStaffPages, register, somebody } from '../steps/people'
import { addToCart, chooseProduct, customize, PHOTOGRAPH } from '../steps/studio'

test('from an idea to a paid order that staff move on', async ({ page, browser }) => {
  await test.step('register and look around', async () => {
    await register(page, somebody())
    await page.goto('/')
    await expect(page.getByRole('link', { name: 'Customize T-Shirt' })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('put a photograph on a navy shirt, twice', async () => {
    await chooseProduct(page, 'T-Shirt')
    await customize(page, {
      picture: PHOTOGRAPH,
      words: 'Reyes reunion',
      colour: 'Navy Blue',
      size: 'L',
      quantity: 4,
    })
    await expectAccessible(page)
    await addToCart(page)
    await addToCart(page)
  })

  await test.step('the two have become one line, and its quantity can be changed in place', async () => {
    await page.getByRole('link', { name: /^Cart/ }).click()
    const quantity = page.getByRole('textbox', { name: 'Quantity of T-Shirt' })
    await expect(quantity).toHaveCount(1)
    await expect(quantity).toHaveValue('8')
    await quantity.fill('10')
    await quantity.blur()
    await expect(page.getByText('₱4,500.00').first()).toBeVisible()
    await expect(page.getByText('Bulk discount', { exact: true })).toBeVisible()
  })

  await test.step('a coupon comes off', async () => {
    await page.getByText('Have a coupon?').click()
    await page.getByLabel('Coupon code').fill('save10')
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page.getByText('Coupon SAVE10, 10%')).toBeVisible()
    await expect(page.getByRole('definition').filter({ hasText: '₱4,050.00' })).toBeVisible()
    await expectAccessible(page)
  })

  const number = await test.step('hold to pay', async () => {
    await typeCard(page, VISA)
    await holdToPay(page)
    return orderNumber(page)
  })

  await test.step('the order says what was paid and what will be printed', async () => {
    await page.goto(`/orders/${number}`)
    await expect(page.getByText('Reyes reunion').first()).toBeVisible()
    await expect(page.getByText('₱4,050.00').first()).toBeVisible()
    await expect(page.getByText('Preparing').first()).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('Petra moves it on', async () => {
    const staff = await browser.newPage()
    await enterStaffPages(staff)
    await staff.goto(`/admin/orders/order/?q=${number}`)
    await staff.getByRole('link', { name: number }).click()
    await expect(staff.getByText('Reyes reunion').first()).toBeVisible()
    await staff.getByRole('button', { name: 'Mark as ready for delivery' }).click()
    await expect(staff.getByRole('button', { name: 'Mark as in transit' })).toBeVisible()
    await staff.close()
  })

  await test.step('the shopper sees the new status', async () => {
    await page.goto('/orders')
    const order = page.getByRole('article', { name: `Order ${number}` })
    await expect(order.getByText('Ready for delivery')).toBeVisible()
    await expectAccessible(page)
  })
})
