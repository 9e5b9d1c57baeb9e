import type { Browser, Page } from '@playwright/test'
import { linkInMail, openMail } from '../steps/mailbox'
import { PAYLOADS, expectInert, expectWords, linesOf, watchDoings } from '../steps/payloads'
import { enterStaffPages, somebody, type Person } from '../steps/people'
import { Program } from '../steps/program'
import { sendForm } from '../steps/staff-forms'
import { expect, test } from '../steps/watched'

const { SHOP_URL = '', SANDBOX_URL = '' } = process.env
// An address may have quotes, and between them nearly anything.
const ODD_ADDRESS = `"<svg/onload=ran()>"@example.com`
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAJ0lEQVR4nO3NQQ0AAAgEoNP+nTWFDzcoQE0y' +
    'e9QWCAQCgUAgEAgEnyYHYAFBTGV3wQAAAABJRU5ErkJggg==',
  'base64',
)

type Product = { id: number; slug: string; colors: { name: string }[]; sizes: string[] }
type Fields = Record<string, string>

/** A table of rows in a form of the staff's; `ROW` in a value is the row's number. */
function table(name: string, rows: string[], more: Fields): Fields {
  const sent: Fields = { [`${name}-TOTAL_FORMS`]: String(rows.length) }
  for (const [row, text] of rows.entries()) {
    sent[`${name}-${row}-name`] = text
    for (const [field, value] of Object.entries(more))
      sent[`${name}-${row}-${field}`] = value.replace('ROW', String(row))
  }
  return sent
}

/** Staff type payloads wherever they can about the catalogue and people's groups. */
async function stockUp(page: Page, mark: string) {
  const names = linesOf(112)
  const share = <T>(all: T[], of: number) => all.filter((_, index) => index % names.length === of)
  for (const [index, name] of linesOf(54).slice(0, 8).entries())
    await sendForm(page, '/admin/catalog/category/add/', {
      name: `${name} ${mark}`,
      slug: `${mark}-${index}`,
      position: '99',
    })
  for (const name of linesOf(140).slice(0, 4))
    await sendForm(page, '/admin/auth/group/add/', { name: `${name} ${mark}` })
  const [colors, sizes] = [linesOf(40), linesOf(20)]
  for (const [index, name] of names.entries())
    await sendForm(page, '/admin/catalog/product/add/', {
      ...table('colors', share(colors, index), { hex: '#ffffff', position: '1' }),
      ...table('sizes', [sizes[index % sizes.length] ?? 'M'], { is_default: 'on', position: '1' }),
      ...table('placements', share(colors, index), {
        code: 'place-ROW',
        width_mm: '280',
        height_mm: '360',
        position: '1',
      }),
      name: `${name} ${mark}`,
      slug: `${mark}-${index}`,
      description: PAYLOADS.map(({ text }) => text).join('\n'),
      price: '500',
      position: '9999',
      on_sale: 'on',
    })
}

/** A shopper types them as words to print, as names, addresses and coupons, and buys it all. */
async function shop(page: Page, mark: string, person: Person) {
  const buyer = await Program.register(page.request, person)
  const names = linesOf(150)
  await buyer.send('patch', '/api/user/', {
    first_name: names[0],
    last_name: names[1],
    phone: linesOf(32)[0],
  })
  const places = linesOf(80)
  for (let index = 0; index < places.length; index += 5) {
    const [name, line1, line2 = '', city, province] = places.slice(index, index + 5)
    const address = {
      name,
      line1: line1 ?? '1',
      line2,
      city: city ?? 'Makati',
      province: province ?? '',
    }
    await buyer.send('post', '/api/user/addresses/', { ...address, postal_code: '1226' })
  }
  const all = (await (await page.request.get('/api/products/')).json()) as Product[]
  const odd = all.filter(({ slug }) => slug.startsWith(`${mark}-`))
  await buyer.putInCart(
    PAYLOADS.map(({ text }, index) => {
      const { id, colors, sizes } = odd[index % odd.length] as Product
      return {
        product: id,
        base_color: colors[index % colors.length]?.name,
        size: sizes[index % sizes.length],
        customization_text: text,
      }
    }),
  )
  return { buyer, odd }
}

