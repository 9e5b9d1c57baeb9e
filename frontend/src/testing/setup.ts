import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { server } from './server'

// Whole screens on a busy machine take longer than the second that is usual.
configure({ asyncUtilTimeout: 5000 })

// jsdom does not lay out pages, so it has nowhere to scroll to.
window.scrollTo = vi.fn() as typeof window.scrollTo

// jsdom has no media: nothing ever matches and nothing ever changes.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList

// jsdom's pointers capture nothing.
Element.prototype.hasPointerCapture = () => false
Element.prototype.setPointerCapture = () => undefined

// jsdom lays nothing out, so nothing has a size that could change.
window.ResizeObserver = class implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())
