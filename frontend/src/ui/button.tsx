import type { ComponentProps } from 'react'
import { Link } from 'react-router'

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-full font-semibold no-underline transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-60'

const VARIANTS = {
  accent: 'bg-accent text-on-accent hover:bg-accent-hover',
  quiet: 'bg-surface-sunken text-ink hover:bg-line',
  plain: 'text-accent underline-offset-4 hover:underline',
  danger: 'bg-danger-soft text-danger hover:underline',
}

const SIZES = { sm: 'min-h-9 px-4 text-sm', md: 'min-h-11 px-5', lg: 'min-h-13 px-7 text-lg' }

type Look = {
  /** `accent` is for the one thing to do next. */
  variant?: keyof typeof VARIANTS
  size?: keyof typeof SIZES
  wide?: boolean
  className?: string
}

function look({ variant = 'accent', size = 'md', wide = false, className = '' }: Look): string {
  return `${BASE} ${VARIANTS[variant]} ${SIZES[size]} ${wide ? 'w-full' : ''} ${className}`
}

type ButtonProps = ComponentProps<'button'> & Look & { pending?: boolean; pendingLabel?: string }

/**
 * A button that says what happens. While `pending` it keeps its focus but takes no second press;
 * `pendingLabel` ("Saving…") then stands in its place.
 */
export function Button(props: ButtonProps) {
  const { variant, size, wide, pending = false, pendingLabel, className, children, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
      className={look({ variant, size, wide, className })}
    >
      {pending ? (pendingLabel ?? children) : children}
    </button>
  )
}

type LinkButtonProps = ComponentProps<typeof Link> & Look

/** A link to another screen that looks like a button. */
export function LinkButton({ variant, size, wide, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={look({ variant, size, wide, className })} />
}

/** A link within a sentence. */
export function TextLink(props: ComponentProps<typeof Link>) {
  return <Link {...props} className="text-accent underline underline-offset-4" />
}
