import { rounded, textOf } from './numbers'
import type { Command, Path } from './scene'

/* Paths as SVG's attribute `d` has them: absolute commands M, L, Q, C and Z. */

const COMMAND = /([MLQCZ])([^MLQCZ]*)/g
const NUMBER = /-?\d*\.?\d+/g

// Letters come again and again; each is written once.
const written = new WeakMap<Path, string>()

/** The commands of `d`; every one is written with its letter. */
export function readPath(data: string): Path {
  return Array.from(data.matchAll(COMMAND), ([, name, numbers]) => {
    const read = (numbers ?? '').match(NUMBER) ?? []
    return [name as Command[0], ...read.map((number) => rounded(Number(number)))]
  })
}

/** `M1 2L3 4Z`. */
export function pathData(path: Path): string {
  let data = written.get(path)
  if (data === undefined) {
    data = path.map(commandData).join('')
    written.set(path, data)
  }
  return data
}

function commandData([name, ...numbers]: Command): string {
  return name + numbers.map((number) => textOf(number)).join(' ')
}
