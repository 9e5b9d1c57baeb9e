import { expectAccessible } from '../steps/accessibility'
import { linkInMail, openMail } from '../steps/mailbox'
import { holdToPay, orderNumber, typeCard, VISA } from '../steps/payment'
import { arrive, register, somebody } from '../steps/people'
import { addToCart, chooseProduct, customize } from '../steps/studio'
import { expect, test } from '../steps/watched'

test('a guest buys with an e-mail address, follows the order and keeps it in an account later', async ({
  page,
  browser,
}) => {
  const person = somebody()
  await chooseProduct(page, 'Mug')
  await customize(page, { words: 'Good morning', colour: 'Red' })
  await addToCart(page)
  await page.getByRole('link', { name: /^Cart/ }).click()
  await page.getByLabel('Your e-mail').fill(person.email)
  await typeCard(page, VISA)
  await expectAccessible(page)
  await holdToPay(page)
  const number = await orderNumber(page)
  await expect(page.getByText('Thank you, your order is placed.')).toBeVisible()

  await openMail(page, person.email, new RegExp(`Your order ${number} is confirmed`))
  const link = await linkInMail(page, 'See your order')
  expect(link).toMatch(/^\/orders\/track\//)
  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText(`Order ${number}`)
  await expectAccessible(elsewhere)
  await arrive(elsewhere, person)
  await elsewhere.goto(link)
  await elsewhere.getByRole('button', { name: 'Add it to my orders' }).click()
  await expect(elsewhere).toHaveURL(new RegExp(`/orders/${number}$`))
  await elsewhere.goto('/orders')
  await expect(elsewhere.getByRole('heading', { name: `Order ${number}` })).toBeVisible()
})

test('an account finds what was ordered with its address before, once that is confirmed', async ({
  page,
  browser,
}) => {
  const person = somebody()
  await chooseProduct(page, 'Mug')
  await customize(page, { words: 'Good evening', colour: 'Red' })
  await addToCart(page)
  await page.getByRole('link', { name: /^Cart/ }).click()
  await page.getByLabel('Your e-mail').fill(person.email)
  await typeCard(page, VISA)
  await holdToPay(page)
  const number = await orderNumber(page)

  const elsewhere = await (await browser.newContext()).newPage()
  await register(elsewhere, person)
  await elsewhere.goto('/orders')
  await expect(elsewhere.getByText('Nothing ordered yet')).toBeVisible()
  await expect(elsewhere.getByText(/without being logged in/)).toHaveCount(0)
  await openMail(elsewhere, person.email, /Confirm your e-mail address/)
  await elsewhere.goto(await linkInMail(elsewhere, 'Confirm my address'))
  await elsewhere.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(elsewhere.getByText('Thank you, your e-mail address is confirmed.')).toBeVisible()
  await elsewhere.goto('/orders')
  await expect(
    elsewhere.getByText(/You made an order with .* without being logged in/),
  ).toBeVisible()
  await expectAccessible(elsewhere)
  await elsewhere.getByRole('button', { name: 'Add it to my orders' }).click()
  await expect(elsewhere.getByRole('heading', { name: `Order ${number}` })).toBeVisible()
})

test('what a guest put in the cart and ordered comes along when registering', async ({ page }) => {
  await chooseProduct(page, 'Mug')
  await customize(page, { words: 'First', colour: 'Red' })
  await addToCart(page)
  await register(page, somebody())
  await page.getByRole('link', { name: /^Cart/ }).click()
  await expect(page.getByText('“First”')).toBeVisible()
  await expect(page.getByLabel('Your e-mail')).toHaveCount(0)
})
