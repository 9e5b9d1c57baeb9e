import { defineConfig } from '@playwright/test'

/** What `python -m scripts.journeys` tells: a shop that is open, its sandbox and the browser. */
const { SHOP_URL = 'http://127.0.0.1:8000', CHROMIUM = '/usr/bin/chromium' } = process.env

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  // A journey has a shopper of its own, so several may be under way.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: SHOP_URL,
    viewport: { width: 1280, height: 900 },
    locale: 'en-PH',
    timezoneId: 'Asia/Manila',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
