import { Bearer, type Credentials } from './credentials.ts'
import { type TypedDocument } from './document.ts'
import { type AnsweredError, QizhiError } from './errors.ts'
import { pause } from './pause.ts'

export interface ClientOptions {
  /** Where the server is, such as `https://qizhi.example`. */
  readonly url: string
  readonly credentials: Credentials
  /** The language of messages; Chinese unless said otherwise. */
  readonly language?: 'zh-CN' | 'en'
  /** How often a request is sent again that was not answered, or not now; 5 unless said otherwise. */
  readonly retries?: number
  /** Told before it waits: why, and for how many seconds. */
  readonly onWait?: (reason: QizhiError, seconds: number) => void
  readonly fetch?: typeof globalThis.fetch
}

/** A connection of a relay list. */
export interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** The door to a server: sends operations, waits where the server asks for it, and sends again what can be sent again. */
export class QizhiClient {
  readonly url: string
  readonly fetch: typeof globalThis.fetch
  private readonly bearer: Bearer

  constructor(private readonly options: ClientOptions) {
    this.url = options.url.replace(/\/+$/, '')
    this.fetch = options.fetch ?? globalThis.fetch
    this.bearer = new Bearer(options.credentials, this.url, this.fetch)
  }

  /** Runs an operation. @throws QizhiError for what was refused, and for what could not be had in time */
  async request<Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables, signal?: AbortSignal): Promise<Data> {
    const body = JSON.stringify({ query: document.text, variables: repeatable(document, variables) })
    const most = document.again === 'NEVER' ? 0 : (this.options.retries ?? 5)
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.sent<Data>(body, signal)
      } catch (error) {
        if (!(error instanceof QizhiError) || signal?.aborted === true) throw error
        // what was throttled was not begun, so it can always be sent again
        const again = error.code === 'THROTTLED' ? attempt < (this.options.retries ?? 5) : attempt < most && transient(error)
        if (!again) throw error
        const seconds = secondsAsked(error) ?? Math.min(30, 0.25 * 2 ** attempt) * (0.5 + Math.random() / 2)
        this.options.onWait?.(error, seconds)
        await pause(seconds, signal)
      }
    }
  }

  /** All rows of a list, page by page: `pages(document, variables, (data) => data.members)`; `after` is the client's. */
  async *pages<Data, Variables extends { readonly after?: string | null }, Node>(
    document: TypedDocument<Data, Variables>,
    variables: Omit<Variables, 'after'>,
    page: (data: Data) => Page<Node>,
  ): AsyncGenerator<Node, void, undefined> {
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = page(await this.request(document, { ...variables, after } as Variables))
      yield* nodes
      if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return
      after = pageInfo.endCursor
    }
  }

  private async sent<Data>(body: string, signal?: AbortSignal, renewed = false): Promise<Data> {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': this.options.language ?? 'zh-CN',
      authorization: `Bearer ${await this.bearer.value()}`,
    }
    const response = await this.fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers,
      body,
      ...(signal === undefined ? {} : { signal }),
    }).catch((cause: unknown) => {
      throw new QizhiError('UNREACHABLE', 'The server could not be reached.', 0, [], { cause })
    })
    const answer = (await response.json().catch(() => ({}))) as { data?: Data; errors?: readonly AnsweredError[] }
    if (answer.errors === undefined && answer.data !== undefined) return answer.data
    const error = errorOf(response, answer.errors ?? [])
    // a token may have been revoked before its time
    if (error.code === 'UNAUTHENTICATED' && !renewed && this.bearer.forget()) return this.sent(body, signal, true)
    throw error
  }
}

/** A key of its own for what can be repeated by one. */
function repeatable<Variables>({ again }: TypedDocument<unknown, Variables>, variables: Variables): Variables {
  const { input } = variables as { input?: { idempotencyKey?: string | null } }
  if (again !== 'BY_KEY' || input === undefined || input.idempotencyKey != null) return variables
  return { ...variables, input: { ...input, idempotencyKey: crypto.randomUUID() } }
}

function errorOf(response: Response, errors: readonly AnsweredError[]): QizhiError {
  const [first] = errors
  const asked = Number(response.headers.get('retry-after'))
  const withWait =
    Number.isFinite(asked) && asked > 0
      ? errors.map((error) => ({ ...error, extensions: { retryAfter: asked, ...error.extensions } }))
      : errors
  return new QizhiError(
    first?.extensions?.code ?? 'UNAVAILABLE',
    first?.message ?? `The server answered with ${response.status}.`,
    response.status,
    withWait,
  )
}

function transient({ code, status }: QizhiError): boolean {
  return code === 'UNREACHABLE' || code === 'UNAVAILABLE' || status === 502 || status === 503 || status === 504
}

function secondsAsked({ errors }: QizhiError): number | undefined {
  return errors.find(({ extensions }) => extensions?.retryAfter !== undefined)?.extensions?.retryAfter
}
