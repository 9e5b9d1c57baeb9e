import { isWithin, type Point } from '@/features/studio/editing/geometry'
import { toMm, type View } from '@/features/studio/editor/canvas/view'
import { heldBy } from './carry'
import type { Gesture, Keys, Stage, Touch } from './gesture'
import { panning } from './pan'
import { pinching, pinchingView } from './pinch'
import { pressing } from './press'

/** Fingers stray further than mice before they mean to drag. */
const SLOP_PX = { mouse: 3, touch: 8 }
const FINGER_PX = 22
const MIDDLE_BUTTON = 1

/** The stage as it is when a gesture begins, and what is held down besides. */
export type Surroundings = {
  stage: Stage
  fit: View
  isPanning: boolean
  onDone: () => void
}

/**
 * All mice and fingers on the stage, and the one gesture they make. Moves are put together, so
 * that a gesture follows once a frame.
 */
export class Pointers {
  #surroundings: Surroundings | null = null
  readonly #down = new Map<number, Touch>()
  #gesture: Gesture | null = null
  #corner: Point = { x: 0, y: 0 }
  #keys: Keys = { shift: false, free: false }
  #frame: number | null = null

  /** To be told after each render; a gesture goes on with what it began with. */
  attend(surroundings: Surroundings): void {
    this.#surroundings = surroundings
  }

  get isBusy(): boolean {
    return this.#gesture !== null
  }

  press(event: PointerEvent): void {
    if (this.#down.size >= 2 || (this.#down.size === 1 && event.pointerType !== 'touch')) return
    if (!this.#surroundings) return
    const { stage } = this.#surroundings
    const { left, top } = stage.root.getBoundingClientRect()
    this.#corner = { x: left, y: top }
    this.#keys = keysOf(event)
    this.#down.set(event.pointerId, this.#touchOf(event, stage.view))
    this.#gesture =
      this.#down.size === 1
        ? this.#begin(event, this.#surroundings)
        : this.#beginPair(this.#surroundings)
  }

  move(event: PointerEvent): void {
    if (!this.#surroundings || !this.#down.has(event.pointerId)) return
    event.stopPropagation()
    this.#down.set(event.pointerId, this.#touchOf(event, this.#surroundings.stage.view))
    this.#keys = keysOf(event)
    this.#frame ??= requestAnimationFrame(() => this.#follow())
  }

  release(event: PointerEvent): void {
    if (!this.#down.has(event.pointerId)) return
    this.#followNow()
    this.#down.delete(event.pointerId)
    const gesture = this.#gesture
    this.#gesture = null
    gesture?.end()
    this.#surroundings?.onDone()
  }

  /** Gives up what is being done; says whether anything was. */
  cancel(): boolean {
    const gesture = this.#gesture
    this.#stopFrame()
    this.#down.clear()
    this.#gesture = null
    gesture?.cancel()
    return gesture !== null
  }

  #begin(event: PointerEvent, { stage, isPanning }: Surroundings): Gesture | null {
    const [touch] = this.#down.values()
    if (!touch) return null
    if (isPanning || event.button === MIDDLE_BUTTON) return panning(stage, touch)
    if (event.button > 0) return null
    const slop_px = event.pointerType === 'touch' ? SLOP_PX.touch : SLOP_PX.mouse
    return pressing(stage, { touch, keys: this.#keys, handle: handleOf(event), slop_px })
  }

  /** The second finger: on the selection it makes a pinch of that, elsewhere of the view. */
  #beginPair({ stage, fit }: Surroundings): Gesture | null {
    this.#stopFrame()
    this.#gesture?.cancel()
    const [first, second] = this.#down.values()
    if (!first || !second) return null
    const held = heldBy(stage)
    const slack = FINGER_PX / stage.view.scale
    const isOn = held && [first, second].some(({ mm }) => isWithin(held.frame, mm, slack))
    return isOn ? pinching(stage, held, [first, second]) : pinchingView(stage, fit, [first, second])
  }

  #follow(): void {
    this.#frame = null
    this.#gesture?.move([...this.#down.values()], this.#keys)
  }

  /** What has been put off until the next frame. */
  #followNow(): void {
    if (this.#frame === null) return
    this.#stopFrame()
    this.#follow()
  }

  #stopFrame(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
  }

  #touchOf({ clientX, clientY }: PointerEvent, view: View): Touch {
    const px = { x: clientX - this.#corner.x, y: clientY - this.#corner.y }
    return { px, mm: toMm(view, px) }
  }
}

function keysOf({ shiftKey, altKey, ctrlKey }: PointerEvent): Keys {
  return { shift: shiftKey, free: altKey || ctrlKey }
}

function handleOf({ target }: PointerEvent): string | undefined {
  const element = target instanceof Element ? target.closest<SVGElement>('[data-handle]') : null
  return element?.dataset.handle
}
