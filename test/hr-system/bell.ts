import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type QizhiClient, typed, verifiedWebhook } from '@qizhi/client'

interface Message {
  readonly type: string
  readonly data: { readonly change: { readonly id: string; readonly entityId: string }; readonly answer: unknown }
}

interface Made {
  readonly createWebhook: { readonly secret: string | null; readonly userErrors: readonly unknown[] }
}

const CreateWebhook = typed<Made, { input: object }>(
  'mutation Bell($input: CreateWebhookInput!) { createWebhook(input: $input) { secret userErrors { code message } } }',
)
const document = 'query ($id: ID!) { node(id: $id) { ... on Member { name } } }'

/** Where Qizhi rings when a person has changed. It may be away for a while: what it missed comes once it is back. */
export class Bell {
  private server: Server | undefined
  private port = 0
  private secret = ''
  private readonly rung = new Map<string, Message>()

  constructor(private readonly client: QizhiClient) {}

  /** Listens; the first time, Qizhi is told where. */
  async open(): Promise<void> {
    const server = createServer((request, response) => {
      void textOf(request).then((text) => {
        const message = verifiedWebhook<Message>(this.secret, request.headers as Record<string, string>, text)
        this.rung.set(message.data.change.id, message)
        response.writeHead(204).end()
      })
    })
    this.server = server
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.port = (server.address() as AddressInfo).port
    if (this.secret !== '') return
    const input = { name: '人事系统', url: `http://127.0.0.1:${this.port}/bell`, entities: ['MEMBER'], document }
    const { secret, userErrors } = (await this.client.request(CreateWebhook, { input })).createWebhook
    if (secret === null) throw new Error(JSON.stringify(userErrors))
    this.secret = secret
  }

  /** An outage: nobody is there to take anything. */
  async close(): Promise<void> {
    const server = this.server!
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }

  /** What was taken, each change once: its type and the answer to the query that was left with Qizhi. */
  heard(): string[] {
    return [...this.rung.values()].map(({ type, data }) => `${type} ${JSON.stringify(data.answer)}`)
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  return text
}
