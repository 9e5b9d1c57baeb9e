import { expect, test } from '../steps/watched'
import { expectAccessible } from '../steps/accessibility'
import { arrive, enterStaffPages } from '../steps/people'

const OPEN = [
  '/',
  '/?search=nothing-like-this',
  '/login',
  '/register',
  '/password/forgotten',
  '/password/reset/MQ/token-1',
  '/email/verify/token-2',
  '/customize/mug',
  '/customize/nothing',
  '/nowhere',
]
const OWN = ['/cart', '/orders', '/orders/NOTMINE1', '/profile', '/profile/security']

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme })

    for (const path of OPEN) {
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectAccessible(page)
      })
    }

    for (const path of OWN) {
      test(`axe finds nothing on ${path}, signed in`, async ({ page }) => {
        await arrive(page)
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectAccessible(page)
      })
    }
  })
}

test('a first visit, signed out, leaves no error in the console', async ({ page }) => {
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  expect(errors).toEqual([])
})

test('staff find their way: orders, products and coupons open', async ({ page }) => {
  await enterStaffPages(page)
  for (const path of ['orders/order', 'catalog/product', 'coupons/coupon', 'cart/cartitem']) {
    const answer = await page.goto(`/admin/${path}/`)
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('main')).toBeVisible()
  }
})
