import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { createTestDatabase, digestOf, type Template, type TestDatabase } from '@qizhi/api/testing/test-database'
import { startApi } from '@qizhi/infra/launcher'

/** The whole product, running for one suite: the compiled API with the built admin, on a database and a port of its own. */
export interface App {
  readonly url: string
  readonly databaseUrl: string
  /** The number of its process. */
  readonly pid: number
  readonly administrator: Account
  stop(): Promise<void>
}

export interface Account {
  readonly username: string
  readonly password: string
}

export interface AppOptions {
  /** Whether it starts with the example bureau; without it, there is an administrator and nothing else. */
  readonly demo?: boolean
  /** The database that it runs on, in place of one of its own. */
  readonly database?: TestDatabase
  readonly env?: Readonly<Record<string, string>>
}

const secretKey = '5e'.repeat(32)

/** Starts the product. What it logs is shown when it does not come up. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  return startOn(options.database ?? (await createTestDatabase(options.demo === true ? bureau : undefined)), options)
}

async function startOn(database: TestDatabase, options: AppOptions): Promise<App> {
  const home = mkdtempSync(join(tmpdir(), 'qizhi-app-'))
  const log = join(home, 'api.log')
  const password = 'Correct-Horse-42'
  const api = startApi(root, {
    env: {
      DATABASE_URL: database.url,
      QIZHI_HOST: '127.0.0.1',
      QIZHI_PORT: '0',
      QIZHI_DATA_DIR: home,
      QIZHI_ADMIN_PASSWORD: password,
      QIZHI_SECRET_KEY: secretKey,
      // one account does in a suite what hundreds do in a day; the limit has tests of its own
      QIZHI_RATE_LIMIT: '0',
      QIZHI_DEMO: options.demo === true ? '1' : '0',
      ...options.env,
    },
    log,
  })
  const app = {
    databaseUrl: database.url,
    pid: api.pid,
    async stop() {
      await api.stop()
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
  try {
    const { url, administrator } = await api.ready
    return { ...app, url, administrator: { username: administrator?.username ?? 'admin', password } }
  } catch (error) {
    const said = readFileSync(log, 'utf8')
    await app.stop()
    throw new Error(`The product did not start:\n${said}`, { cause: error })
  }
}

/** Above this file, whether it is compiled or not. */
const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')

/** The example bureau as the product's first start leaves it. Its days follow today's, and its numbers are encrypted with this module's key. */
const bureau: Template = {
  name: `qizhi_bureau_${digestOf(...['api/migrations', 'api/src/cli/demo', 'infra/demo/bureau'].map((folder) => join(root, folder)))}_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`,
  async fill(url) {
    const app = await startOn({ url, drop: () => Promise.resolve() }, { demo: true })
    await app.stop()
  },
}
