import type { CSSProperties, ReactNode } from 'react'
import { fitText } from '@/lib/fit-text'
import { WORDS_SHARE, type Size } from '@/lib/print-layout'
import { quadTransform, type Point } from '@/lib/quad-transform'
import { isWhite, readableOn } from '@/lib/readable-on'

type Ground = {
  url: string
  thumb_url: string
  width_px: number
  height_px: number
  /** Four corners, clockwise from the top left, each 0 to 1 of the picture. */
  print_quad: number[][] | null
  /** The part of the printable area inside the quad: left, top, right, bottom, each 0 to 1 of it. */
  print_part: number[]
}

type PrintedPictureProps = {
  /** The thing that is printed on; without it the print is shown flat on its colour. */
  ground: Ground | null
  /** The ground's colour as `#rrggbb`: decides in which ink words are legible. */
  groundHex?: string | null
  /** The address of a picture to lay over the ground, whole and in the middle. */
  overlay: string | null
  text?: string
  /** What the whole shows, in words, the printed ones too; empty when they stand beside it. */
  alt: string
  /** The whole printable area's size: makes proportions true where the picture foreshortens them. */
  area?: Size | null
  /** Fills the print area while nothing is printed. */
  placeholder?: ReactNode
  /** `thumb` for up to 500 CSS pixels, `full` where somebody looks closely. */
  detail?: 'thumb' | 'full'
  className?: string
}

const WHOLE: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]
const WHOLE_AREA = [0, 0, 1, 1]
const FLAT = { width_px: 1, height_px: 1, print_quad: null, print_part: WHOLE_AREA }
/** Words keep a little distance from the picture above them. */
const FILLED = 0.86
const WHITE = '#ffffff'

/** A picture of a thing with somebody's picture and words on it, in the thing's perspective. */
export function PrintedPicture(props: PrintedPictureProps) {
  const { ground, groundHex, overlay, text = '', alt, detail = 'thumb', className = '' } = props
  const { width_px, height_px } = ground ?? FLAT
  return (
    <div
      style={{
        aspectRatio: `${width_px} / ${height_px}`,
        backgroundColor: ground ? undefined : (groundHex ?? undefined),
      }}
      className={`@container relative isolate overflow-hidden bg-surface-sunken ${className}`}
    >
      {ground && (
        <img
          src={detail === 'full' ? ground.url : ground.thumb_url}
          alt={alt}
          width={width_px}
          height={height_px}
          loading={detail === 'full' ? 'eager' : 'lazy'}
          fetchPriority={detail === 'full' ? 'high' : 'auto'}
          decoding="async"
          className="absolute inset-0 size-full"
        />
      )}
      <Print
        ground={ground ?? FLAT}
        area={props.area ?? null}
        overlay={overlay}
        alt={ground ? '' : alt}
        text={text.trim()}
        hex={groundHex ?? WHITE}
        placeholder={props.placeholder}
      />
    </div>
  )
}

type PrintProps = {
  ground: Pick<Ground, 'width_px' | 'height_px' | 'print_quad' | 'print_part'>
  area: Size | null
  overlay: string | null
  alt: string
  text: string
  hex: string
  placeholder: ReactNode
}

/**
 * What is printed, laid over the quad: the picture above the words, each as large as fits. Where
 * the print goes round the thing, the picture fills all of it and only its visible part is seen;
 * the words stand in that part, where they can be read.
 */
function Print({ ground, area, overlay, alt, text, hex, placeholder }: PrintProps) {
  const laid = flatArea(ground, area)
  if (!laid) return null
  const wordsShare = overlay ? WORDS_SHARE : 1
  return (
    <div
      style={{ ...laid.style, color: readableOn(hex) }}
      // On white the folds and shadows of the thing show through its print, as they do in life.
      className={`absolute top-0 left-0 flex origin-top-left flex-col overflow-hidden ${isWhite(hex) ? 'mix-blend-multiply' : ''}`}
    >
      {overlay && (
        <div className="relative min-h-0 flex-1">
          <img
            src={overlay}
            alt={alt}
            loading="lazy"
            decoding="async"
            style={wholeArea(ground.print_part)}
            className="absolute max-w-none object-contain"
          />
        </div>
      )}
      {text && (
        <div
          aria-hidden
          style={{ height: `${wordsShare * 100}%` }}
          className="@container-size shrink-0"
        >
          <Words text={text} aspect={laid.aspect * wordsShare} />
        </div>
      )}
      {!overlay && !text && placeholder}
    </div>
  )
}

/** The visible part of the print area, flat and in its true proportions, and how it is laid down. */
function flatArea(
  { width_px, height_px, print_quad, print_part }: PrintProps['ground'],
  area: Size | null,
): { style: CSSProperties; aspect: number } | null {
  const ground = height_px / width_px
  const laid = quadTransform((print_quad as Point[] | null) ?? WHOLE, ground)
  if (!laid) return null
  const seen = laid.height / laid.width
  const [left = 0, top = 0, right = 1, bottom = 1] = print_part
  const aspect = area ? (area.height * (bottom - top)) / (area.width * (right - left)) : seen
  const style: CSSProperties = {
    width: `${laid.width * 100}%`,
    height: `${((laid.width * aspect) / ground) * 100}%`,
    transform: `${laid.transform} scaleY(${seen / aspect})`,
  }
  return { style, aspect }
}

/** Where the whole area lies, seen from the part of it that fills the box. */
function wholeArea([left = 0, top = 0, right = 1, bottom = 1]: number[]): CSSProperties {
  const [width, height] = [right - left, bottom - top]
  return {
    left: `${(-left / width) * 100}%`,
    top: `${(-top / height) * 100}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
  }
}

function Words({ text, aspect }: { text: string; aspect: number }) {
  return (
    <p
      style={{ fontSize: `${fitText(text, aspect * FILLED) * 100}cqw` }}
      className="grid size-full place-content-center text-center leading-[1.2] font-semibold whitespace-pre-line"
    >
      {text}
    </p>
  )
}
