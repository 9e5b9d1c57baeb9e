import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

export type Person = { username: string; email: string; password: string }

const SHOP = process.env.SHOP_URL ?? 'http://127.0.0.1:8000'
let people = 0

/** Somebody new, whom no other journey knows. */
export function somebody(): Person {
  people += 1
  const username = `shopper-${process.pid}-${Date.now().toString(36)}-${people}`
  return {
    username,
    email: `${username}@example.com`,
    password: 'keep-it-custom-42',
  }
}

/** Opens an account by the form; ends signed in, on the page that was asked for. */
export async function register(page: Page, person: Person) {
  await page.goto('/register')
  await page.getByLabel('Username').fill(person.username)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('link', { name: `Profile of ${person.username}` })).toBeAttached()
}

/** Opens an account and signs this browser in without looking at the forms. */
export async function arrive(page: Page, person: Person = somebody()): Promise<Person> {
  const { username, password } = person
  const registered = await page.request.post('/api/register/', {
    data: person,
  })
  expect(registered.status()).toBe(201)
  const entered = await page.request.post('/api/session/login/', {
    data: { username, password },
    headers: { Origin: SHOP },
  })
  expect(entered.status()).toBe(200)
  return person
}

/** The demo shop's staff member, whose password lies beside the shop's data. */
export function petra(): { username: string; password: string } {
  const file = join(process.env.SHOP_DATA_DIR ?? 'var', 'demo_logins.json')
  const logins = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  return { username: 'petra', password: logins.petra ?? '' }
}

/** Signs Petra in to the staff's pages. */
export async function enterStaffPages(page: Page) {
  const { username, password } = petra()
  await page.goto('/admin/')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: /log in/i }).click()
  await expect(page).toHaveURL(/\/admin\/$/)
}
