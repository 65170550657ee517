import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { type HrVerbs } from '../hr-system/main.ts'

/** The HR system of a bureau: a process of its own, with its own data. */
export interface HrSystem {
  readonly ask: HrVerbs
  /** Ends it at once, as a power cut would, and starts it again over the data that it has kept. */
  restart(): void
  stop(): void
}

const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')

/** Starts it; it knows where Qizhi is, and its key. */
export function startHrSystem(url: string, key: string): HrSystem {
  const home = mkdtempSync(join(tmpdir(), 'hr-system-'))
  let child: ChildProcess
  let number = 0
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  const begin = () => {
    const env = { ...process.env, NODE_OPTIONS: '', HR_URL: url, HR_KEY: key, HR_FILE: join(home, 'hr.json') }
    // as it is compiled: a program of somebody else, which knows the client library and nothing else of us
    child = fork(join(root, 'test/dist/hr-system/main.js'), { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.on('message', (message: { number: number; answer?: unknown; problem?: string }) => {
      const asked = waiting.get(message.number)
      waiting.delete(message.number)
      if (message.problem === undefined) asked?.resolve(message.answer)
      else asked?.reject(new Error(message.problem))
    })
  }
  begin()
  const ask = new Proxy({} as HrVerbs, {
    get:
      (_target, verb) =>
      (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          number += 1
          waiting.set(number, { resolve, reject })
          child.send({ number, verb, args })
        }),
  })
  return {
    ask,
    restart() {
      child.kill('SIGKILL')
      begin()
    },
    stop() {
      child.kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
