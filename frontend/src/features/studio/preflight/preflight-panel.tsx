import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { plural } from '@/lib/plural'
import type { Finding, Level } from './findings'
import { FindingItem, type FindingActions } from './finding-item'
import { useSettled } from './use-settled'

type PanelProps = FindingActions & { findings: readonly Finding[] }

/** How long a design stays as it is before somebody who cannot see the list hears of it. */
const QUIET_MS = 1500

const GROUPS: readonly { level: Level; title: string; tone: string; Icon: typeof CircleAlert }[] = [
  { level: 'error', title: 'To put right', tone: 'text-danger', Icon: CircleAlert },
  { level: 'confirm', title: 'To decide', tone: 'text-caution', Icon: CircleHelp },
  { level: 'warning', title: 'Worth a look', tone: 'text-ink-soft', Icon: TriangleAlert },
]

/** What may go wrong in printing, the worst first; each leads to its layer. */
export function PreflightPanel({ findings, ...actions }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  /** A remedy takes its own button away with the finding. */
  const onGone = useCallback(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="preflight" className="grid gap-4">
      <h2 id="preflight" ref={heading} tabIndex={-1} className="text-xl">
        Before it is printed
      </h2>
      {findings.length === 0 && (
        <p className="flex items-center gap-2 text-positive">
          <CircleCheck aria-hidden size={18} className="shrink-0" />
          Nothing stands in the way of a good print.
        </p>
      )}
      {GROUPS.map((group) => (
        <Group
          key={group.level}
          {...actions}
          {...group}
          onGone={onGone}
          findings={findings.filter(({ level }) => level === group.level)}
        />
      ))}
      <Announcement findings={findings} />
    </section>
  )
}

type GroupProps = PanelProps & (typeof GROUPS)[number] & { onGone: () => void }

function Group({ level, title, tone, Icon, findings, onGone, ...actions }: GroupProps) {
  if (findings.length === 0) return null
  return (
    <section aria-labelledby={`preflight-${level}`} className="grid gap-2">
      <h3
        id={`preflight-${level}`}
        className={`flex items-center gap-2 font-sans text-base font-semibold tracking-normal ${tone}`}
      >
        <Icon aria-hidden size={18} className="shrink-0" />
        {title}
      </h3>
      <ul className="grid gap-2">
        {findings.map((finding) => (
          <li key={[finding.placement, finding.layer, finding.code].join(' ')}>
            <FindingItem {...actions} finding={finding} onGone={onGone} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Heard once the design has been left alone for a moment, and only when it is something new. */
function Announcement({ findings }: { findings: readonly Finding[] }) {
  const words = useSettled(inWords(findings), QUIET_MS)
  return <output className="sr-only">{words}</output>
}

function inWords(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing stands in the way of a good print.'
  const counted = GROUPS.flatMap(({ level, title }) => {
    const count = findings.filter((finding) => finding.level === level).length
    return count > 0 ? [`${count} ${title.toLowerCase()}`] : []
  })
  return `Before printing: ${plural(findings.length, 'note')}, ${counted.join(', ')}.`
}
