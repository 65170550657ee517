import { existsSync, readFileSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'

/** A server that runs on a data directory, as its postmaster.pid tells. */
export interface Postmaster {
  readonly pid: number
  readonly socketDirectory: string
  readonly ready: boolean
}

/** The server that runs on the data directory, if one does. A file that a crash or a copy left behind is none. */
export function runningPostmaster(dataDirectory: string): Postmaster | undefined {
  const path = join(dataDirectory, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const [pid, directory, , , socketDirectory, , , status] = readFileSync(path, 'utf8').split('\n')
  if (pid === undefined || directory !== dataDirectory || !isServerOf(dataDirectory, Number(pid))) return undefined
  return { pid: Number(pid), socketDirectory: socketDirectory ?? '', ready: status?.trim() === 'ready' }
}

/** Removes the pid file of a server that is gone: the number in it may be another program's by now, which PostgreSQL cannot tell. */
export function forgetDeadPostmaster(dataDirectory: string): void {
  if (runningPostmaster(dataDirectory) === undefined) rmSync(join(dataDirectory, 'postmaster.pid'), { force: true })
}

/** Stops the server and waits until it is gone; its clients are disconnected, what they committed is on disk. */
export async function stopPostmaster(dataDirectory: string, pid: number): Promise<void> {
  const fast: NodeJS.Signals = 'SIGINT'
  const immediate: NodeJS.Signals = 'SIGQUIT'
  for (const [signal, patience] of [
    [fast, 30_000],
    [immediate, 5_000],
  ] as const) {
    signalProcess(pid, signal)
    const deadline = Date.now() + patience
    while (Date.now() < deadline) {
      if (!isServerOf(dataDirectory, pid)) return
      await pause(10)
    }
  }
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Process numbers are used again, and a killed process stays as a zombie until it is reaped: only the command line tells. */
function isServerOf(dataDirectory: string, pid: number): boolean {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dataDirectory)
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(` -D ${dataDirectory} `)
  } catch {
    // no such process
    return false
  }
}
