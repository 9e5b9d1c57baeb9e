import type { TextLayer } from './document'

/*
 * Words on a curve: circles around one middle, and the few angles that they need; the same as the
 * server's `drawing/curve.py`. No language's own sine is used, as they differ in the last digit.
 */

const PI = 3.141592653589793
/** Less is straight: circles of many metres lose the accuracy that letters need. */
const LEAST_CURVE_DEG = 1

export function isCurved({ curve_deg }: TextLayer): boolean {
  return Math.abs(curve_deg) >= LEAST_CURVE_DEG
}

/** To the accuracy of a double. */
export function cosDeg(degrees: number): number {
  let turn = Math.abs(degrees)
  turn -= Math.floor(turn / 360) * 360
  if (turn > 180) turn = 360 - turn
  return turn > 90 ? -cosTo90(180 - turn) : cosTo90(turn)
}

export function sinDeg(degrees: number): number {
  return cosDeg(degrees - 90)
}

/** The circles of a block of curved words. */
export class Arc {
  readonly #pitch: number
  /** What no line's radius goes below. */
  readonly #smallest: number
  /** 1 arches, -1 smiles. */
  readonly sign: 1 | -1
  /** The first baseline's. */
  readonly radius: number
  /** Half of what the widest line spans on the first baseline. */
  readonly halfDeg: number

  /** Lengths in mm; `width` is the widest line's, which spans `curveDeg`. */
  constructor(width: number, curveDeg: number, size: number, pitch: number) {
    this.#pitch = pitch
    this.#smallest = size / 2
    this.sign = curveDeg > 0 ? 1 : -1
    this.radius = Math.max(this.#smallest, width / ((Math.abs(curveDeg) * PI) / 180))
    this.halfDeg = ((width / 2 / this.radius) * 180) / PI
  }

  /** Lines of an arch come nearer to the middle, those of a smile go away from it. */
  radiusOf(line: number): number {
    return Math.max(this.#smallest, this.radius - this.sign * line * this.#pitch)
  }

  /** The clockwise turn that goes so far along this line's circle. */
  turnedDeg(length: number, line: number): number {
    return (((this.sign * length) / this.radiusOf(line)) * 180) / PI
  }

  /** How far the ends of the widest line are from its middle, from top to bottom. */
  get sagitta(): number {
    return this.radius * (1 - cosDeg(this.halfDeg))
  }
}

/** The cosine's series, from its smallest term: cos x = 1 - x²/2 (1 - x²/12 (1 - …)). */
function cosTo90(degrees: number): number {
  const square = ((degrees * PI) / 180) * ((degrees * PI) / 180)
  let total = 1
  for (let n = 22; n > 0; n -= 2) total = 1 - (square / (n * (n - 1))) * total
  return total
}
