import type { DesignDocument } from '@/features/studio/drawing/document'
import {
  addedTo,
  changedBy,
  documentOf,
  oneForEach,
  opened,
  stateOf,
  stepTo,
  stillThere,
  type Command,
  type EditorState,
  type Memory,
  type Moment,
  type PrintArea,
} from './editor-state'
import { advance, amend, goBack, goForward, type History } from './history'
import { withTheirGroups } from './layers'

type Start = {
  /** Those of placements that the product has are taken; placements without one begin empty. */
  documents: readonly DesignDocument[]
  /** At least one. */
  placements: readonly PrintArea[]
}

export function createEditor(start: Start): Editor {
  return new Editor(start)
}

/** The design that is being made: a small store that knows no screen. */
export class Editor {
  readonly #placements: readonly PrintArea[]
  readonly #listeners = new Set<() => void>()
  #memory: Memory
  #state: EditorState
  /** What the last step was run with; null where nothing may join it. */
  #joins: string | null = null

  constructor({ documents, placements }: Start) {
    this.#placements = placements
    this.#memory = opened(documents, placements)
    this.#state = stateOf(this.#memory)
  }

  /** Bound, as are `subscribe` and what a button calls, for `useSyncExternalStore`. */
  readonly getState = (): EditorState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Changes the edited document in one step; layers that are new are selected. Runs that follow one
   * another with the same `joins` are one step, so that typing into a field is undone at once.
   */
  run(command: Command, joins: string | null = null): void {
    this.commit()
    const isMore = joins !== null && joins === this.#joins
    const step = stepTo(this.#memory, this.#changed(command), isMore ? amend : advance)
    this.#set(step)
    if (step.history) this.#joins = joins
  }

  /** What comes next is a step of its own. */
  endJoin(): void {
    this.#joins = null
  }

  /** A gesture: begun, previewed as often as it moves, and then one step or none. */
  begin(): void {
    this.commit()
    this.endJoin()
    this.#set({ gesture: this.#documents })
  }

  /** Shows what the command makes of the document as it was when the gesture began. */
  preview(command: Command): void {
    if (this.#memory.gesture) this.#set({ gesture: this.#changed(command) })
  }

  commit(): void {
    const { gesture } = this.#memory
    if (gesture) this.#set({ ...stepTo(this.#memory, gesture), gesture: null })
  }

  cancel(): void {
    if (this.#memory.gesture) this.#set({ gesture: null })
  }

  /** Shows the placement on which the step was made. In a gesture it undoes only that. */
  readonly undo = (): void => {
    const { history, gesture } = this.#memory
    if (gesture) this.cancel()
    else if (history.past.length > 0) this.#jump(goBack(history), history.present.placement)
  }

  readonly redo = (): void => {
    const { history } = this.#memory
    const next = goForward(history)
    if (next !== history) this.#jump(next, next.present.placement)
  }

  /** Selects layers with all that are grouped with them. */
  select(ids: readonly string[]): void {
    this.#set({ selection: withTheirGroups(this.#state.document, ids), cropping: null })
  }

  /** Selects one layer out of its group. */
  selectAlone(id: string): void {
    this.#set({ selection: [id], cropping: null })
  }

  /** Begins to change what is shown of a picture, or ends it. */
  crop(id: string | null): void {
    this.#set(id === null ? { cropping: null } : { cropping: id, selection: [id] })
  }

  setPlacement(code: string): void {
    const isKnown = this.#placements.some((area) => area.code === code)
    if (!isKnown || code === this.#memory.placement) return
    this.commit()
    this.endJoin()
    this.#set({ placement: code, selection: [], cropping: null })
  }

  /** Other documents, as a template gives them, in one step that can be undone. */
  replace(documents: readonly DesignDocument[]): void {
    this.commit()
    this.endJoin()
    const next = oneForEach(this.#placements, documents)
    this.#set({ ...stepTo(this.#memory, next), selection: [], cropping: null })
  }

  /** Other documents to begin with; what was before is forgotten. */
  open(documents: readonly DesignDocument[]): void {
    this.endJoin()
    this.#set(opened(documents, this.#placements))
  }

  get #documents(): readonly DesignDocument[] {
    return this.#memory.history.present.documents
  }

  #changed(command: Command): readonly DesignDocument[] {
    return changedBy(command, this.#documents, this.#memory.placement)
  }

  #jump(history: History<Moment>, placement: string): void {
    this.endJoin()
    const added = addedTo(this.#documents, documentOf(history.present.documents, placement))
    const selection = added ?? this.#memory.selection
    this.#set({ history, placement, selection, gesture: null })
  }

  #set(changes: Partial<Memory>): void {
    const next = { ...this.#memory, ...changes }
    this.#memory = { ...next, ...stillThere(next) }
    this.#state = stateOf(this.#memory)
    for (const listener of this.#listeners) listener()
  }
}
