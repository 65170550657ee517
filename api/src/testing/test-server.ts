import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../app.ts'
import { type Config, readConfig } from '../platform/config/config.ts'
import { poolOf } from '../platform/database/data-source.ts'
import { workOff } from '../platform/jobs/jobs.ts'
import { workOf } from '../platform/module.ts'
import { buildLogger } from '../platform/telemetry/logger.ts'
import { createTestDatabase } from './test-database.ts'

/** The whole API behind its HTTP server, in this process, over a database of its own. */
export interface TestServer {
  readonly app: App
  readonly url: string
  readonly databaseUrl: string
  /** Every line that it logged. */
  readonly log: readonly string[]
  readonly administrator: { readonly username: string; readonly password: string }
  /** A client that keeps its cookies, like a browser. */
  browser(headers?: Readonly<Record<string, string>>): TestBrowser
  /** A browser in which the administrator is signed in. */
  signedIn(): Promise<TestBrowser>
  sql<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Works off the queued jobs that are due. */
  workOff(): Promise<void>
  close(): Promise<void>
}

export interface TestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // an answer has the shape of its query, which the test states

  readonly body: any
}

export interface TestBrowser {
  readonly cookies: Map<string, string>
  request(path: string, init?: RequestInit): Promise<TestAnswer>
  query(query: string, variables?: unknown, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>
  signIn(username: string, password: string): Promise<TestAnswer>
}

/** Starts a server on a free port. */
export async function aTestServer(changes: Partial<Config> = {}): Promise<TestServer> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'qizhi-server-'))
  const log: string[] = []
  const config = { ...readConfig({}), dataDir, databaseUrl: database.url, secretKey: 'ab'.repeat(32), ...changes }
  const app = await createApp({ config, logger: buildLogger('debug', { write: (line) => void log.push(line) }) })
  const administrator = await app.modules.accounts.creation.createFirstAdministrator('Correct-Horse-42')
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  const browser = (headers: Readonly<Record<string, string>> = {}) => browserOf(url, headers)
  return {
    app,
    url,
    databaseUrl: database.url,
    log,
    administrator: administrator!,
    browser,
    signedIn: async () => {
      const own = browser()
      await own.signIn(administrator!.username, administrator!.password)
      return own
    },
    sql: async (text, values = []) => {
      const rows = await app.platform.dataSource.query<never[]>(text, [...values])
      // a write of the product's own makes it forget who was asking; this one went round it
      app.modules.accounts.forgetViewers()
      return rows
    },
    workOff: () => workOff(poolOf(app.platform.dataSource), workOf(Object.values(app.modules)).queued, app.platform.logger),
    close: async () => {
      await app.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function browserOf(url: string, ownHeaders: Readonly<Record<string, string>>): TestBrowser {
  const cookies = new Map<string, string>()
  async function request(path: string, init: RequestInit = {}): Promise<TestAnswer> {
    const headers = new Headers({ ...ownHeaders, ...(init.headers as Record<string, string> | undefined) })
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) keep(line)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: jsonOf(text) }
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') cookies.delete(name)
    else cookies.set(name, value)
  }

  const query: TestBrowser['query'] = (text, variables, headers = {}) =>
    request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: text, variables }),
    })

  return {
    cookies,
    request,
    query,
    signIn: (username, password) =>
      query('mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id username } userErrors { code message } } }', {
        input: { username, password },
      }),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
