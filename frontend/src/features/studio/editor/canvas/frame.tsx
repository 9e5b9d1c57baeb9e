import { useLayoutEffect, useRef } from 'react'
import type { Layer } from '@/features/studio/drawing/document'
import { frameOf, type Box } from '@/features/studio/editing/geometry'
import { HANDLES, handlesOf, type Handle } from './handles'
import { placeFrame } from './paint'
import type { View } from './view'

const NONE: readonly Handle[] = []
const STAGE = 'pointer-events-none absolute inset-0 size-full origin-top-left overflow-visible'

type FrameProps = {
  /** What is selected; empty for nothing. */
  layers: readonly Layer[]
  view: View
  isCropping: boolean
}

/**
 * Around what is selected, with handles on what may be changed; a drawing of its own, which
 * paint.ts carries while something is dragged.
 */
export function Frame({ layers, view, isCropping }: FrameProps) {
  const unlocked = layers.filter(({ locked }) => !locked)
  const box = frameOf(unlocked.length > 0 ? unlocked : layers)
  if (!box) return null
  const all = Object.keys(HANDLES) as Handle[]
  const scaling = isCropping ? all : handlesOf(unlocked, box, view.scale)
  const canTurn = unlocked.length > 0 && !isCropping
  return (
    <>
      {layers.length > 1 && (
        <svg data-outlines="" aria-hidden className={STAGE}>
          {layers.map((layer) => (
            <PlacedBox key={layer.id} box={layer} view={view} handles={NONE} />
          ))}
        </svg>
      )}
      <svg data-frame="" aria-hidden className={STAGE}>
        <PlacedBox box={box} view={view} handles={scaling} canTurn={canTurn} />
      </svg>
    </>
  )
}

type PlacedBoxProps = {
  box: Box
  view: View
  handles: readonly Handle[]
  canTurn?: boolean
}

function PlacedBox({ box, view, handles, canTurn = false }: PlacedBoxProps) {
  const group = useRef<SVGGElement>(null)
  useLayoutEffect(() => {
    if (group.current) placeFrame(group.current, box, view)
  })
  return (
    <g ref={group} data-placed="">
      <rect data-outline="" className="fill-none stroke-mark-ground stroke-3" />
      <rect data-outline="" className="fill-none stroke-mark [stroke-width:1.5]" />
      {canTurn && <TurnHandle />}
      {handles.map((name) => (
        <Reach key={name} name={name} />
      ))}
      {handles.map((name) => (
        <g key={name} data-handle={name} className="pointer-events-auto">
          <rect x={-5} y={-5} width={10} height={10} rx={2} className={KNOB} />
        </g>
      ))}
    </g>
  )
}

const REACH = 'fill-transparent [r:14px] pointer-coarse:[r:22px]'
const KNOB = 'fill-mark-ground stroke-mark [stroke-width:1.5]'
/** Handles are reached for mostly from outside, so that small things can still be dragged. */
const OUTWARD_PX = 16

/** What can be hit, larger for fingers than for mice; below the knobs, which are hit first. */
function Reach({ name }: { name: Handle }) {
  const { x, y } = HANDLES[name]
  return (
    <g data-handle={name} className="pointer-events-auto">
      <circle cx={(x - 0.5) * OUTWARD_PX} cy={(y - 0.5) * OUTWARD_PX} className={REACH} />
    </g>
  )
}

function TurnHandle() {
  return (
    <g data-handle="rotate" className="pointer-events-auto cursor-grab">
      <line y1={6} y2={28} className="stroke-mark [stroke-width:1.5]" />
      <circle className={REACH} />
      <circle r={6} className={KNOB} />
    </g>
  )
}
