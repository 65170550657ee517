import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A program of the project in a process group of its own, as a terminal would start it. */
export interface Program {
  readonly process: ChildProcess
  /** Everything that it has said so far. */
  said(): string
  /** Waits until it says something; fails when it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

/** Starts `pnpm start`'s program. */
export function startProduct(env: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, [join(root, 'infra/start.mjs')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const closed = new Promise((resolve) => child.once('close', resolve))
  // what it said last may still be under way; what it started may hold its output open for ever
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => void Promise.race([closed, pause(500)]).then(() => resolve(code)))
  })
  return {
    process: child,
    said: () => output,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output)
          if (found !== null) resolve(found)
        }
        child.stdout.on('data', look)
        child.stderr.on('data', look)
        void ended.then((code) => reject(new Error(`The program ended with ${code} before it said ${pattern}:\n${output}`)))
        look()
      }),
  }
}

const root = join(import.meta.dirname, '../..')
