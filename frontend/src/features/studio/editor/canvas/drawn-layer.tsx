import { useId, type SVGProps } from 'react'
import { textOf } from '@/features/studio/drawing/numbers'
import { pathData } from '@/features/studio/drawing/paths'
import type { Picture, SceneLayer, Transform } from '@/features/studio/drawing/scene'
import { transformText, type Href } from '@/features/studio/drawing/svg'
import { joinedShapes } from './joined-shapes'

type DrawnLayerProps = {
  layer: SceneLayer
  /** Letters, which may be joined. */
  isWords: boolean
  hrefOf: Href
}

/**
 * One layer of the scene as elements: the same numbers as `layerToSvg` writes, which as text the
 * page's trusted types would not take.
 */
export function DrawnLayer({ layer, isWords, hrefOf }: DrawnLayerProps) {
  const clip = `clip-${useId()}`
  return (
    <g
      transform={transformsOf(layer.transforms)}
      opacity={layer.opacity === 1 ? undefined : textOf(layer.opacity)}
      clipPath={layer.clip ? `url(#${clip})` : undefined}
    >
      {layer.clip && (
        <clipPath id={clip}>
          <path d={pathData(layer.clip)} />
        </clipPath>
      )}
      {isWords ? <Words items={layer.items} /> : <Items items={layer.items} hrefOf={hrefOf} />}
    </g>
  )
}

type ItemsProps = Pick<SceneLayer, 'items'>

function Words({ items }: ItemsProps) {
  return joinedShapes(items).map(({ d, ...paint }, index) => (
    <path key={index} d={d} {...paintOf(paint)} />
  ))
}

function Items({ items, hrefOf }: ItemsProps & { hrefOf: Href }) {
  return items.map((item, index) =>
    item.kind === 'picture' ? (
      <DrawnPicture key={index} picture={item} hrefOf={hrefOf} />
    ) : (
      <path
        key={index}
        d={pathData(item.path)}
        transform={transformsOf(item.transforms)}
        {...paintOf(item)}
      />
    ),
  )
}

type Paint = { fill: string | null; stroke: string | null; strokeWidth: number }

function paintOf({ fill, stroke, strokeWidth }: Paint): SVGProps<SVGPathElement> {
  if (stroke === null) return { fill: fill ?? 'none' }
  const joints = { strokeLinejoin: 'round', strokeLinecap: 'round' } as const
  return { fill: fill ?? 'none', stroke, strokeWidth: textOf(strokeWidth), ...joints }
}

function DrawnPicture({ picture, hrefOf }: { picture: Picture; hrefOf: Href }) {
  const { artwork, colourKey, x, y, width, height, transforms } = picture
  return (
    <image
      href={hrefOf(artwork, colourKey)}
      x={textOf(x)}
      y={textOf(y)}
      width={textOf(width)}
      height={textOf(height)}
      preserveAspectRatio="none"
      transform={transformsOf(transforms)}
    />
  )
}

function transformsOf(transforms: readonly Transform[]): string | undefined {
  return transforms.length === 0 ? undefined : transforms.map(transformText).join(' ')
}
