import { useCallback, useId } from 'react'
import { Button } from '@/ui/button'
import { Checkbox } from '@/ui/checkbox'
import type { Finding } from './findings'
import { keyOf } from './insistence'
import type { Remedy } from './remedies'

export type FindingActions = {
  /** What the layer is called; "" for what is about a whole placement. */
  nameOf: (finding: Finding) => string
  remediesOf: (finding: Finding) => readonly Remedy[]
  /** Keys of what the shopper wants printed all the same. */
  insisted: ReadonlySet<string>
  onSelect: (finding: Finding) => void
  onFix: (finding: Finding, remedy: Remedy) => void
  onInsist: (finding: Finding, insists: boolean) => void
}

type ItemProps = FindingActions & {
  finding: Finding
  /** Called when it goes away with the focus in it. */
  onGone: () => void
}

/** One finding: a button to its layer, what puts it right, and the shopper's answer. */
export function FindingItem({ finding, onGone, ...actions }: ItemProps) {
  const said = useId()
  const name = actions.nameOf(finding)
  const remedies = actions.remediesOf(finding)
  return (
    <div
      ref={useFocusKept(onGone)}
      className="grid gap-2 rounded-md border border-line bg-surface-raised p-3"
    >
      <Said {...finding} id={said} name={name} onSelect={() => actions.onSelect(finding)} />
      {remedies.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {remedies.map((remedy) => (
            <Button
              key={remedy.label}
              variant="quiet"
              size="sm"
              aria-describedby={said}
              onClick={() => actions.onFix(finding, remedy)}
            >
              {remedy.label}
            </Button>
          ))}
        </div>
      )}
      {finding.level === 'confirm' && (
        <Checkbox
          isSelected={actions.insisted.has(keyOf(finding))}
          onChange={(insists) => actions.onInsist(finding, insists)}
        >
          <span>
            Print it anyway
            <span className="sr-only">
              {name && `, ${name}`}: {finding.sentence}
            </span>
          </span>
        </Checkbox>
      )}
    </div>
  )
}

type SaidProps = Pick<Finding, 'layer' | 'sentence'> & {
  id: string
  name: string
  onSelect: () => void
}

function Said({ id, layer, name, sentence, onSelect }: SaidProps) {
  if (layer === null) return <p id={id}>{sentence}</p>
  return (
    <button
      type="button"
      onClick={onSelect}
      className="group grid min-h-11 content-center gap-0.5 rounded-sm text-left"
    >
      {name && (
        <span className="font-semibold underline-offset-4 group-hover:underline">{name}</span>
      )}
      <span id={id} className="text-ink-soft">
        {sentence}
      </span>
    </button>
  )
}

/** `onGone` has to be the same function throughout. */
function useFocusKept(onGone: () => void) {
  return useCallback(
    (item: HTMLElement | null) => () => {
      if (item?.contains(document.activeElement)) onGone()
    },
    [onGone],
  )
}
