import { expect, test as base } from '@playwright/test'

export { expect }

/** What browsers say of a page that wanted more than its policies allow. */
const REFUSED = /content security policy|permissions policy|trusted ?(type|html|script)/i
const REPORT = 'policy report:'

/** Playwright's `test`, which fails when a journey makes the browser report a broken policy. */
export const test = base.extend<{ policyReports: string[] }>({
  policyReports: [
    async ({ context }, use) => {
      const reports: string[] = []
      context.on('console', (message) => {
        const said = message.text()
        if (said.startsWith(REPORT) || REFUSED.test(said))
          reports.push(`${message.page()?.url()}: ${said}`)
      })
      await context.addInitScript((report) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const { effectiveDirective, blockedURI, sourceFile, sample } = event
          console.error(report, effectiveDirective, blockedURI, sourceFile, sample)
        })
      }, REPORT)
      await use(reports)
      expect(reports).toEqual([])
    },
    { auto: true },
  ],
})
