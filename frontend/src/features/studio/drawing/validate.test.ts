import { describe, expect, it } from 'vitest'
import { words } from '@/testing/design-documents'
import type { DesignDocument } from './document'
import { isDesignDocument } from './validate'

const text = words()

function document(...layers: unknown[]): unknown {
  return { format: 'ck.design/1', placement: 'front', width_mm: 300, height_mm: 400, layers }
}

describe('isDesignDocument', () => {
  it('knows one', () => {
    expect(isDesignDocument(document())).toBe(true)
    expect(isDesignDocument(document(text, { ...text, id: 't2' }))).toBe(true)
    const read: unknown = JSON.parse(JSON.stringify(document(text)))
    expect(isDesignDocument(read) && (read satisfies DesignDocument).layers.length).toBe(1)
  })

  it.each([
    [null],
    [[]],
    [{ ...(document() as DesignDocument), format: 'ck.design/2' }],
    [{ ...(document() as DesignDocument), extra: 1 }],
    [document({ ...text, colour: 'red' })],
    [document({ ...text, size_mm: '20' })],
    [document({ ...text, kind: 'shape' })],
    [document({ ...text, content: 'x'.repeat(501) })],
    [document(text, text)],
  ])('refuses anything else: %j', (value) => {
    expect(isDesignDocument(value)).toBe(false)
  })

  it('counts characters as the server does, not halves of them', () => {
    expect(isDesignDocument(document({ ...text, content: '😀'.repeat(500) }))).toBe(true)
  })
})
