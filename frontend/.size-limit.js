import { existsSync, readFileSync } from 'node:fs'

const MANIFEST = 'dist/.vite/manifest.json'

if (!existsSync(MANIFEST)) throw new Error('Build the storefront first: npm run build.')
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'))

const atOnce = ({ imports = [] }) => imports
const everything = ({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports]

/** The manifest's keys of all scripts that begin with this one, without what is known already. */
function reachedFrom(entry, nextOf, known = new Set()) {
  const found = new Set()
  const follow = (key) => {
    if (found.has(key) || known.has(key)) return
    found.add(key)
    nextOf(manifest[key]).forEach(follow)
  }
  follow(entry)
  return found
}

const filesOf = (keys) => [...keys].map((key) => `dist/${manifest[key].file}`)
const isHarfBuzz = (key) => key.includes('harfbuzz') || key.includes('vite-browser-external')

const STUDIO = 'src/app/routes/customize.tsx'
const home = reachedFrom('index.html', atOnce)
const others = manifest['index.html'].dynamicImports.filter((route) => route !== STUDIO)
const elsewhere = new Set(others.flatMap((route) => [...reachedFrom(route, everything, home)]))
const studio = reachedFrom(STUDIO, everything, new Set([...elsewhere, ...home]))

export default [
  {
    name: 'Script of the home page, before the studio loads (home itself is in the first file)',
    path: filesOf(home),
    gzip: true,
    limit: '130 kB',
  },
  {
    name: 'Script that only the studio has, with all it may load later but HarfBuzz',
    path: filesOf([...studio].filter((key) => !isHarfBuzz(key))),
    gzip: true,
    limit: '60 kB',
  },
]
