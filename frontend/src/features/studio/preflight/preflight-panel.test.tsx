import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DesignDocument } from '@/features/studio/drawing/document'
import { textSizeOf } from '@/features/studio/drawing/text'
import { packsOfShop } from '@/testing/packs'
import { caseOf, golden } from '@/testing/preflight'
import type { Finding } from './findings'
import { insisting, isReady } from './insistence'
import { preflight } from './preflight'
import { PreflightPanel } from './preflight-panel'
import { remediesFor } from './remedies'

const packs = packsOfShop()
const circumstances = { productColour: '#1b2a4e', pictures: golden.pictures, packs }
const busy = caseOf('much at once')
const names = ['much at once', 'enlarged, coarse', 'box on navy', 'all is well']

beforeAll(async () => {
  const layers = names.flatMap((name) => caseOf(name).layers)
  await Promise.allSettled(layers.map((layer) => packs.load({ layers: [layer] })))
})

/** The panel with a design that its remedies change. */
function Bench({ design, onSelect }: { design: DesignDocument; onSelect: (f: Finding) => void }) {
  const [document, setDocument] = useState(design)
  const [insisted, setInsisted] = useState<ReadonlySet<string>>(new Set())
  const findings = preflight(document, circumstances)
  return (
    <>
      <PreflightPanel
        findings={findings}
        insisted={insisted}
        nameOf={({ name }) => name}
        remediesOf={(finding) => remediesFor(finding, document, circumstances)}
        onSelect={onSelect}
        onFix={(_, remedy) => setDocument(remedy.apply(document, (l) => textSizeOf(l, packs)))}
        onInsist={(finding, insists) => setInsisted(insisting(insisted, finding, insists))}
      />
      <button disabled={!isReady(findings, insisted)}>Add to cart</button>
    </>
  )
}

function show(design: DesignDocument) {
  const onSelect = vi.fn<(finding: Finding) => void>()
  const view = render(<Bench design={design} onSelect={onSelect} />)
  return { ...view, onSelect }
}

describe('the panel', () => {
  it('lists the worst first, each as a button to its layer', async () => {
    const { onSelect } = show(busy)
    const titles = screen
      .getAllByRole('heading', { level: 3 })
      .map(({ textContent }) => textContent)
    expect(titles).toEqual(['To put right', 'To decide', 'Worth a look'])
    const decide = screen.getByRole('region', { name: 'To decide' })
    const beach = within(decide).getByRole('button', { name: /^Beach.*looks enlarged/ })
    await userEvent.click(beach)
    expect(onSelect.mock.calls.map(([{ layer, code }]) => [layer, code])).toEqual([
      ['image-1', 'enlarged'],
    ])
  })

  it('says so when there is nothing to say', () => {
    show(caseOf('all is well'))
    expect(screen.queryByRole('heading', { level: 3 })).not.toBeInTheDocument()
    expect(screen.getAllByText('Nothing stands in the way of a good print.')[0]).toBeVisible()
    expect(screen.getByRole('button', { name: 'Add to cart' })).toBeEnabled()
  })

  it('puts right what it can in one step, and keeps the place of who works by keyboard', async () => {
    show(caseOf('box on navy'))
    const remedy = screen.getByRole('button', { name: 'Remove the background colour' })
    expect(remedy).toHaveAccessibleDescription(/will print as a box/)
    remedy.focus()
    await userEvent.keyboard('{Enter}')
    expect(screen.queryByText(/will print as a box/)).not.toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Before it is printed' })).toHaveFocus()
  })

  it('lets a doubt be insisted on', async () => {
    show(caseOf('enlarged, coarse'))
    const cart = screen.getByRole('button', { name: 'Add to cart' })
    const anyway = screen.getByRole('checkbox', { name: /^Print it anyway.*84 DPI/ })
    expect(cart).toBeDisabled()
    await userEvent.click(anyway)
    expect(anyway).toBeChecked()
    expect(cart).toBeEnabled()
    await userEvent.click(anyway)
    expect(cart).toBeDisabled()
  })

  it('cannot be insisted on with an error', () => {
    show(busy)
    const errors = screen.getByRole('region', { name: 'To put right' })
    expect(within(errors).queryByRole('checkbox')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Add to cart' })).toBeDisabled()
  })
})

describe('what is said aloud', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => vi.useRealTimers()
  })

  const wait = (milliseconds: number) =>
    act(() => {
      vi.advanceTimersByTime(milliseconds)
    })
  const said = () => screen.getByRole('status').textContent

  it('comes once the design is left alone, and not at every stroke', () => {
    const actions = {
      insisted: new Set<string>(),
      nameOf: () => '',
      remediesOf: () => [],
      onSelect: () => undefined,
      onFix: () => undefined,
      onInsist: () => undefined,
    }
    const panel = (findings: readonly Finding[]) => (
      <PreflightPanel {...actions} findings={findings} />
    )
    const { rerender } = render(panel([]))
    const quiet = 'Nothing stands in the way of a good print.'
    const found = preflight(busy, circumstances)
    wait(2000)
    for (let count = 1; count <= found.length; count += 1) {
      rerender(panel(found.slice(0, count)))
      wait(1000)
      expect(said()).toBe(quiet)
    }
    wait(600)
    const words = 'Before printing: 11 notes, 2 to put right, 3 to decide, 6 worth a look.'
    expect(said()).toBe(words)
    rerender(panel([...found]))
    wait(5000)
    expect(said()).toBe(words)
  })
})
