import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrations } from '../../migrations/index.ts'
import { migrate } from '../platform/database/migrate.ts'

/** A database of one suite's own, with all migrations applied and nothing in it. */
export interface TestDatabase {
  readonly url: string
  /** Removes it; connections that are still open are cut. */
  drop(): Promise<void>
}

/**
 * Makes a database for a suite by copying the migrated template, which takes some thirty milliseconds. Call it in `beforeAll`, and `drop()`
 * in `afterAll` after closing what uses it.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  template ??= prepareTemplate()
  const source = await template
  const name = `qizhi_test_${randomBytes(8).toString('hex')}`
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`))
  return {
    url: addressOf(name),
    drop: () => onServer(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  }
}

/** One for each process; the server keeps it for the others. */
let template: Promise<string> | undefined

/** Named by the migrations' contents: a changed migration makes a new template, also on a server that lives on between runs. */
async function prepareTemplate(): Promise<string> {
  const name = `qizhi_template_${migrationsDigest()}`
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock])
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 1) return
    const draft = `${name}_draft`
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`)
    await migrate(addressOf(draft), migrations)
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
  })
  return name
}

const templateLock = 0x74656d706c

function migrationsDigest(): string {
  const directory = join(import.meta.dirname, '../../migrations')
  const hash = createHash('sha256')
  for (const file of readdirSync(directory).sort()) if (/\.(ts|sql)$/.test(file)) hash.update(readFileSync(join(directory, file)))
  return hash.digest('hex').slice(0, 16)
}

function addressOf(database: string): string {
  const url = new URL(serverUrl())
  url.pathname = `/${database}`
  return url.href
}

function serverUrl(): string {
  const url = process.env.QIZHI_TEST_DATABASE_URL
  if (url === undefined) throw new Error('No database server: run the tests with the Jest configuration of their package.')
  return url
}

async function onServer<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
