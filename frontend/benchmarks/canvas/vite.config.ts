import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const frontend = fileURLToPath(new URL('../..', import.meta.url))

/** The canvas on a page of its own, for benchmarks and for looking at; the shop never has it. */
export default defineConfig({
  root: frontend,
  publicDir: false,
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': `${frontend}/src` } },
  build: {
    assetsInlineLimit: 0,
    outDir: `${frontend}/dist-canvas`,
    rollupOptions: {
      input: ['index', 'square'].map((name) => `${import.meta.dirname}/${name}.html`),
    },
  },
  server: { fs: { allow: [`${frontend}/..`] } },
})
