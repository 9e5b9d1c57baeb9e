import { describe, expect, it } from 'vitest'
import type { DesignDocument, TextLayer } from './document'
import { isDesignDocument } from './validate'

const words: TextLayer = {
  kind: 'text',
  id: 't1',
  name: 'Words',
  group: null,
  x_mm: 10,
  y_mm: 20.5,
  width_mm: 100,
  height_mm: 30,
  rotation_deg: 0,
  opacity: 1,
  locked: false,
  content: 'Ana',
  font: 'lobster-400',
  size_mm: 20,
  colour: '#112233',
  align: 'center',
  letter_spacing: 0,
  line_height: 1.2,
  outline: null,
  curve_deg: 0,
}

function document(...layers: unknown[]): unknown {
  return { format: 'ck.design/1', placement: 'front', width_mm: 300, height_mm: 400, layers }
}

describe('isDesignDocument', () => {
  it('knows one', () => {
    expect(isDesignDocument(document())).toBe(true)
    expect(isDesignDocument(document(words, { ...words, id: 't2' }))).toBe(true)
    const read: unknown = JSON.parse(JSON.stringify(document(words)))
    expect(isDesignDocument(read) && (read satisfies DesignDocument).layers.length).toBe(1)
  })

  it.each([
    [null],
    [[]],
    [{ ...(document() as DesignDocument), format: 'ck.design/2' }],
    [{ ...(document() as DesignDocument), extra: 1 }],
    [document({ ...words, colour: 'red' })],
    [document({ ...words, size_mm: '20' })],
    [document({ ...words, kind: 'shape' })],
    [document({ ...words, content: 'x'.repeat(501) })],
    [document(words, words)],
  ])('refuses anything else: %j', (value) => {
    expect(isDesignDocument(value)).toBe(false)
  })

  it('counts characters as the server does, not halves of them', () => {
    expect(isDesignDocument(document({ ...words, content: '😀'.repeat(500) }))).toBe(true)
  })
})
