import type { ChildProcess } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { neutralLocale, prepareDataDirectory } from './data-directory.ts'
import { moveLargeFileAside } from './log-file.ts'
import { type Ownership, own } from './ownership.ts'
import { forgetDeadPostmaster, runningPostmaster, stopPostmaster } from './postmaster.ts'
import { Problem } from './problem.ts'
import { socketDirectory, socketUrl } from './socket.ts'
import { type Account, accountFor, spawnAs } from './unprivileged.ts'

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
    const ownership = await whenReady(launch, directory, sockets)
    if (ownership !== undefined) return serverOf(launch.child, directory, sockets, ownership)
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
async function whenReady(launch: Launch, directory: string, sockets: string): Promise<Ownership | undefined> {
  const failed = new Promise<'failed'>((resolve, reject) => {
    launch.child.once('error', reject)
    launch.child.once('exit', () => resolve('failed'))
  })
  for (;;) {
    if ((await Promise.race([failed, pause(15)])) === 'failed') return undefined
    const postmaster = runningPostmaster(directory)
    if (postmaster?.pid !== launch.child.pid || !postmaster?.ready) continue
    const outcome = await own(sockets)
    if (isOwnership(outcome)) return outcome
  }
}

/** Stops what a killed program left on the directory, unless somebody still owns it. */
async function takeOver(directory: string, deadline: number): Promise<void> {
  for (;;) {
    const left = runningPostmaster(directory)
    if (left === undefined) return forgetDeadPostmaster(directory)
    const outcome = left.ready ? await own(left.socketDirectory) : 'unreachable'
    if (outcome === 'owned by another') throw inUse(directory)
    if (isOwnership(outcome)) {
      // its owner is gone
      await stopPostmaster(directory, left.pid)
      return outcome.release()
    }
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

function isOwnership(outcome: Awaited<ReturnType<typeof own>>): outcome is Ownership {
  return typeof outcome === 'object'
}

function serverOf(child: ChildProcess, directory: string, sockets: string, ownership: Ownership): DatabaseServer {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const ended = new Promise<void>((resolve) => (hasEnded() ? resolve() : child.once('exit', () => resolve())))
  return {
    url: (database, user = database) => socketUrl(sockets, database, user),
    ended,
    async stop() {
      const released = ownership.release()
      if (child.pid !== undefined && !hasEnded()) await stopPostmaster(directory, child.pid)
      await Promise.all([ended, released])
      if (sockets !== directory) rmSync(sockets, { recursive: true, force: true })
    },
  }
}

function logOf(directory: string): string {
  return `${directory}.log`
}
