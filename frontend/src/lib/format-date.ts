const TIME_ZONE = 'Asia/Manila'

const day = new Intl.DateTimeFormat('en-PH', { dateStyle: 'long', timeZone: TIME_ZONE })
const dayAndTime = new Intl.DateTimeFormat('en-PH', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: TIME_ZONE,
})
const plainDay = new Intl.DateTimeFormat('en-PH', { dateStyle: 'long', timeZone: 'UTC' })

/**
 * An ISO 8601 time, or a plain `YYYY-MM-DD`, as a day in the shop's time zone:
 * "November 23, 2026".
 */
export function formatDay(iso: string): string {
  return (iso.includes('T') ? day : plainDay).format(new Date(iso))
}

/** An ISO 8601 time as day and time in the shop's time zone. */
export function formatDayAndTime(iso: string): string {
  return dayAndTime.format(new Date(iso))
}
