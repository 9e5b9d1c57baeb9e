import type { CSSProperties } from 'react'
import { fitText } from '@/lib/fit-text'
import { quadTransform, type Point } from '@/lib/quad-transform'
import { readableOn } from '@/lib/readable-on'

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
const WHITE = '#ffffff'

/** A picture of a thing with somebody's picture and words on it, in the thing's perspective. */
export function PrintedPicture(props: PrintedPictureProps) {
  const { ground, groundHex, overlay, text = '', alt, detail = 'thumb', className = '' } = props
  const { width_px, height_px, print_quad, print_part } = ground ?? FLAT
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
          loading="lazy"
          decoding="async"
          className="absolute inset-0 size-full"
        />
      )}
      <Print
        quad={print_quad}
        part={print_part}
        aspect={height_px / width_px}
        overlay={overlay}
        alt={ground ? '' : alt}
        text={text.trim()}
        ink={readableOn(groundHex ?? WHITE)}
      />
    </div>
  )
}

type PrintProps = {
  quad: number[][] | null
  part: number[]
  aspect: number
  overlay: string | null
  alt: string
  text: string
  ink: string
}

/**
 * What is printed, laid over the quad: the picture above the words, each as large as fits. Where
 * the print goes round the thing, the picture fills all of it and only its visible part is seen;
 * the words stand in that part, where they can be read.
 */
function Print({ quad, part, aspect, overlay, alt, text, ink }: PrintProps) {
  const laid = quadTransform((quad as Point[] | null) ?? WHOLE, aspect)
  if (!laid) return null
  const textShare = text && (overlay ? 0.25 : 1)
  const box: CSSProperties = {
    width: `${laid.width * 100}%`,
    height: `${(laid.height / aspect) * 100}%`,
    transform: laid.transform,
  }
  return (
    <div
      style={box}
      className="absolute top-0 left-0 flex origin-top-left flex-col overflow-hidden"
    >
      {overlay && (
        <div className="relative min-h-0 flex-1">
          <img
            src={overlay}
            alt={alt}
            loading="lazy"
            decoding="async"
            style={wholeArea(part)}
            className="absolute max-w-none object-contain"
          />
        </div>
      )}
      {textShare && (
        <div
          aria-hidden
          style={{ height: `${textShare * 100}%` }}
          className="@container-size shrink-0"
        >
          <Words text={text} aspect={(laid.height * textShare) / laid.width} ink={ink} />
        </div>
      )}
    </div>
  )
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

function Words({ text, aspect, ink }: { text: string; aspect: number; ink: string }) {
  return (
    <p
      style={{ color: ink, fontSize: `${fitText(text, aspect) * 100}cqw` }}
      className="grid size-full place-content-center text-center leading-[1.2] font-semibold whitespace-pre-line"
    >
      {text}
    </p>
  )
}
