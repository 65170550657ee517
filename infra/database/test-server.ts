import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { runningPostmaster, stopPostmaster } from './postmaster.ts'
import { startServer } from './server.ts'

/** A server for one run of tests; unless its directory is named, it vanishes with all its databases. */
export interface TestServer {
  /** The address of its database `postgres`, as a role that may create databases and roles. */
  readonly url: string
  stop(): Promise<void>
}

export interface TestServerOptions {
  /** Whether it keeps what it commits, as one in use does; otherwise it forgets everything when the machine stops, and is the faster for it. */
  readonly durable?: boolean
  /** Where it keeps its data for another run; a temporary directory by default. */
  readonly directory?: string
}

/** Starts a server in a temporary directory, or in the one that is named. */
export async function startTestServer({ durable = false, directory: kept }: TestServerOptions = {}): Promise<TestServer> {
  await removeLeftOvers()
  const directory = kept ?? mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  mkdirSync(directory, { recursive: true })
  const server = await startServer(join(directory, 'postgres'), { durable, settings: { max_connections: '200' } })
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  const { rowCount } = await client.query(`SELECT FROM pg_roles WHERE rolname = 'qizhi'`)
  if (rowCount === 0) await client.query('CREATE ROLE qizhi LOGIN CREATEDB CREATEROLE')
  await client.end()
  return {
    url: server.url('postgres', 'qizhi'),
    async stop() {
      await server.stop()
      if (kept === undefined) rmSync(directory, { recursive: true, force: true })
    },
  }
}

const prefix = 'qizhi-test-'

/** A run that was killed could not stop its server. */
async function removeLeftOvers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    if (isAlive(Number(name.slice(prefix.length).split('-')[0]))) continue
    const directory = join(tmpdir(), name)
    const data = join(directory, 'postgres')
    const postmaster = runningPostmaster(data)
    if (postmaster !== undefined) await stopPostmaster(data, postmaster.pid)
    rmSync(directory, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
