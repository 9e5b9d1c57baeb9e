// What a Chromium trace says of the page's main thread between the marks `drag` and `dropped`.
// Times are the thread's own, so that other work of the machine is not counted.

const LONG_US = 50_000

/**
 * How long the main thread worked for each frame in which something followed the pointer, in ms:
 * from the task that begins the frame to the one that begins the next.
 */
export function framesOf(events) {
  const { tasks, begins, moves } = duringDrag(events)
  const isOf = (ts, task) => ts >= task.ts && ts < task.ts + task.dur
  const starts = tasks.filter((task) => begins.some((ts) => isOf(ts, task)))
  return starts
    .map((task, at) => ({ task, end: starts[at + 1]?.ts ?? Infinity }))
    .filter(({ task }) => moves.some((ts) => isOf(ts, task)))
    .map(({ task, end }) => tasks.filter(({ ts }) => ts >= task.ts && ts < end))
    .map((own) => own.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000)
}

export function longTasksOf(events) {
  return duringDrag(events).tasks.filter(({ tdur = 0 }) => tdur >= LONG_US).length
}

/** 0.5 for the median. */
export function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const number = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
  return Math.round(number * 100) / 100
}

function duringDrag(events) {
  const mark = (name) =>
    events.find((event) => event.name === name && event.cat.includes('user_timing'))
  const [from, to] = [mark('drag'), mark('dropped')]
  const isMain = ({ pid, tid }) => pid === from.pid && tid === from.tid
  const onMain = events
    .filter((event) => isMain(event) && event.ts >= from.ts && event.ts <= to.ts)
    .toSorted((a, b) => a.ts - b.ts)
  const timesOf = (name) => onMain.filter((event) => event.name === name).map(({ ts }) => ts)
  return {
    tasks: onMain.filter(({ name, ph }) => name === 'RunTask' && ph === 'X'),
    begins: timesOf('BeginMainThreadFrame'),
    moves: timesOf('FireAnimationFrame'),
  }
}
