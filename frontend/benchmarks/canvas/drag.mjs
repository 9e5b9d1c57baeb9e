// Drags a layer among twenty in Chromium with its processor slowed down, and prints from a trace
// how much the main thread works a frame: `npm run bench:canvas`.
/* global window -- what is evaluated in the page */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { framesOf, longTasksOf, quantile } from './trace.mjs'

const SLOWER = 4
const MOST_MEDIAN_MS = 8
const MOVES = 180
const FRAME_MS = 1000 / 60
const CATEGORIES = [
  'blink.user_timing',
  'devtools.timeline',
  'devtools.timeline.frame',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
]
const MIDDLE = 'layer-9'
/**
 * What is dragged, and how far to and fro. The promise is for drags; the others are told with it,
 * and a page with nothing but a square shows how much of it is the browser's own.
 */
const DRAGS = [
  { name: 'only a square', grab: (page) => page.locator('#square'), way: [70, 90] },
  { name: 'drag a picture', grab: layer(MIDDLE), way: [70, 90] },
  { name: 'drag curved words', grab: layer('layer-13'), way: [60, -120] },
  { name: 'drag clipart', grab: layer('layer-5'), way: [90, 110] },
  { name: 'turn a picture', grab: handle('rotate'), way: [90, 60] },
  { name: 'scale a picture', grab: handle('se'), way: [50, 40] },
  { name: 'stretch a picture', grab: handle('e'), way: [60, 0] },
]

const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url))
await build({ configFile, logLevel: 'error' })
const server = await preview({ configFile, logLevel: 'error' })
const [address] = server.resolvedUrls.local
const folder = await mkdtemp(join(tmpdir(), 'canvas-'))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
})
try {
  const rows = []
  for (const each of DRAGS) rows.push(await measured(each))
  console.table(Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures])))
  const drags = rows.filter(({ name }) => name.startsWith('drag'))
  const isKept = drags.every(
    (row) =>
      row['median ms'] <= MOST_MEDIAN_MS && row['long tasks'] === 0 && row.frames > MOVES / 2,
  )
  if (!isKept) process.exitCode = 1
  console.log(
    `Dragging one of twenty at ${SLOWER}x throttling: ${isKept ? 'within' : 'NOT within'} ` +
      `${MOST_MEDIAN_MS} ms a frame (median) and without long tasks.`,
  )
} finally {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true })
}

function layer(id) {
  return (page) => page.locator(`[data-layer="${id}"] g`).first()
}

/** A handle of the picture in the middle. */
function handle(name) {
  return async (page) => {
    await page.evaluate((id) => window.editor.select([id]), MIDDLE)
    return page.locator(`[data-frame] [data-handle="${name}"]`)
  }
}

async function measured({ name, grab, way }) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } })
  await page.goto(
    `${address}benchmarks/canvas/${name === 'only a square' ? 'square' : 'index'}.html`,
  )
  await page.waitForSelector('[data-layer], #square')
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await setTimeout(1500)
  const box = await (await grab(page)).boundingBox()
  const path = join(folder, 'trace.json')
  await browser.startTracing(page, { path, categories: CATEGORIES })
  await drag(page, session, [box.x + box.width / 2, box.y + box.height / 2], way)
  await browser.stopTracing()
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8'))
  await page.close()
  const frames = framesOf(traceEvents)
  return {
    name,
    frames: frames.length,
    'median ms': quantile(frames, 0.5),
    '95 % ms': quantile(frames, 0.95),
    'long tasks': longTasksOf(traceEvents),
  }
}

/**
 * There, back and there again, about as fast as a hand. Moves go to the browser itself: those of
 * Playwright also ask the page something, which would be counted as its work.
 */
async function drag(page, session, [x, y], [across, down]) {
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.evaluate(() => performance.mark('drag'))
  const start = performance.now()
  for (let at = 1; at <= MOVES; at += 1) {
    const part = Math.sin((at / MOVES) * Math.PI * 2) / 2 + at / MOVES / 2
    await session.send('Input.dispatchMouseEvent', {
      type: 'mouseMoved',
      button: 'left',
      buttons: 1,
      x: x + across * part,
      y: y + down * part,
    })
    await setTimeout(Math.max(0, start + at * FRAME_MS - performance.now()))
  }
  await page.evaluate(() => performance.mark('dropped'))
  await page.mouse.up()
}
