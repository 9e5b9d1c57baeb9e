import { useState, type ReactNode } from 'react'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { useHold } from './use-hold'

/** The same deed in its four ways of being said. */
export type HoldWords = {
  /** On the button: "Hold to pay ₱4,050.00". */
  hold: string
  /** On the button for those who do not hold: "Pay without holding". */
  instead: string
  /** The window's question: "Pay ₱4,050.00 now?", and what else to know before answering. */
  question: string
  detail: string
  /** The answer: "Pay ₱4,050.00". */
  confirm: string
}

type HoldButtonProps = {
  words: HoldWords
  durationMs: number
  isDisabled: boolean
  /** What is happening, in the place of the hint. */
  news: ReactNode
  /** What went wrong, below the button. */
  children: ReactNode
  /** Asked before anything begins; false refuses it. */
  mayStart: () => boolean
  onConfirm: () => void
}

/** A button to hold; and beside it, for everyone who cannot or will not, the same after a question. */
export function HoldButton(props: HoldButtonProps) {
  const { words, durationMs, isDisabled, news, children, mayStart, onConfirm } = props
  const [isAsking, setIsAsking] = useState(false)
  const ask = () => setIsAsking(true)
  const { isHolding, progress, wasTooShort, handlers } = useHold({
    durationMs,
    isDisabled,
    mayStart,
    onHeld: onConfirm,
    onVirtualPress: ask,
  })
  return (
    <div className="grid gap-1">
      <button
        type="button"
        aria-disabled={isDisabled}
        {...handlers}
        className={`${FACE} ${isDisabled ? 'cursor-not-allowed opacity-60' : 'hover:bg-accent-hover'}`}
      >
        <span
          aria-hidden
          style={{ transform: `scaleX(${progress})` }}
          className="absolute inset-0 origin-left bg-positive transition-transform duration-50 ease-linear motion-reduce:hidden"
        />
        <span className="relative">{words.hold}</span>
      </button>
      <output className="block min-h-6 text-center text-sm text-ink-soft">
        {news ?? hint(isHolding, progress, wasTooShort, durationMs)}
      </output>
      {children}
      <Button variant="plain" disabled={isDisabled} onClick={() => mayStart() && ask()}>
        {words.instead}
      </Button>
      <Dialog title={words.question} isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <p>{words.detail}</p>
        <div className="flex flex-wrap gap-3">
          <Button
            onClick={() => {
              setIsAsking(false)
              onConfirm()
            }}
          >
            {words.confirm}
          </Button>
          <Button variant="quiet" onClick={() => setIsAsking(false)}>
            Not yet
          </Button>
        </div>
      </Dialog>
    </div>
  )
}

// A finger that rests here must neither scroll, nor select, nor call a menu.
const FACE =
  'relative min-h-14 w-full touch-none overflow-hidden rounded-full bg-accent px-6 text-lg font-semibold text-on-accent tabular-nums select-none [-webkit-touch-callout:none] *:pointer-events-none'

/** Says in words what the filling button shows; all there is when motion is to be reduced. */
function hint(isHolding: boolean, progress: number, wasTooShort: boolean, durationMs: number) {
  if (isHolding) return progress < 0.5 ? 'Keep holding…' : 'Almost there…'
  if (wasTooShort) return 'That was too short. Hold until the button is full.'
  return `Press and hold for ${durationMs / 1000} seconds.`
}
