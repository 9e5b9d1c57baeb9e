import {
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import type { Layer } from '@/features/studio/drawing/document'
import type { Editor } from '@/features/studio/editing/editor'
import type { EditorState } from '@/features/studio/editing/editor-state'
import type { SizeMm } from '@/features/studio/editing/geometry'
import { layersOf } from '@/features/studio/editing/layers'
import type { Measure } from '@/features/studio/editing/text-box'
import { PrintAreaLines, Tile } from './backdrop'
import { useFocusOnSelection } from './focus'
import { Pointers } from './gestures/pointers'
import { layersAt } from './gestures/press'
import { pressKey } from './keys'
import { countOf } from './layer-label'
import { LayerView, SHEET, viewBoxOf, type Drawing } from './layer-view'
import { CropGhost, Overlay } from './overlay'
import { useAnnouncer } from './use-announcer'
import { usePointers } from './use-pointers'
import { useView } from './use-view'
import { toMm, type View } from './view'
import { ZoomButtons } from './zoom-buttons'

type CanvasProps = Drawing & {
  editor: Editor
  measure: Measure
  /** The colour of what is printed on, as `#rrggbb`. */
  baseHex: string
  /** "Front". */
  placementName: string
  /** How far from the edge of the print area nothing may be cut off. */
  safe_mm?: number
  /** The product under the design, as SVG in millimetres of the print area. */
  backdrop?: ReactNode
  /** Somebody wants to type into these words. */
  onEditText?: (id: string) => void
}

const HELP =
  'Tab goes from layer to layer. Arrow keys move what is selected by 1 millimetre, with Shift by 10. ' +
  'Enter edits words, or crops a picture. Delete removes, Control Z undoes, Escape selects nothing.'

const READOUT =
  'pointer-events-none absolute bottom-3 left-3 h-7 rounded-full bg-ink px-3 text-sm leading-7 text-surface tabular-nums'

/** The design on the product, to be arranged by mouse, by touch and by keyboard. */
export function Canvas(props: CanvasProps) {
  const { editor, measure, placementName, safe_mm = 0, onEditText } = props
  const state = useSyncExternalStore(editor.subscribe, editor.getState)
  const root = useRef<HTMLDivElement>(null)
  const help = useId()
  const [said, announce] = useAnnouncer()
  const [isPanning, setIsPanning] = useState(false)
  const [pointers] = useState(() => new Pointers())
  const { view, fit, zoom, setView } = useView(root, state.document, () => pointers.isBusy)
  const followFocus = useFocusOnSelection(root, editor)
  const stage = { editor, measure, safe_mm, view, setView, announce }
  usePointers(pointers, root, { stage, fit, isPanning }, followFocus)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === ' ') {
      setIsPanning(true)
      event.preventDefault()
    }
    if (pointers.isBusy && event.key !== 'Escape') return
    const giveUp = () => pointers.cancel()
    if (pressKey({ editor, announce, onEditText, zoom, giveUp }, event)) event.preventDefault()
  }

  function onDoubleClick(event: MouseEvent) {
    const { left = 0, top = 0 } = root.current?.getBoundingClientRect() ?? {}
    const point = toMm(view, { x: event.clientX - left, y: event.clientY - top })
    const layer = layersAt(state.document, point, 0).find(({ locked }) => !locked)
    if (layer) enter(editor, layer, onEditText)
  }

  const { width_mm, height_mm, layers } = state.document
  return (
    <div className="relative size-full overflow-hidden bg-surface-sunken text-ink">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application takes keys itself; the rule counts it among plain structure */}
      <div
        ref={root}
        role="application"
        aria-label={`${placementName}, ${width_mm} × ${height_mm} mm, ${countOf(layers)}`}
        aria-describedby={help}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application has to be focusable to take keys
        tabIndex={0}
        onFocus={(event) => selectFocused(event, editor)}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => event.key === ' ' && setIsPanning(false)}
        onDoubleClick={onDoubleClick}
        className={`absolute inset-0 touch-none select-none focus-visible:-outline-offset-2 data-pointed:outline-none ${isPanning ? 'cursor-grab' : ''}`}
      >
        <Sheet {...props} state={state} view={view} safe_mm={safe_mm} />
        <Overlay
          layers={layersOf(state.document, state.selection)}
          view={view}
          isCropping={state.cropping !== null}
        />
        <p data-readout="" aria-hidden hidden className={READOUT} />
      </div>
      <p id={help} hidden>
        {HELP}
      </p>
      <output className="sr-only">{said}</output>
      <ZoomButtons zoom={view.scale / fit.scale} onZoom={zoom} />
    </div>
  )
}

/** Words are edited in their field, a picture is cropped; out of a group it is taken alone first. */
function enter(editor: Editor, layer: Layer, onEditText?: (id: string) => void): void {
  const { selection } = editor.getState()
  if (layer.group !== null && selection.length > 1) editor.selectAlone(layer.id)
  else if (layer.kind === 'text') onEditText?.(layer.id)
  else if (layer.kind === 'image') editor.crop(layer.id)
}

type SheetProps = Pick<CanvasProps, 'baseHex' | 'backdrop' | keyof Drawing> & {
  state: EditorState
  view: View
  safe_mm: number
}

/** What lies on the stage, in millimetres: the product, the design, the print area's lines. */
function Sheet({ state, view, safe_mm, ...props }: SheetProps) {
  const { baseHex, backdrop, drawLayer, hrefOf } = props
  const { document: design, selection, cropping } = state
  const cropped = design.layers.find(({ id }) => id === cropping)
  return (
    <div style={placeOf(view, design)} className="absolute top-0 left-0 isolate">
      <svg aria-hidden viewBox={viewBoxOf(design)} className={SHEET}>
        {backdrop ?? <Tile area={design} hex={baseHex} />}
      </svg>
      <div className="absolute inset-0 overflow-hidden">
        {design.layers.map((layer) => (
          <LayerView
            key={layer.id}
            layer={layer}
            width_mm={design.width_mm}
            height_mm={design.height_mm}
            isSelected={selection.includes(layer.id)}
            drawLayer={drawLayer}
            hrefOf={hrefOf}
          />
        ))}
      </div>
      <svg aria-hidden viewBox={viewBoxOf(design)} className={SHEET}>
        {cropped?.kind === 'image' && (
          <CropGhost layer={cropped} drawLayer={drawLayer} hrefOf={hrefOf} />
        )}
        <PrintAreaLines area={design} safe_mm={safe_mm} hex={baseHex} />
      </svg>
    </div>
  )
}

function placeOf({ scale, x, y }: View, { width_mm, height_mm }: SizeMm) {
  const transform = `translate(${x}px, ${y}px)`
  return { width: width_mm * scale, height: height_mm * scale, transform }
}

/** The keyboard goes from layer to layer; what has its focus is selected. */
function selectFocused({ target }: FocusEvent, editor: Editor): void {
  const id = target instanceof SVGElement ? target.dataset.layer : undefined
  if (id !== undefined && !editor.getState().selection.includes(id)) editor.select([id])
}
