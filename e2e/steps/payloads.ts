import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type BrowserContext, type Frame, type Page } from '@playwright/test'

/** What wants to be more than words; the backend's tests type the same. */
export type Payload = { name: string; context: string; text: string }

const FILE = join(__dirname, '..', '..', 'backend', 'tests', 'payloads', 'payloads.json')
export const PAYLOADS = JSON.parse(readFileSync(FILE, 'utf8')) as Payload[]

/** All of them in lines of at most so many letters, several in a line where they fit; the rest is
 * too long for such a field. */
export function linesOf(length: number): string[] {
  const lines: string[] = ['']
  for (const { text } of PAYLOADS) {
    const line = text.replace(/[\r\n]+/g, ' ')
    if (line.length > length) continue
    const joined = `${lines.at(-1) ?? ''} ${line}`.trim()
    if (joined.length <= length) lines[lines.length - 1] = joined
    else lines.push(line)
  }
  return lines
}

/** What a context's pages did that nobody asked them for. Every payload calls `ran`. */
export type Doings = { ran: string[]; dialogs: string[]; outside: string[] }

/** Watches a context for what payloads do, in every page and frame of it. */
export async function watchDoings(context: BrowserContext, ours: string[]): Promise<Doings> {
  const doings: Doings = { ran: [], dialogs: [], outside: [] }
  await context.exposeBinding('ran', ({ frame }) => {
    const named = (one: Frame | null): string =>
      one?.name() || (one && named(one.parentFrame())) || ''
    doings.ran.push(named(frame) || frame.url())
  })
  context.on('dialog', (dialog) => {
    doings.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    const isOurs = ours.includes(origin) || ['blob:', 'data:', 'about:'].includes(protocol)
    if (!isOurs) doings.outside.push(request.url())
  })
  return doings
}

/** Opens a page that shows payloads, at least so many, and finds only words made of them. */
export async function expectWords(page: Page, path: string, least = 1) {
  await page.goto(path)
  const shown = () => page.evaluate(() => document.body.innerText.split('ran()').length - 1)
  await expect.poll(shown, { message: path, timeout: 30_000 }).toBeGreaterThanOrEqual(least)
  await expectInert(page)
}

/** Whether the page has anything that payloads are made of, run or not. */
export async function expectInert(page: Page) {
  const found: string[] = await page.evaluate(() => {
    const strange = (element: Element) =>
      [...element.attributes].some(
        ({ name, value }) =>
          /^on/.test(name) ||
          (/^(x-|@)/.test(name) && value.includes('ran()')) ||
          (/^(href|src|action|formaction|data)$/.test(name) &&
            (/^\s*(javascript|vbscript|data:text)/i.test(value) || value.includes('evil.example'))),
      ) || /^(base|embed|object|animate|math)$/.test(element.localName)
    return [...document.querySelectorAll('*')].filter(strange).map((each) => each.outerHTML)
  })
  expect(found, page.url()).toEqual([])
}
