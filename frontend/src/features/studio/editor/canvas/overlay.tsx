import type { ImageLayer, Layer } from '@/features/studio/drawing/document'
import { wholePictureOf } from '@/features/studio/editing/commands/crop-picture'
import { DrawnLayer } from './drawn-layer'
import { Frame } from './frame'
import type { Drawing } from './layer-view'
import { ASIDE } from './paint'
import type { View } from './view'

/** An edge, a middle and an edge can all be met at once. */
const GUIDES = ['x', 'x', 'x', 'y', 'y', 'y'] as const
const GUIDE = { x: 'h-full w-px', y: 'h-px w-full' }

type OverlayProps = { layers: readonly Layer[]; view: View; isCropping: boolean }

/** All that is shown over the design while it is made, in pixels of the stage; see paint.ts. */
export function Overlay({ layers, view, isCropping }: OverlayProps) {
  return (
    <>
      <svg aria-hidden className="pointer-events-none absolute inset-0 size-full">
        <rect data-marquee="" visibility="hidden" className="fill-mark/10 stroke-mark" />
      </svg>
      {GUIDES.map((axis, index) => (
        <div
          key={index}
          data-guide={axis}
          style={{ transform: ASIDE }}
          className={`pointer-events-none absolute top-0 left-0 bg-mark-guide ${GUIDE[axis]}`}
        />
      ))}
      <Frame layers={layers} view={view} isCropping={isCropping} />
    </>
  )
}

/** All of the picture that is being cropped, faintly. */
export function CropGhost({ layer, drawLayer, hrefOf }: Drawing & { layer: ImageLayer }) {
  const crop = { x: 0, y: 0, width: 1, height: 1 }
  const drawn = drawLayer({ ...layer, ...wholePictureOf(layer), crop, mask: 'none', opacity: 0.35 })
  return drawn && <DrawnLayer layer={drawn} isWords={false} hrefOf={hrefOf} />
}
