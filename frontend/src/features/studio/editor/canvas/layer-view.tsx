import { memo } from 'react'
import type { Layer } from '@/features/studio/drawing/document'
import type { SceneLayer } from '@/features/studio/drawing/scene'
import type { Href } from '@/features/studio/drawing/svg'
import { middleOf, type SizeMm } from '@/features/studio/editing/geometry'
import { DrawnLayer } from './drawn-layer'
import { labelOf } from './layer-label'

export type Drawing = {
  /** What a layer is drawn with; null while its font or its clipart is still loading. */
  drawLayer: (layer: Layer) => SceneLayer | null
  /** Where a picture is to be had. */
  hrefOf: Href
}

type LayerViewProps = Drawing & {
  layer: Layer
  width_mm: number
  height_mm: number
  isSelected: boolean
}

/**
 * A layer, named for screen readers and in the order of the keyboard. Drawn anew only when it has
 * changed; a drawing of its own, so that what follows a pointer is carried by the compositor alone
 * (paint.ts). Pointers go through it to the stage, which knows the boxes.
 */
export const LayerView = memo(function LayerView(props: LayerViewProps) {
  const { layer, isSelected, drawLayer, hrefOf, ...area } = props
  const drawn = drawLayer(layer)
  return (
    <svg
      viewBox={viewBoxOf(area)}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- what is drawn here is no file that <img> could show
      role="img"
      aria-label={labelOf(layer)}
      aria-current={isSelected || undefined}
      aria-busy={drawn === null || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- within the application layers are selected by focus
      tabIndex={0}
      data-layer={layer.id}
      className={`${SHEET} origin-top-left outline-none`}
    >
      {drawn ? (
        <DrawnLayer layer={drawn} isWords={layer.kind === 'text'} hrefOf={hrefOf} />
      ) : (
        <Loading layer={layer} />
      )}
    </svg>
  )
})

/** A drawing that lies on the whole print area and may reach beyond. */
export const SHEET = 'pointer-events-none absolute inset-0 size-full overflow-visible'

export const viewBoxOf = ({ width_mm, height_mm }: SizeMm) => `0 0 ${width_mm} ${height_mm}`

/** Stands where the layer will be. */
function Loading({ layer }: { layer: Layer }) {
  const { x, y } = middleOf(layer)
  return (
    <rect
      x={layer.x_mm}
      y={layer.y_mm}
      width={layer.width_mm}
      height={layer.height_mm}
      transform={`rotate(${layer.rotation_deg} ${x} ${y})`}
      vectorEffect="non-scaling-stroke"
      className="animate-pulse fill-current/10 stroke-current/40 [stroke-dasharray:4_4]"
    />
  )
}
