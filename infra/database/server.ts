import type { ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { neutralLocale, prepareDataDirectory } from './data-directory.ts'
import { moveLargeFileAside } from './log-file.ts'
import { forgetDeadPostmaster, runningPostmaster, stopPostmaster } from './postmaster.ts'
import { Problem } from './problem.ts'
import { type Account, accountFor, give, spawnAs } from './unprivileged.ts'

/** A running server; it listens on a socket that only this account (and root) can reach. */
export interface DatabaseServer {
  /** The connection address of one of its databases. */
  url(database: string, user?: string): string
  /** Ends when the server does, whoever stopped it. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Settings beyond the product's own, such as those that only tests may use. */
  readonly settings?: Readonly<Record<string, string>>
  /** False for data that nobody will miss when the machine stops: faster. */
  readonly durable?: boolean
}

/**
 * Starts the server of a data directory, which is made where it does not exist yet. A server that a killed program left behind is
 * stopped first; one that is in use is left alone, and the start refused.
 */
export async function startServer(path: string, options: ServerOptions = {}): Promise<DatabaseServer> {
  const binaries = await findBinaries()
  const account = accountFor(path)
  const directory = await prepareDataDirectory(path, binaries, account, options.durable ?? true)
  const sockets = socketDirectory(directory, account)

  const deadline = Date.now() + patience
  for (;;) {
    await takeOver(directory, deadline)
    const settings = { ...ownSettings, ...(options.durable === false ? forgetfulSettings : {}), ...options.settings }
    const launch = launchServer(binaries.postgres, directory, sockets, account, settings)
    const lock = await whenReady(launch, directory, sockets)
    if (lock !== undefined) return serverOf(launch.child, directory, sockets, lock)
    // of two programs that start at once one stops the other's server; and processes of a killed server need a moment to end
    const passing = launch.child.exitCode === 0 || /lock file|shared memory/.test(launch.log())
    if (Date.now() > deadline || !passing) {
      throw new Problem(
        `数据库未能启动：\n${launch.log()}`,
        `The database did not start (see above; the whole log is ${logOf(directory)}).`,
      )
    }
    await pause(200)
  }
}

/** The connection address of a server that another program keeps running on the data directory. */
export function runningServerUrl(path: string, database: string, user = database): string | undefined {
  const postmaster = runningPostmaster(path)
  return postmaster?.ready === true ? socketUrl(postmaster.socketDirectory, database, user) : undefined
}

const patience = 30_000

/** Whoever holds this session lock in the database `postgres` owns the server; the lock goes with its holder, however that ends. */
const ownership = 0x71697a6869

interface Launch {
  readonly child: ChildProcess
  log(): string
}

function launchServer(
  program: string,
  directory: string,
  sockets: string,
  account: Account | undefined,
  settings: Readonly<Record<string, string>>,
): Launch {
  const all = { ...settings, unix_socket_directories: sockets }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // into a file: a log that goes to this program would end with it
  const log = openSync(moveLargeFileAside(logOf(directory)), 'a', 0o600)
  const begin = fstatSync(log).size
  const child = spawnAs(account, program, ['-D', directory, ...flags], {
    stdio: ['ignore', log, log],
    env: neutralLocale(),
    // in a group of its own: Ctrl-C reaches the launcher, which lets the API finish before it stops the server
    detached: true,
    touches: directory,
  })
  closeSync(log)
  return { child, log: () => readFileSync(logOf(directory)).subarray(begin).toString('utf8').trim() }
}

const ownSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  // compiling statements takes longer than those of this product run
  jit: 'off',
}

const forgetfulSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }

/** Waits until the server answers; undefined when it ended instead. */
async function whenReady(launch: Launch, directory: string, sockets: string): Promise<pg.Client | undefined> {
  const failed = new Promise<'failed'>((resolve, reject) => {
    launch.child.once('error', reject)
    launch.child.once('exit', () => resolve('failed'))
  })
  for (;;) {
    if ((await Promise.race([failed, pause(15)])) === 'failed') return undefined
    const postmaster = runningPostmaster(directory)
    if (postmaster?.pid !== launch.child.pid || !postmaster?.ready) continue
    const owner = await own(sockets)
    if (owner instanceof pg.Client) return owner
  }
}

/** Stops what a killed program left on the directory, unless somebody still owns it. */
async function takeOver(directory: string, deadline: number): Promise<void> {
  for (;;) {
    const left = runningPostmaster(directory)
    if (left === undefined) return forgetDeadPostmaster(directory)
    const owner = left.ready ? await own(left.socketDirectory) : 'unreachable'
    if (owner === 'owned by another') throw inUse(directory)
    // its owner is gone
    if (owner instanceof pg.Client) return stopPostmaster(directory, left.pid)
    if (Date.now() > deadline) throw inUse(directory)
    await pause(50)
  }
}

function inUse(directory: string): Problem {
  return new Problem(
    `数据目录 ${directory} 正在被另一个 Qizhi 进程使用。请先停止它，或用 QIZHI_DATA_DIR 另指定目录。`,
    `The data directory ${directory} is in use by another Qizhi process. Stop that one first, or name another directory in QIZHI_DATA_DIR.`,
  )
}

/** Takes the ownership of a running server. One that starts or stops just now cannot be reached. */
async function own(sockets: string): Promise<pg.Client | 'owned by another' | 'unreachable'> {
  const client = new pg.Client({ connectionString: socketUrl(sockets, 'postgres', 'postgres'), application_name: 'qizhi-owner' })
  // the server may be stopped while this connection is idle
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ owned: boolean }>('SELECT pg_try_advisory_lock($1) AS owned', [ownership])
    if (rows[0]?.owned === true) return client
    await client.end()
    return 'owned by another'
  } catch {
    return 'unreachable'
  }
}

function serverOf(child: ChildProcess, directory: string, sockets: string, owner: pg.Client): DatabaseServer {
  const ended = new Promise<void>((resolve) => (child.exitCode !== null ? resolve() : child.once('exit', () => resolve())))
  return {
    url: (database, user = database) => socketUrl(sockets, database, user),
    ended,
    async stop() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await stopPostmaster(directory, child.pid)
      await Promise.all([ended, owner.end().catch(() => undefined)])
      if (sockets !== directory) rmSync(sockets, { recursive: true, force: true })
    },
  }
}

function logOf(directory: string): string {
  return `${directory}.log`
}

/** The path of a socket may have about a hundred bytes; a deep data directory gets a short one elsewhere. */
function socketDirectory(directory: string, account: Account | undefined): string {
  if (Buffer.byteLength(join(directory, '.s.PGSQL.5432.lock')) < 100) return directory
  const short = join(tmpdir(), `qizhi-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  // in a directory that everybody may write to, somebody else may have made it first
  const { uid } = lstatSync(short)
  if (uid !== process.getuid?.() && uid !== account?.uid) throw inUse(directory)
  chmodSync(short, 0o700)
  give(short, account)
  return short
}

function socketUrl(sockets: string, database: string, user: string): string {
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(sockets)}`
}
