import type { DesignDocument } from '@/features/studio/drawing/document'
import { advance, startHistory, type History } from './history'

/** A place that is printed, and how large. */
export type PrintArea = { code: string; width_mm: number; height_mm: number }

/** One change of one document; returns the same object where nothing changes. */
export type Command = (document: DesignDocument) => DesignDocument

type Documents = readonly DesignDocument[]

/** What the editor shows. */
export type EditorState = {
  /** One for each of the product's placements, in their order. */
  documents: Documents
  /** The code of the placement that is edited. */
  placement: string
  /** The one that is edited. */
  document: DesignDocument
  /** Ids of the selected layers, from the lowest to the topmost. */
  selection: readonly string[]
  /** The picture whose crop is being changed. */
  cropping: string | null
  canUndo: boolean
  canRedo: boolean
  isInGesture: boolean
}

/** What is undone and redone: all documents, and on which placement the step to them was made. */
export type Moment = { documents: Documents; placement: string }

/** What the editor remembers. */
export type Memory = {
  history: History<Moment>
  placement: string
  selection: readonly string[]
  cropping: string | null
  /** The documents as an open gesture shows them, not yet in the history. */
  gesture: Documents | null
}

export function opened(documents: Documents, placements: readonly PrintArea[]): Memory {
  const placement = placements[0]?.code ?? ''
  const moment = { documents: oneForEach(placements, documents), placement }
  const history = startHistory(moment)
  return { history, placement, selection: [], cropping: null, gesture: null }
}

export function oneForEach(
  placements: readonly PrintArea[],
  documents: Documents,
): DesignDocument[] {
  return placements.map(
    ({ code, width_mm, height_mm }) =>
      documents.find(({ placement }) => placement === code) ?? {
        format: 'ck.design/1',
        placement: code,
        width_mm,
        height_mm,
        layers: [],
      },
  )
}

export function changedBy(command: Command, documents: Documents, placement: string): Documents {
  const edited = documentOf(documents, placement)
  const next = command(edited)
  return next === edited
    ? documents
    : documents.map((document) => (document === edited ? next : document))
}

export function documentOf(documents: Documents, placement: string): DesignDocument {
  const found = documents.find((document) => document.placement === placement)
  if (!found) throw new Error(`The design has no placement "${placement}".`)
  return found
}

/**
 * The history with these documents as its next step, or as more of its last, and what they have
 * added selected.
 */
export function stepTo(
  { history, placement }: Memory,
  documents: Documents,
  step: typeof advance = advance,
): Partial<Memory> {
  const before = history.present.documents
  if (documents === before) return {}
  const selection = addedTo(before, documentOf(documents, placement))
  return { history: step(history, { documents, placement }), ...(selection && { selection }) }
}

/** The layers that the document had not before; null where there are none. */
export function addedTo(before: Documents, document: DesignDocument): string[] | null {
  const old = documentOf(before, document.placement)
  const known = new Set(old.layers.map(({ id }) => id))
  const added = document.layers.flatMap(({ id }) => (known.has(id) ? [] : [id]))
  return added.length > 0 ? added : null
}

/** Selection and crop without layers that are gone, in the order of the document. */
export function stillThere(memory: Memory): Pick<Memory, 'selection' | 'cropping'> {
  const { layers } = documentOf(shownBy(memory), memory.placement)
  const selection = layers.flatMap(({ id }) => (memory.selection.includes(id) ? [id] : []))
  const isKept = memory.cropping !== null && selection.includes(memory.cropping)
  const isSame = selection.join() === memory.selection.join()
  return {
    selection: isSame ? memory.selection : selection,
    cropping: isKept ? memory.cropping : null,
  }
}

export function shownBy({ gesture, history }: Memory): Documents {
  return gesture ?? history.present.documents
}

export function stateOf(memory: Memory): EditorState {
  const { history, placement, selection, cropping, gesture } = memory
  const documents = shownBy(memory)
  return {
    documents,
    placement,
    document: documentOf(documents, placement),
    selection,
    cropping,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isInGesture: gesture !== null,
  }
}
