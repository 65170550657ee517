import { expect } from '@jest/globals'
import { type TestClient, type TestWorld } from './test-world.ts'

/** A change as the tests select it. */
export interface ReadChange {
  readonly id: string
  readonly cursor: string
  readonly entity: string
  readonly entityId: string
  readonly op: string
  readonly version: number | null
  readonly changed: readonly string[]
  readonly actor: { readonly displayName: string } | null
  readonly occurredAt: string
  readonly node: Readonly<Record<string, unknown>> | null
}

export interface ReadPage {
  readonly nodes: readonly ReadChange[]
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean }
  readonly scopeChanged: boolean
}

export const changeFields = `nodes { id cursor entity entityId op version changed actor { displayName } occurredAt
  node { __typename id ... on Organization { name version } ... on Member { name version } ... on Membership { status version } ... on Activity { title version } } }
  pageInfo { endCursor hasNextPage } scopeChanged`

const document = `query ($after: String, $first: Int!, $entities: [ChangeEntity!], $organization: ID, $start: ChangeStart!) {
  changes(after: $after, first: $first, entities: $entities, organization: $organization, start: $start) { ${changeFields} } }`

/** One page of the feed. */
export async function changesAfter(client: TestClient, after: string | null, options: Record<string, unknown> = {}): Promise<ReadPage> {
  const { data, errors } = await client.query(document, { after, first: 500, start: 'BEGINNING', ...options })
  expect(errors).toEqual([])
  return data.changes as ReadPage
}

/** The cursor behind everything that is committed now. */
export async function cursorOfNow(world: TestWorld, client: TestClient): Promise<string> {
  await settled(world)
  return (await changesAfter(client, null, { start: 'NOW' })).pageInfo.endCursor
}

/** Waits until everything that is committed now can be read: transactions of others on the same server hold the feed back. */
export async function settled(world: Pick<TestWorld, 'sql'>): Promise<void> {
  const [mark] = await world.sql<{ xid: string }>('SELECT pg_current_xact_id()::text AS xid')
  for (;;) {
    const [state] = await world.sql<{ past: boolean }>('SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS past', [mark!.xid])
    if (state!.past) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Somebody who keeps a copy of what he may see, by the feed alone. */
export class FeedCopy {
  /** The objects of the copy, by kind and id. */
  readonly objects = new Map<string, Readonly<Record<string, unknown>>>()
  /** How often each change came. */
  readonly told = new Map<string, number>()
  cursor: string | null = null

  constructor(
    private readonly client: TestClient,
    private readonly options: Record<string, unknown> = {},
  ) {}

  /** Reads on to the end of what can be read; returns the changes. */
  async catchUp(): Promise<readonly ReadChange[]> {
    const read: ReadChange[] = []
    for (;;) {
      const page = await changesAfter(this.client, this.cursor, this.options)
      for (const change of page.nodes) this.take(change)
      read.push(...page.nodes)
      this.cursor = page.pageInfo.endCursor
      if (!page.pageInfo.hasNextPage) return read
    }
  }

  take(change: ReadChange): void {
    this.told.set(change.id, (this.told.get(change.id) ?? 0) + 1)
    const key = `${change.entity} ${change.entityId}`
    if (change.node === null) this.objects.delete(key)
    else this.objects.set(key, change.node)
  }

  /** What the copy holds, comparable: `MEMBER <id> <version>`. */
  get contents(): string[] {
    return [...this.objects].map(([key, node]) => `${key} ${String(node['version'])}`).sort()
  }
}

/** What a viewer can see of the register, by reading it object by object: what a copy of his must hold. */
export async function visibleTo(world: TestWorld, client: TestClient): Promise<string[]> {
  const kinds = { ORGANIZATION: 'organization', MEMBER: 'member', MEMBERSHIP: 'membership', ACTIVITY: 'activity' }
  const seen: string[] = []
  for (const [entity, table] of Object.entries(kinds)) {
    const rows = await world.sql<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`)
    for (let from = 0; from < rows.length; from += 40) {
      const part = rows.slice(from, from + 40)
      const fields = part.map(
        ({ id }, at) =>
          `n${at}: node(id: "${id}") { ... on Organization { version } ... on Member { version } ... on Membership { version } ... on Activity { version } }`,
      )
      const { data } = await client.query(`{ ${fields.join(' ')} }`)
      part.forEach(({ id }, at) => {
        const node = data[`n${at}`] as { version: number } | null
        if (node !== null) seen.push(`${entity} ${id} ${node.version}`)
      })
    }
  }
  return seen.sort()
}
