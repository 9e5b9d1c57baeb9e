import { Check } from 'lucide-react'
import type { Order } from '@/api/types'
import { formatDayAndTime } from '@/lib/format-date'
import { STATUS_NAMES, stepsOf, type Step } from './status'

/** The steps an order has taken, when, and those to come: down on phones, across on wide windows. */
export function OrderTimeline({ order }: { order: Order }) {
  const steps = stepsOf(order)
  return (
    <ol className="grid tablet:auto-cols-fr tablet:grid-flow-col">
      {steps.map((step, place) => (
        <TimelineStep key={step.status} step={step} next={steps[place + 1]} />
      ))}
    </ol>
  )
}

const LINE =
  'absolute top-7 bottom-0 left-3 w-0.5 -translate-x-1/2 tablet:top-3 tablet:right-0 tablet:bottom-auto tablet:left-7 tablet:h-0.5 tablet:w-auto tablet:translate-x-0 tablet:-translate-y-1/2'

function TimelineStep({ step, next }: { step: Step; next: Step | undefined }) {
  return (
    <li
      aria-current={step.isCurrent ? 'step' : undefined}
      className="relative grid grid-cols-[1.5rem_1fr] content-start gap-x-4 gap-y-2 pb-6 last:pb-0 tablet:grid-cols-1 tablet:pr-3 tablet:pb-0"
    >
      <Mark isDone={step.isDone} />
      {next && <span aria-hidden className={`${LINE} ${next.isDone ? 'bg-accent' : 'bg-line'}`} />}
      <div>
        <p className={step.isCurrent ? 'font-semibold' : step.isDone ? '' : 'text-ink-soft'}>
          {STATUS_NAMES[step.status]}
          {!step.isDone && <span className="sr-only">, still to come</span>}
        </p>
        {step.at && (
          <time dateTime={step.at} className="text-sm text-ink-soft">
            {formatDayAndTime(step.at)}
          </time>
        )}
      </div>
    </li>
  )
}

function Mark({ isDone }: { isDone: boolean }) {
  if (!isDone) return <span aria-hidden className="size-6 rounded-full border-2 border-line" />
  return (
    <span
      aria-hidden
      className="grid size-6 place-items-center rounded-full bg-accent text-on-accent print:[print-color-adjust:exact]"
    >
      <Check size={16} strokeWidth={3} />
    </span>
  )
}
