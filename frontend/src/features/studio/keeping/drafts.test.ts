import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { designOf, photo } from '@/testing/design-documents'
import type { Draft, Owner } from './drafts'

/** The studio's memory as a window of this name finds it, its page just loaded. */
async function windowCalled(name: string) {
  vi.resetModules()
  sessionStorage.setItem('customkeeps.studio.window', name)
  return import('./drafts')
}

const draft = (more: Partial<Draft> = {}): Draft => ({
  choices: { color: 'Red', size: 'M', quantity: 2, text: 'Ana' },
  picture: null,
  documents: null,
  saved: null,
  ...more,
})

/** Writing ends some time after it began. */
async function keptBy(name: string, owner: Owner, kept: Draft) {
  const { keepDraft, readDraft } = await windowCalled(name)
  keepDraft('mug', owner, kept)
  await vi.waitFor(async () => {
    const { readDraft: readAfresh } = await windowCalled(name)
    expect(await readAfresh('mug', owner)).toMatchObject(kept)
  })
  return readDraft
}

/** Windows that hold their lock are open. */
function withOpenWindows(...names: string[]) {
  const held = names.map((name) => ({ name: `customkeeps-studio-window ${name}` }))
  Object.assign(navigator, {
    locks: { request: () => new Promise(() => undefined), query: () => Promise.resolve({ held }) },
  })
}

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  indexedDB.deleteDatabase('customkeeps-studio')
  withOpenWindows()
})

test('a reload finds everything again', async () => {
  const whole = draft({
    picture: 'a'.repeat(64),
    documents: [designOf(photo())],
    saved: { id: 'd1', name: 'Reunion', revision: 3 },
  })
  await keptBy('w1', 1, whole)
  const { readDraft } = await windowCalled('w1')
  expect(await readDraft('mug', 1)).toMatchObject(whole)
})

test('another window, and another person, find nothing', async () => {
  await keptBy('w1', 1, draft())
  expect(await (await windowCalled('w2')).readDraft('mug', 1)).toBeNull()
  expect(await (await windowCalled('w1')).readDraft('mug', 2)).toBeNull()
  expect(await (await windowCalled('w1')).readDraft('mug', null)).toBeNull()
})

test('what was made before signing in goes on with whoever signs in', async () => {
  await keptBy('w1', null, draft())
  expect(await (await windowCalled('w1')).readDraft('mug', 2)).toMatchObject(draft())
})

test('the latest of many changes is kept', async () => {
  const { keepDraft } = await windowCalled('w1')
  for (const quantity of [1, 2, 3, 4]) {
    keepDraft('mug', null, draft({ choices: { quantity } }))
  }
  await vi.waitFor(async () => {
    const kept = await (await windowCalled('w1')).readDraft('mug', null)
    expect(kept?.choices.quantity).toBe(4)
  })
})

test('what a crashed window left is found by the next one, until it is forgotten', async () => {
  await keptBy('crashed', null, draft())
  const { lostDraft } = await windowCalled('w2')
  const lost = await lostDraft('mug', null)
  expect(lost?.draft).toMatchObject(draft())
  expect(await lostDraft('shirt', null)).toBeNull()
  await lost?.forget()
  expect(await lostDraft('mug', null)).toBeNull()
})

test('a window that is still open has lost nothing', async () => {
  await keptBy('open', null, draft())
  withOpenWindows('open')
  expect(await (await windowCalled('w2')).lostDraft('mug', null)).toBeNull()
})

test('nobody’s work in a window that was closed is not shown to the next person', async () => {
  await keptBy('closed', null, draft())
  localStorage.setItem('customkeeps.studio.closed.closed', String(Date.now()))
  expect(await (await windowCalled('w2')).lostDraft('mug', null)).toBeNull()
})

test('somebody’s own work is there after closing the window, for them alone', async () => {
  await keptBy('closed', 1, draft())
  localStorage.setItem('customkeeps.studio.closed.closed', String(Date.now()))
  const { lostDraft } = await windowCalled('w2')
  expect((await lostDraft('mug', 1))?.draft).toMatchObject(draft())
  expect(await lostDraft('mug', 2)).toBeNull()
})

test('nothing is lost where nothing was made, and what is old is gone', async () => {
  await keptBy('w1', null, draft({ choices: { color: 'Red', text: ' ' } }))
  expect(await (await windowCalled('w2')).lostDraft('mug', null)).toBeNull()

  await keptBy('w3', null, draft())
  vi.setSystemTime(Date.now() + 13 * 60 * 60 * 1000)
  expect(await (await windowCalled('w2')).lostDraft('mug', null)).toBeNull()
  vi.useRealTimers()
})

test('a window says that it closes, and that it is back', async () => {
  const { noticeClosing } = await windowCalled('w1')
  noticeClosing()
  window.dispatchEvent(new Event('pagehide'))
  expect(localStorage.getItem('customkeeps.studio.closed.w1')).not.toBeNull()
  window.dispatchEvent(new Event('pageshow'))
  expect(localStorage.getItem('customkeeps.studio.closed.w1')).toBeNull()
})
