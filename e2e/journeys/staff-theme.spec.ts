import type { Page } from '@playwright/test'
import { expectAccessible } from '../steps/accessibility'
import { enterStaffPages } from '../steps/people'
import { expect, test } from '../steps/watched'

/** What the pages complain of from now on. */
function complaints(page: Page): string[] {
  const found: string[] = []
  page.on('pageerror', (error) => found.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text())
  })
  return found
}

test('the theme’s menus, tabs, filters and search work, though no text becomes a function', async ({
  page,
}) => {
  await enterStaffPages(page)
  const found = complaints(page)

  await test.step('tabs of a product', async () => {
    await page.goto('/admin/catalog/product/')
    await page.locator('#result_list a[href*="/change/"]').first().click()
    const name = page.getByLabel('Name', { exact: false }).first()
    await expect(name).toBeVisible()
    const colours = page.locator('#tabs-items').getByText('Colours')
    await colours.click()
    await expect(name).toBeHidden()
    await expect(page.locator('[name="colors-0-name"]')).toBeVisible()
    await expect(colours).toHaveClass(/active/)
  })

  await test.step('axe finds nothing in lists and forms', async () => {
    await expectAccessible(page)
    for (const path of ['', 'orders/order/', 'catalog/product/', 'accounts/user/']) {
      await page.goto(`/admin/${path}`)
      await expectAccessible(page)
    }
  })

  await test.step('filters of the orders, and what to do with those that are ticked', async () => {
    await page.goto('/admin/orders/order/')
    const filters = page.locator('#changelist-filter')
    await expect(filters).toBeHidden()
    await page.getByText('Filters').first().click()
    await expect(filters).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(filters).toBeHidden()
    await page.locator('input.action-select').first().check()
    await expect(page.locator('select[name=action]')).toBeVisible()
  })

  await test.step('dark colours, which are kept', async () => {
    await page.locator('[x-on\\:click="openUserLinks = !openUserLinks"]').click()
    await page.locator('[x-on\\:click="switchTheme(\'dark\')"]').first().click()
    await expect(page.locator('html')).toHaveClass(/dark/)
    await page.reload()
    await expect(page.locator('html')).toHaveClass(/dark/)
  })

  await test.step('the navigation folds away, and stays so', async () => {
    const side = page.locator('#nav-sidebar')
    await expect(side).toBeVisible()
    await page.locator('[x-on\\:click^="sidebarDesktopOpen = !"]').click()
    await expect(side).toBeHidden()
    await page.reload()
    await expect(page.locator('#content')).toBeVisible()
    await expect(side).toBeHidden()
  })

  await test.step('search by keyboard', async () => {
    await page.keyboard.press('Control+k')
    const search = page.locator('[x-ref=searchInputCommand]')
    await expect(search).toBeVisible()
    await search.pressSequentially('coupon')
    await expect(page.locator('#command-results')).toContainText(/coupon/i)
    await search.press('ArrowDown')
    await search.press('Escape')
  })
  expect(found).toEqual([])
})

test('what got into the staff’s pages as an attribute of the theme’s reaches nothing', async ({
  page,
}) => {
  await page.addInitScript(() =>
    Object.assign(window, { ran: () => Object.assign(window, { did: 1 }) }),
  )
  await enterStaffPages(page)
  const found = complaints(page)
  await page.evaluate(() => {
    const tries = [
      'ran()',
      'window.ran()',
      '$el.ownerDocument.defaultView.ran()',
      '$el.getRootNode().defaultView.ran()',
      "theme.constructor('ran()')()",
      "theme['constr' + 'uctor']('ran()')()",
      '(() => ran())()',
      '`${ran()}`',
    ]
    for (const attempt of tries) {
      const sneaked = document.createElement('p')
      sneaked.setAttribute('x-data', '{}')
      sneaked.setAttribute('x-init', attempt)
      document.body.append(sneaked)
    }
  })
  await expect.poll(() => found.length).toBeGreaterThanOrEqual(8)
  expect(await page.evaluate(() => 'did' in window)).toBe(false)
})
