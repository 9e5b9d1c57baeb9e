import { expect, test } from '../steps/watched'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../steps/accessibility'
import { somebody } from '../steps/people'
import { addToCart, chooseProduct } from '../steps/studio'

const MIB = 1024 * 1024

/** A JPEG that no camera takes: grain all over, so that its file is far over the shop's limit. */
async function grainyPhotograph(page: Page, width: number, height: number): Promise<Buffer> {
  const dataUrl = await page.evaluate(
    ([across, down]) => {
      const canvas = Object.assign(document.createElement('canvas'), {
        width: across,
        height: down,
      })
      const pen = canvas.getContext('2d')
      const grain = pen?.createImageData(500, 500)
      if (!pen || !grain) throw new Error('No canvas to draw on.')
      grain.data.forEach((_, index) => {
        grain.data[index] = index % 4 === 3 ? 255 : 90 + Math.random() * 90
      })
      for (let x = 0; x < canvas.width; x += 500) {
        for (let y = 0; y < canvas.height; y += 500) pen.putImageData(grain, x, y)
      }
      return canvas.toDataURL('image/jpeg', 0.95)
    },
    [width, height] as const,
  )
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
}

/** How many pixels wide the picture at an address is. */
function widthOf(page: Page, url: string): Promise<number> {
  return page.evaluate(async (src) => {
    const picture = Object.assign(new Image(), { src })
    await picture.decode()
    return picture.naturalWidth
  }, url)
}

test('a photograph over the limit is made to fit, survives a reload and a login, and reaches the cart', async ({
  page,
}) => {
  const person = somebody()
  expect((await page.request.post('/api/register/', { data: person })).status()).toBe(201)
  await chooseProduct(page, 'Mug')
  const buffer = await grainyPhotograph(page, 6000, 4000)
  expect(buffer.length).toBeGreaterThan(5 * MIB)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'grain.jpg', mimeType: 'image/jpeg', buffer })

  const said = page.getByText(/^We made it smaller, from 6000 × 4000 to /)
  await expect(said).toBeVisible({ timeout: 60_000 })
  const [, across, dpi] =
    / to (\d+) × \d+ pixels, .* prints at (\d+) DPI/.exec((await said.textContent()) ?? '') ?? []
  expect(Number(across)).toBeLessThan(6000)
  expect(Number(dpi)).toBeGreaterThanOrEqual(300)
  await expectAccessible(page)

  await page.reload()
  await expect(page.getByText('grain.jpg')).toBeVisible()
  const studio = new URL(page.url()).pathname
  await page.goto(`/login?next=${encodeURIComponent(studio)}`)
  await page.getByLabel('Username').fill(person.username)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('grain.jpg')).toBeVisible()

  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/cart/'),
  )
  await addToCart(page)
  const { design_image_url } = (await (await answer).json()) as { design_image_url: string }
  expect(await widthOf(page, design_image_url)).toBe(Number(across))
})
