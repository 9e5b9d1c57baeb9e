import { useId, type KeyboardEvent, type ReactNode } from 'react'

type Tab<Value extends string> = { value: Value; label: ReactNode; isDisabled?: boolean }

type TabsProps<Value extends string> = {
  /** What they choose between. */
  label: string
  tabs: readonly Tab<Value>[]
  value: Value
  onChange: (value: Value) => void
  className?: string
  tabClassName?: string
  /** Their panel, told the attributes that make it one. */
  children: (panel: PanelWiring) => ReactNode
}

type PanelWiring = { id: string; role: 'tabpanel'; 'aria-labelledby': string }

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Tabs over one panel, moved through by arrow keys as the WAI-ARIA practices say. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, tabs, value, onChange, className = '', tabClassName = '', children } = props
  const key = useId()
  const idOf = (tab: string) => `${key}-${tab}`

  function move(event: KeyboardEvent) {
    const offered = tabs.filter(({ isDisabled }) => !isDisabled)
    const at = offered.findIndex((tab) => tab.value === value)
    const target = targetOf(event.key, at, offered.length)
    const next = target === null ? undefined : offered[target]
    if (!next) return
    event.preventDefault()
    onChange(next.value)
    document.getElementById(idOf(next.value))?.focus()
  }

  return (
    <>
      <div role="tablist" aria-label={label} className={className}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            id={idOf(tab.value)}
            type="button"
            role="tab"
            aria-selected={tab.value === value}
            aria-controls={`${key}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            disabled={tab.isDisabled}
            onClick={() => onChange(tab.value)}
            onKeyDown={move}
            className={tabClassName}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {children({ id: `${key}-panel`, role: 'tabpanel', 'aria-labelledby': idOf(value) })}
    </>
  )
}

function targetOf(pressed: string, at: number, count: number): number | null {
  if (pressed === 'Home') return 0
  if (pressed === 'End') return count - 1
  const step = STEPS[pressed]
  return step === undefined ? null : (at + step + count) % count
}
