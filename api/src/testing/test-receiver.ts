import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** A message as a receiver of webhooks got it. */
export interface ReceivedMessage {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The status that it was answered with. */
  readonly status: number
}

/** How a receiver answers: 204 unless something else is said. */
interface Answers {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Keeps every request waiting until it answers otherwise. */
  readonly hold?: boolean
  /** Answers 500 to what holds this text, and as usual to everything else. */
  readonly refused?: string
}

/** Somebody else's server, in a process of its own, that webhooks are sent to. */
export interface TestReceiver {
  readonly url: string
  /** What was received, in order, from the first or from another one on. */
  messages(from?: number): Promise<readonly ReceivedMessage[]>
  /** What it answers from now on. */
  answers(how: Answers): Promise<void>
  close(): Promise<void>
}

export async function aTestReceiver(): Promise<TestReceiver> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `(${serve.toString()})(await import('node:http'))`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${String(line).trim()}`
  const control = async (path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, { method: 'PUT', body: JSON.stringify(body ?? null) })
    return (await answer.json()) as unknown
  }
  return {
    url,
    messages: async (from = 0) => (await control('/messages', from)) as ReceivedMessage[],
    answers: async (how) => void (await control('/answers', how)),
    close: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** Runs in the other process: it may use nothing from here. */
function serve(http: { createServer: typeof createServer }): void {
  const messages: ReceivedMessage[] = []
  let how: Answers = {}
  let held: (() => void)[] = []
  const server = http.createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      if (request.method === 'PUT') {
        if (request.url === '/answers') {
          how = JSON.parse(text) as Answers
          if (how.hold !== true) for (const go of held.splice(0)) go()
        }
        response.end(JSON.stringify(request.url === '/messages' ? messages.slice(Number(text)) : null))
        return
      }
      const answer = () => {
        const status = how.refused !== undefined && text.includes(how.refused) ? 500 : (how.status ?? 204)
        messages.push({ path: request.url ?? '', headers: request.headers as Record<string, string>, text, status })
        response.writeHead(status, how.headers).end()
      }
      if (how.hold === true) held = [...held, answer]
      else answer()
    })
  })
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
}

/** Whether a message is signed with this secret, as Standard Webhooks has it. */
export function isSignedBy({ headers, text }: ReceivedMessage, secret: string): boolean {
  try {
    return new Webhook(secret).verify(text, { ...headers }) !== undefined
  } catch {
    return false
  }
}
