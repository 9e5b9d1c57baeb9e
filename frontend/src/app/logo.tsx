/** Our mark: a keepsake's tag, cut from ink. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5 font-display text-2xl font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden className="size-8">
        <path d="M7 3h18a3 3 0 0 1 3 3v23l-12-6-12 6V6a3 3 0 0 1 3-3z" className="fill-accent" />
        <path
          d="M20.5 9.6a6 6 0 1 0 0 6.8"
          className="fill-transparent stroke-on-accent"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </svg>
      CustomKeeps
    </span>
  )
}
