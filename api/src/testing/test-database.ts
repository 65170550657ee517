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

/** What a suite's database is a copy of: made once on each server, by whoever needs it first. */
export interface Template {
  /** Tells its contents: other contents, another name, also on a server that lives on between runs. */
  readonly name: string
  /** Whether it is so large that its files are better copied than written anew. */
  readonly large?: boolean
  /** Fills an empty database. */
  fill(url: string): Promise<void>
}

/** All migrations and nothing else. */
const migrated: Template = {
  name: `qizhi_template_${digestOf(join(import.meta.dirname, '../../migrations'))}`,
  fill: async (url) => void (await migrate(url, migrations)),
}

/**
 * Makes a database for a suite by copying a template, the migrated one unless another is given, which takes a fraction of a second. Call it
 * in `beforeAll`, and `drop()` in `afterAll` after closing what uses it.
 */
export async function createTestDatabase(template: Template = migrated): Promise<TestDatabase> {
  const source = prepared.get(template.name) ?? prepare(template)
  prepared.set(template.name, source)
  await source
  const name = `qizhi_test_${randomBytes(8).toString('hex')}`
  await onServer((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template.name}${template.large === true ? ' STRATEGY file_copy' : ''}`),
  )
  return {
    url: addressOf(name),
    drop: () => onServer((client) => dropped(client, name)),
  }
}

/** The server cleans large databases up by itself, and only its owner may break that off: whoever drops one waits until it is done. */
async function dropped(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      return
    } catch (error) {
      const isBeingCleaned = error instanceof pg.DatabaseError && error.code === '42501'
      if (!isBeingCleaned || attempt === mostAttempts) throw error
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}

/** One a second. */
const mostAttempts = 120

/**
 * The template itself, made by whoever needs it first, for what is too large to be copied: whatever is written stays there for all others on
 * that server.
 */
export async function sharedDatabase(template: Template): Promise<TestDatabase> {
  await prepare(template)
  return { url: addressOf(template.name), drop: () => Promise.resolve() }
}

/** What this process has made or found; the server keeps it for the others. */
const prepared = new Map<string, Promise<void>>()

async function prepare(template: Template): Promise<void> {
  const { name } = template
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock])
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 1) return
    const draft = `${name}_draft`
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`)
    await template.fill(addressOf(draft))
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
  })
}

const templateLock = 0x74656d706c

/** A digest of the files of some folders, for a template's name. */
export function digestOf(...folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.endsWith('.map'),
    )
    for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) hash.update(readFileSync(path))
  }
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
