import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
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

/** Somebody else's server, in a process of its own, that webhooks are sent to. */
export interface TestReceiver {
  readonly url: string
  /** Everything that was received, in order. */
  messages(): Promise<readonly ReceivedMessage[]>
  /** What it answers from now on; `hold` keeps every request waiting until it answers otherwise. */
  answers(how: { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly hold?: boolean }): Promise<void>
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
    messages: async () => (await control('/messages')) as ReceivedMessage[],
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
  let how: { status?: number; headers?: Record<string, string>; hold?: boolean } = {}
  let held: (() => void)[] = []
  const server = http.createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      if (request.method === 'PUT') {
        if (request.url === '/answers') {
          how = JSON.parse(text) as typeof how
          if (how.hold !== true) for (const go of held.splice(0)) go()
        }
        response.end(JSON.stringify(request.url === '/messages' ? messages : null))
        return
      }
      const answer = () => {
        const status = how.status ?? 204
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
