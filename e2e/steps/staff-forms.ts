import { expect, type Page } from '@playwright/test'

/** Fills a form of the staff's pages with what is given and leaves the rest as it came; sends it.
 * Null unticks a box.
 *
 * The page is read and answered from the open page, as quickly as a script can. */
export async function sendForm(page: Page, path: string, fields: Record<string, string | null>) {
  const complaints = await page.evaluate(
    async ([address, given]) => {
      const read = (html: string) => new DOMParser().parseFromString(html, 'text/html')
      const opened = read(await (await fetch(address)).text())
      const form = opened.querySelector<HTMLFormElement>('form[method=post]:not(#logout-form)')
      if (!form) return ['there is no form']
      const data = new FormData(form)
      for (const [name, value] of Object.entries(given))
        if (value === null) data.delete(name)
        else data.set(name, value)
      const answer = await fetch(address, { method: 'POST', body: data })
      if (answer.redirected) return []
      const said = read(await answer.text()).querySelectorAll('.errorlist, .text-red-600')
      return [`${answer.status}`, ...[...said].map((each) => each.textContent.trim())]
    },
    [path, fields] as const,
  )
  expect(complaints, path).toEqual([])
}
