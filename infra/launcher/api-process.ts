import { fork } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../database/problem.ts'

/** What the API reports over IPC once it answers requests. */
export interface ApiReady {
  readonly type: 'ready'
  readonly url: string
  /** The first administrator, only in the run that made the account. */
  readonly administrator?: { readonly username: string; readonly password: string }
}

/** A running API. */
export interface ApiProcess {
  /** Its number in the operating system. */
  readonly pid: number
  /** Fulfilled when the API answers; rejected when it ends before. */
  readonly ready: Promise<ApiReady>
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>
  /** Lets it finish what it is doing; ends it when that takes too long. */
  stop(): Promise<void>
}

export interface ApiOptions {
  readonly env: NodeJS.ProcessEnv
  /** The file that takes its log. What it has to say to a person comes out of this program. */
  readonly log: string
}

/** Starts the built API of the project. It ends with this program, however that ends: it watches the channel between them. */
export function startApi(root: string, options: ApiOptions): ApiProcess {
  const program = join(root, 'api/dist/programs/main.js')
  if (!existsSync(program)) throw new Problem(`没有找到构建好的 API：${program}`, `The built API is missing: ${program}`)
  const log = openSync(options.log, 'a', 0o600)
  const child = fork(program, {
    cwd: root,
    env: { NODE_ENV: 'production', ...process.env, ...options.env },
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', log, 'inherit', 'ipc'],
    // in a group of its own: Ctrl-C reaches this program, which stops the API and the database one after the other
    detached: true,
  })
  closeSync(log)
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  const ready = new Promise<ApiReady>((resolve, reject) => {
    child.on('message', (message) => {
      if (isReady(message)) resolve(message)
    })
    void ended.then((code) => reject(new ApiEnded(code)))
  })
  // whoever does not wait for it learns of the end through `ended`
  ready.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    async stop() {
      child.kill('SIGTERM')
      const impatience = setTimeout(() => child.kill('SIGKILL'), patience)
      await ended
      clearTimeout(impatience)
    },
  }
}

/** The API ended by itself; it has said why. */
export class ApiEnded extends Error {
  constructor(readonly code: number) {
    super(`The API ended with code ${code}.`)
    this.name = 'ApiEnded'
  }
}

const patience = 15_000

function isReady(message: unknown): message is ApiReady {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready' && 'url' in message
}
