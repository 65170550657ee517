import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

/** A server that is followed; after a restart it may stand elsewhere. */
export interface Server {
  url: string
  cookie: string
}

export interface FollowedChange {
  readonly id: string
  readonly entity: string
  readonly entityId: string
  readonly node: { readonly version: number } | null
}

interface Page {
  readonly nodes: readonly FollowedChange[]
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean }
}

/** Somebody who keeps a copy of the register by changes alone. */
export class Follower {
  private readonly objects = new Map<string, number>()
  private readonly told = new Map<string, number>()

  constructor(readonly name: string) {}

  take({ id, entity, entityId, node }: FollowedChange): void {
    this.told.set(id, (this.told.get(id) ?? 0) + 1)
    const key = `${entity} ${entityId}`
    if (node === null) this.objects.delete(key)
    else this.objects.set(key, node.version)
  }

  /** How many changes it was told of. */
  get changes(): number {
    return this.told.size
  }

  /** The changes that it was told of more than once. */
  get doubled(): string[] {
    return [...this.told].filter(([, times]) => times > 1).map(([id]) => id)
  }

  /** `MEMBER id version`, in order. */
  get contents(): string[] {
    return [...this.objects].map(([key, version]) => `${key} ${version}`).sort()
  }

  /** Waits until it was told of so many changes. */
  async knows(changes: number): Promise<void> {
    while (this.changes < changes) await pause(50)
  }
}

const page = `nodes { id entity entityId node { ... on Organization { version } ... on Member { version } ... on Membership { version } ... on Activity { version } } }
  pageInfo { endCursor hasNextPage }`

/** Reads page after page; where there is no answer, asks again from the same cursor. */
export async function followByPages(server: Server, follower: Follower, stopping: AbortSignal): Promise<void> {
  let after: string | null = null
  while (!stopping.aborted) {
    const next: Page | undefined = await pageAfter(server, after)
    for (const change of next?.nodes ?? []) follower.take(change)
    after = next?.pageInfo.endCursor ?? after
    if (next?.pageInfo.hasNextPage !== true) await pause(50)
  }
}

async function pageAfter({ url, cookie }: Server, after: string | null): Promise<Page | undefined> {
  try {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: `query ($after: String) { changes(after: $after, first: 200) { ${page} } }`, variables: { after } }),
    })
    const { data } = (await answer.json()) as { data?: { changes: Page } | null }
    return data?.changes
  } catch {
    return undefined
  }
}

/** Subscribes, and whenever that ends, again from the last page that came whole. */
export async function followBySocket(server: Server, follower: Follower, stopping: AbortSignal): Promise<void> {
  let after: string | null = null
  while (!stopping.aborted) {
    const { url, cookie } = server
    class SignedIn extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers: { cookie } })
      }
    }
    const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: SignedIn, retryAttempts: 0 })
    const end = () => void client.dispose()
    stopping.addEventListener('abort', end)
    try {
      const query = `subscription ($after: String) { changed(after: $after, first: 200, start: BEGINNING) { ${page} } }`
      for await (const { data } of client.iterate<{ changed: Page }>({ query, variables: { after } })) {
        for (const change of data?.changed.nodes ?? []) follower.take(change)
        after = data?.changed.pageInfo.endCursor ?? after
      }
    } catch {
      // the server or its database is away
    }
    stopping.removeEventListener('abort', end)
    await Promise.all([client.dispose(), pause(50)])
  }
}
