import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test as watched } from './watched'

const ROOT = join(__dirname, '..', '..')
const { SHOP_DATA_DIR = join(ROOT, 'var'), SANDBOX_URL = 'http://127.0.0.1:8420' } = process.env
const PATIENCE_MS = 60_000
type Settings = Record<string, string>

/** Whatever the shell or `.env` say; as in scripts/shop.py. */
const DEFAULTS: Settings = {
  ...Object.fromEntries(
    ['HOST', 'PUBLIC_URL', 'DATABASE_URL', 'EMAIL_URL', 'CATALOGUE_PUBLIC', 'ADMIN_PATH']
      .concat('STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET')
      .concat('STRIPE_API_BASE', 'STRIPE_JS_URL')
      .map((name) => [name, '']),
  ),
  DEMO: 'True',
  DEBUG: 'False',
  ALLOWED_HOSTS: '127.0.0.1',
  RATE_LIMIT_SCALE: '1000',
}

/** A server process of a journey's own beside the shop's, on the same data: to stop and to start
 * again, perhaps with other settings, while the other journeys go on. */
export class OwnShop {
  private process: ChildProcess | undefined

  private constructor(private readonly port: string) {}

  static async open(): Promise<OwnShop> {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    await once(probe, 'close')
    return new OwnShop(String(port))
  }

  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  async start(settings: Settings = {}) {
    const { port } = this
    const own = { DATA_DIR: SHOP_DATA_DIR, PORT: port, SANDBOX_PORT: new URL(SANDBOX_URL).port }
    const granian = ['-m', 'granian', '--interface', 'wsgi', '--log-level', 'warning']
    this.process = spawn(
      join(ROOT, '.venv', 'bin', 'python'),
      [...granian, '--port', port, '--blocking-threads', '4', 'customkeeps.wsgi:application'],
      {
        cwd: join(ROOT, 'backend'),
        env: { ...process.env, ...DEFAULTS, ...own, ...settings },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    const end = Date.now() + PATIENCE_MS
    while (!(await this.answers())) {
      if (Date.now() > end) throw new Error(`${this.url} does not answer`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Ends it; whoever asks from now on gets no answer. */
  async stop() {
    const ending = this.process
    this.process = undefined
    if (!ending || ending.exitCode !== null) return
    ending.kill('SIGTERM')
    await once(ending, 'exit')
  }

  private async answers(): Promise<boolean> {
    return fetch(`${this.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  }
}

/** Journeys in a shop of their own; its pages are the `page`'s. */
export const test = watched.extend<{ shop: OwnShop }>({
  // Playwright reads what is needed from these braces, also where it is nothing.
  shop: async ({}, use) => {
    const shop = await OwnShop.open()
    await use(shop)
    await shop.stop()
  },
  baseURL: async ({ shop }, use) => use(shop.url),
})
