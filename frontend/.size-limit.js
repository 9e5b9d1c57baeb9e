import { existsSync, readFileSync } from 'node:fs'

const MANIFEST = 'dist/.vite/manifest.json'

/** Every script file that the browser fetches for these entries: themselves and what they import. */
function scriptsOf(manifest, entries) {
  const found = new Set()
  const follow = (key) => {
    if (found.has(key)) return
    found.add(key)
    manifest[key].imports?.forEach(follow)
  }
  entries.forEach(follow)
  return [...found].map((key) => `dist/${manifest[key].file}`)
}

if (!existsSync(MANIFEST)) throw new Error('Build the storefront first: npm run build.')
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'))

export default [
  {
    name: 'Script of the home page, before the studio loads (home itself is in the first file)',
    path: scriptsOf(manifest, ['index.html']),
    gzip: true,
    limit: '130 kB',
  },
]
