import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { precompress } from './scripts/precompress.ts'

const PLAIN_ROOMS = 'src/features/studio/{drawing,editing}/**/*.test.ts'
const shop = process.env.SHOP_URL ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The shop puts the nonce of each answer in its place: backend/customkeeps/storefront/views.py.
  html: { cspNonce: 'NONCE-OF-THIS-ANSWER' },
  build: {
    manifest: true,
    // Inlined assets would be data: URLs, which the shop's content security policy refuses for fonts.
    assetsInlineLimit: 0,
    // Its helper is only for browsers that lack modulepreload; none of those runs React 19.
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/media', '/admin', '/static'].map((path) => [path, shop])),
  },
  test: {
    css: false,
    testTimeout: 20_000,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: [PLAIN_ROOMS],
          setupFiles: ['src/testing/setup.ts'],
        },
      },
      // They know no browser, and a page for each of their many small files would take minutes.
      { extends: true, test: { name: 'plain rooms', environment: 'node', include: [PLAIN_ROOMS] } },
    ],
  },
})
