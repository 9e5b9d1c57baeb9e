const COLUMNS =
  'min-[760px]:grid-cols-2 desktop:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)] gap-x-8 desktop:gap-x-16'

/** One column on a phone; from tablets on the product stays in view beside the choices. */
export const STUDIO_GRID = `grid gap-y-4 min-[760px]:grid-rows-[auto_auto_1fr] ${COLUMNS}`

export const STUDIO_AREAS = {
  head: 'flex flex-wrap items-baseline justify-between gap-x-4 min-[760px]:col-start-2 min-[760px]:block',
  preview:
    'grid content-start gap-3 self-start min-[760px]:sticky min-[760px]:top-20 min-[760px]:col-start-1 min-[760px]:row-span-3 min-[760px]:row-start-1',
  // Plain text, so on a phone it may stand last without moving the focus out of order.
  about:
    'order-last text-ink-soft min-[760px]:order-none min-[760px]:col-start-2 min-[760px]:row-start-2',
  form: 'grid content-start gap-6 pt-2 min-[760px]:col-start-2 min-[760px]:row-start-3',
}

/** A bar under the choices that stays at the window's foot while the page is longer than it. */
export const STUDIO_BAR = {
  frame: `pointer-events-none sticky bottom-0 z-10 -mx-4 grid min-[760px]:mx-0 ${COLUMNS}`,
  content:
    'pointer-events-auto bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-[0_-1px_0_var(--line)] min-[760px]:col-start-2 min-[760px]:px-0',
}
