import type { ComponentProps } from 'react'

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & {
  /** What it does: its name, and a word for whoever points at it. */
  label: string
  /** A key that does the same, shown with the label: "Ctrl+Z". */
  shortcut?: string
  /** For those that stay pressed. */
  isPressed?: boolean
  size?: 'sm' | 'md'
}

const SIZES = { sm: 'size-9', md: 'size-11' }

/** A button that is only a picture, with a name for everybody. */
export function IconButton(props: IconButtonProps) {
  const { label, shortcut, isPressed, size = 'md', className = '', ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      aria-pressed={isPressed}
      className={`grid shrink-0 place-items-center rounded-md text-ink-soft transition-colors duration-150 hover:bg-surface-sunken hover:text-ink disabled:cursor-not-allowed disabled:bg-transparent disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent ${SIZES[size]} ${className}`}
    />
  )
}
