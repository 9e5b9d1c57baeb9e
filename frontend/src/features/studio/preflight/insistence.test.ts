import { beforeAll, expect, it } from 'vitest'
import { packsOfShop } from '@/testing/packs'
import { caseOf, golden } from '@/testing/preflight'
import { insisting, isReady } from './insistence'
import { preflight } from './preflight'

const packs = packsOfShop()
const circumstances = { productColour: '#fafaf8', pictures: golden.pictures, packs }
const design = caseOf('enlarged, coarse')
const findings = preflight(design, circumstances)
const nothing: ReadonlySet<string> = new Set()

beforeAll(() => packs.load(caseOf('much at once')).catch(() => undefined))

it('answers every doubt before the cart', () => {
  const insisted = insisting(nothing, findings[0]!, true)
  expect(isReady(findings, nothing)).toBe(false)
  expect(isReady(findings, insisted)).toBe(true)
  expect(isReady(findings, insisting(insisted, findings[0]!, false))).toBe(false)
})

it('is about what was said: of a picture made larger still, it asks again', () => {
  const insisted = insisting(nothing, findings[0]!, true)
  const at = (width_mm: number) =>
    preflight(
      { ...design, layers: design.layers.map((layer) => ({ ...layer, width_mm })) },
      circumstances,
    )
  expect(isReady(at(400), insisted)).toBe(false)
  expect(isReady(at(design.layers[0]!.width_mm), insisted)).toBe(true)
})

it('needs no answer to what is only worth a look', () => {
  const soft = preflight(caseOf('soft picture'), circumstances)
  expect(soft.map(({ level }) => level)).toEqual(['warning'])
  expect(isReady(soft, nothing)).toBe(true)
})

it('cannot have an error printed', () => {
  const broken = preflight(caseOf('much at once'), circumstances)
  const insisted = broken.reduce((all, finding) => insisting(all, finding, true), nothing)
  expect(broken.some(({ level }) => level === 'error')).toBe(true)
  expect(isReady(broken, insisted)).toBe(false)
})
