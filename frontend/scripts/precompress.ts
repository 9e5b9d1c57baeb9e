import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

type Written = Rolldown.OutputAsset | Rolldown.OutputChunk

const COMPRESSIBLE = /\.(js|css|svg|wasm)$/
/** Below this a compressed file saves less than it costs to look for. */
const MIN_BYTES = 1024

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Writes `.br` and `.gz` beside each file that is not packed already; the shop's server sends those as they are. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = 'dist' }, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => COMPRESSIBLE.test(fileName))
      await Promise.all(files.map((written) => writeCompressed(dir, written)))
    },
  }
}

async function writeCompressed(dir: string, written: Written) {
  const content = Buffer.from(written.type === 'chunk' ? written.code : written.source)
  if (content.length < MIN_BYTES) return
  const path = join(dir, written.fileName)
  await writeFile(`${path}.br`, await brotli(content))
  await writeFile(`${path}.gz`, await zip(content, { level: 9 }))
}
