import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Which rooms of the house a folder may not reach into; see docs/architecture.md. */
function boundary(files, forbidden) {
  const patterns = forbidden.map(([group, message]) => ({ group: [group].flat(), message }))
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

const ownFolder = ['../**', 'Import from your own folder with ./ and from other rooms with @/.']
const ownFeature = 'Features never import each other; compose them in a route.'
const noApp = ['@/app/**', 'Features do not know the app around them.']
const noReact = [
  'react',
  'react-*',
  'react/**',
  '@tanstack/**',
  'lucide-react',
  '@/ui/**',
  '@/api/**',
]

/** A room of the studio that is plain TypeScript, and the other rooms of it that it may know. */
function plainStudio(room, ...known) {
  const others = known.flatMap((name) => [`!@/features/studio/${name}`])
  return boundary(
    [`src/features/studio/${room}/**`],
    [
      [['@/features/*', '!@/features/studio', '@/features/studio/*', ...others], ownFeature],
      [noReact, 'What a design is and how it is changed knows no screen.'],
      noApp,
      ownFolder,
    ],
  )
}

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-canvas',
      'src/api/schema.ts',
      'src/features/studio/drawing/schema-validator.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs['recommended-latest'].rules,
      'max-lines': ['error', 300],
      // A promise-returning onClick or onSubmit is how React handlers are written; its errors surface in queries.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      // Numbers in template strings are safe and readable: `${count} items`.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  boundary(['src/features/**'], [['@/features/**', ownFeature], noApp, ownFolder]),
  // The studio is large enough for rooms of its own; they name each other from the root.
  boundary(
    ['src/features/studio/**'],
    [[['@/features/*', '!@/features/studio'], ownFeature], noApp, ownFolder],
  ),
  plainStudio('drawing', 'drawing'),
  plainStudio('editing', 'drawing', 'editing'),
  boundary(
    ['src/ui/**'],
    [
      [['@/api/**', '@tanstack/**', 'openapi-*'], 'Parts of the design system fetch nothing.'],
      [['@/features/**', '@/app/**'], 'Parts of the design system know no shop.'],
      ownFolder,
    ],
  ),
  boundary(
    ['src/api/**'],
    [[['@/features/**', '@/app/**', '@/ui/**'], 'The API client knows no screens.'], ownFolder],
  ),
  boundary(
    ['src/lib/**'],
    [
      [['react', 'react-*', 'react/**', '@tanstack/**'], 'lib is plain TypeScript without React.'],
      [['@/api/**', '@/ui/**', '@/features/**', '@/app/**'], 'lib imports nothing of the shop.'],
      ownFolder,
    ],
  ),
  {
    // Tests render whole screens, so they may reach into every room; the other rules stay.
    files: ['src/**/*.test.{ts,tsx}', 'src/testing/**'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