/** The pages of a list's rows, without their last word. */
async function linksTo(page: Page, model: string): Promise<string[]> {
  const links = page.locator(`#result_list a[href^="/admin/${model}/"][href*="/change/"]`)
  await expect(links.first()).toBeVisible()
  const found = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
  return [...new Set(found.map((href) => href.replace(/change\/.*/, '')))]
}

/** Takes products out of the shop window, where other journeys look. */
async function offSale(page: Page, products: string[]) {
  await page.goto('/admin/')
  for (const product of products) await sendForm(page, `${product}change/`, { on_sale: null })
}

/** A guest types one as an e-mail address, which is a good one. */
async function shopAsGuest(browser: Browser, product: Product) {
  const guest = await Program.guest((await browser.newContext()).request)
  const line = { product: product.id, base_color: product.colors[0]?.name, size: product.sizes[0] }
  await guest.putInCart([{ ...line, customization_text: '<svg onload=ran()>' }])
  return guest.buy({ email: ODD_ADDRESS })
}

test('payloads stay words wherever they are shown', async ({
  page,
  context,
  browser,
  policyReports,
}) => {
  test.setTimeout(300_000)
  const mark = Date.now().toString(36).slice(-5)
  const person = somebody()
  const doings = await watchDoings(context, [SHOP_URL, SANDBOX_URL])
  await enterStaffPages(page)
  await test.step('staff type them', () => stockUp(page, mark))
  const { buyer, odd } = await test.step('a shopper types them', () => shop(page, mark, person))
  const [first] = odd as [Product]
  const products: string[] = []

  await test.step('the shop shows them', async () => {
    await expectWords(page, '/', odd.length)
    await expectWords(page, `/customize/${first.slug}`, 20)
    await page.locator('input[type=file]').setInputFiles({
      name: `"><img src=x onerror=ran()>.png`,
      mimeType: 'image/png',
      buffer: PICTURE,
    })
    await expectInert(page)
    await expectWords(page, '/cart', PAYLOADS.length)
    await page.getByText('Have a coupon?').click()
    await page.getByLabel('Coupon code').fill('"><svg onload=ran()>')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Invalid coupon code.')).toBeVisible()
    await expectInert(page)
    await page.goto('/profile')
    await expect(page.getByLabel('First name')).toHaveValue(/ran\(\)/)
    await expectWords(page, '/profile', 10)
  })

  const number = await test.step('and what was ordered', async () => {
    const ordered = await buyer.buy()
    await expectWords(page, '/orders', 5)
    await expectWords(page, `/orders/${ordered}`, PAYLOADS.length)
    return ordered
  })

  await test.step('and a guest by the link in a mail', async () => {
    const ordered = await shopAsGuest(browser, first)
    await openMail(page, ODD_ADDRESS, new RegExp(ordered))
    await expectWords(page, await linkInMail(page, 'See your order'), 1)
  })

  await test.step('addresses of pages are no payloads either', async () => {
    for (const path of [
      '/?search=%22%3E%3Csvg%20onload=ran()%3E&category=%3Cimg%20src=x%20onerror=ran()%3E#<svg/onload=ran()>',
      '/login?next=javascript:ran()',
      '/login?next=//evil.example/',
      '/orders/%3Csvg%20onload=ran()%3E',
      '/orders/track/%22%3E%3Csvg%20onload=ran()%3E',
      '/customize/%3Csvg%20onload=ran()%3E',
      '/email/verify/%3Csvg%20onload=ran()%3E',
      '/%3Cscript%3Eran()%3C/script%3E',
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectInert(page)
      expect(new URL(page.url()).origin).toBe(SHOP_URL)
    }
  })

  await test.step('staff see them', async () => {
    await page.goto(`/admin/orders/order/?q=${number}`)
    const order = (await linksTo(page, 'orders/order'))[0]
    for (const reason of linesOf(200))
      await sendForm(page, `${order}refund/`, { amount: '1', reason })
    await page.goto(`/admin/accounts/user/?q=${person.username}`)
    const shopper = (await linksTo(page, 'accounts/user'))[0]
    await page.goto(`/admin/catalog/product/?q=${mark}`)
    products.push(...(await linksTo(page, 'catalog/product')))
    const [product] = products
    for (const path of [
      `${order}change/`,
      `${shopper}change/`,
      `${shopper}delete/`,
      `${product}change/`,
      `/admin/orders/order/?q=${number}`,
      `/admin/accounts/user/?q=${person.username}`,
      `/admin/catalog/product/?q=${mark}`,
      `/admin/catalog/category/?q=${mark}`,
      '/admin/auth/group/',
      '/admin/emails/outboxmail/',
    ])
      await expectWords(page, path)
    // Where few or none of them are shown, none may be anything else either.
    for (const path of [
      ...['refund/', 'cancel/', 'history/'].map((each) => `${order}${each}`),
      `${shopper}history/`,
      `${product}history/`,
      '/admin/',
      '/admin/orders/order/?q=%22%3E%3Csvg+onload=ran()%3E',
    ])
      await expectWords(page, path, 0)
  })

  await test.step('the mail and the order show them, with why money was given back', async () => {
    await openMail(page, person.email, /is confirmed/)
    const mail = page.frameLocator('iframe').locator('body')
    await expect(mail).toContainText('ran()')
    expect(await mail.locator('script, img, svg, iframe, [onload], [onerror]').count()).toBe(0)
    await expectInert(page)
    await expectWords(page, `/orders/${number}`, PAYLOADS.length + 5)
  })
  await test.step('and they leave the shop window', () => offSale(page, products))
  expect(doings).toEqual({ ran: [], dialogs: [], outside: [] })
  expect(policyReports).toEqual([])
})

/** Where in a careless page each would be more than words. */
const CARELESS: Record<string, (text: string) => string> = {
  html: (text) => text,
  outside: (text) => text,
  alpine: (text) => `${text}<script src=ALPINE></script>`,
  'alpine-attribute': (text) => `<p title="${text}">x</p><script src=ALPINE></script>`,
  comment: (text) => `<!-- ${text} -->`,
  textarea: (text) => `<textarea>${text}</textarea>`,
  double: (text) => `<p title="${text}">x</p>`,
  single: (text) => `<p title='${text}'>x</p>`,
  unquoted: (text) => `<img src=${text}>`,
  json: (text) => `<script type="application/json">{"a": "${text}"}</script>`,
  string: (text) => `<script>let a = "${text}"</script>`,
  line: (text) => `<script>// ${text}\n</script>`,
  literal: (text) => `<script>let a = \`${text}\`</script>`,
  link: (text) => `<a href="${text}">x</a><script>document.links[0].click()</script>`,
  frame: (text) => `<iframe src="${text}"></iframe>`,
}
const LIVE = PAYLOADS.filter(({ context }) => context !== 'none')

/** A page that puts every payload where it runs, each in a frame with its number as name. */
async function openCareless(page: Page, headers: Record<string, string> = {}) {
  const login = await (await page.request.get('/admin/login/')).text()
  const alpine = /[^"]+\/alpine(\.[0-9a-f]+)?\.js/.exec(login)?.[0] ?? ''
  const escaped = (html: string) => html.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
  const frames = LIVE.map(({ context, text }, index) => {
    const html = CARELESS[context]?.(text).replace('ALPINE', alpine) ?? ''
    return `<iframe name="${index}" srcdoc="${escaped(html)}"></iframe>`
  })
  await page.route('**/careless', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: frames.join('') }),
  )
  await page.goto('/careless')
}

test('the same payloads run in a careless page', async ({ browser }) => {
  const context = await browser.newContext({ bypassCSP: true })
  const doings = await watchDoings(context, [SHOP_URL])
  await openCareless(await context.newPage())
  const lazy = () => {
    const outside = LIVE.filter(({ context }) => context === 'outside').length
    const ran = new Set(doings.ran.filter((name) => /^\d+$/.test(name)))
    const idle = LIVE.filter(({ context }, index) => context !== 'outside' && !ran.has(`${index}`))
    return [
      ...idle.map(({ name }) => name),
      ...(doings.outside.length < outside ? ['outside'] : []),
    ]
  }
  await expect.poll(lazy).toEqual([])
})

for (const path of ['/', '/dev/mail/', '/api/docs/'])
  test(`none of them runs under the policy of ${path}`, async ({
    page,
    context,
    policyReports,
  }) => {
    const doings = await watchDoings(context, [SHOP_URL])
    const { 'content-security-policy': policy = '' } = (await page.request.get(path)).headers()
    await openCareless(page, { 'content-security-policy': policy })
    await expect.poll(() => policyReports.length).toBeGreaterThan(LIVE.length / 2)
    expect(doings.ran).toEqual([])
    policyReports.length = 0
  })
