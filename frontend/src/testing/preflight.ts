import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DesignDocument } from '@/features/studio/drawing/document'
import type { Finding, PictureFacts } from '@/features/studio/preflight/findings'

interface Golden {
  readonly pictures: Record<string, PictureFacts>
  readonly cases: readonly {
    readonly name: string
    readonly document: DesignDocument
    readonly product_colour: string | null
    readonly findings: Finding[]
  }[]
}

const folder = join(import.meta.dirname, '../../../backend/tests/drawing')

/** Designs with what preflight finds in them, as the server's tests have written it. */
export const golden = JSON.parse(readOfServer('findings.json').toString()) as Golden

export function caseOf(name: string): DesignDocument {
  const found = golden.cases.find((each) => each.name === name)
  if (!found) throw new Error(`No case is named "${name}".`)
  return found.document
}

/** A file of the server's tests of drawing. */
export function readOfServer(name: string): Buffer {
  return readFileSync(join(folder, name))
}
