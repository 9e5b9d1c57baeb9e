import { expect, test } from '../steps/watched'
import { openMail } from '../steps/mailbox'
import { arrive, enterStaffPages } from '../steps/people'

test('what sneaks into a page does not run, and the browser tells of it', async ({
  page,
  policyReports,
}) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(policyReports).toEqual([])
  const refused = await page.evaluate(() => {
    const names: string[] = []
    const attempt = (name: string, act: () => void) => {
      try {
        act()
      } catch {
        names.push(name)
      }
    }
    attempt('text as HTML', () => (document.body.innerHTML += '<img src=x onerror="window.ran=1">'))
    attempt('a foreign script', () => {
      document.createElement('script').src = 'https://evil.example/a.js'
    })
    attempt('a script of text', () => {
      document.createElement('script').text = 'window.ran = 1'
    })
    const handler = document.createElement('button')
    attempt('a handler of text', () => handler.setAttribute('onclick', 'window.ran = 1'))
    document.body.append(handler)
    handler.click()
    return names
  })
  expect(refused).toEqual([
    'text as HTML',
    'a foreign script',
    'a script of text',
    'a handler of text',
  ])
  await expect.poll(() => policyReports.length).toBeGreaterThan(0)
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  policyReports.length = 0
})

test('the staff pages run no inline script, not even one that got into them', async ({
  page,
  policyReports,
}) => {
  await enterStaffPages(page)
  for (const path of ['orders/order/', 'catalog/product/add/', 'accounts/user/']) {
    await page.goto(`/admin/${path}`)
    await page.waitForLoadState('networkidle')
  }
  expect(policyReports).toEqual([])
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = 1'
    document.body.append(script)
    document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 1">')
  })
  await expect.poll(() => policyReports.length).toBeGreaterThan(0)
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  policyReports.length = 0
})

test('the API’s pages and the mailbox work within their policies', async ({ page }) => {
  await page.goto('/api/docs/')
  await expect(page.getByText('/api/cart/').first()).toBeVisible()
  const { email } = await arrive(page)
  await openMail(page, email, /Confirm your e-mail address/)
  await expect(page.locator('iframe')).toBeVisible()
})
