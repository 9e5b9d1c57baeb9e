import { expect, type Page } from '@playwright/test'

/** Opens the newest mail to an address in the development mailbox, once a worker has sent it. */
export async function openMail(page: Page, to: string, subject: RegExp) {
  await expect(async () => {
    await page.goto('/dev/mail/')
    const mail = page.getByRole('link', { name: subject }).filter({ hasText: to })
    await mail.first().click({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
}

/** Where the mail's button leads, as a path of the shop. */
export async function linkInMail(page: Page, name: string): Promise<string> {
  const link = page.frameLocator('iframe').getByRole('link', { name })
  const href = await link.first().getAttribute('href')
  if (!href) throw new Error(`no link ${name} in the mail`)
  const { pathname } = new URL(href)
  return pathname
}
