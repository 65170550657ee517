import { createHash } from 'node:crypto'
import { changes, type Page, type QizhiClient, typed } from '@qizhi/client'
import { type Copied, type HrStore } from './data.ts'

interface Person {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly post: string | null
  readonly employmentStatus: string
  readonly employerUnit: { readonly code: string } | null
  readonly externalIds: readonly { readonly source: string; readonly externalId: string }[]
}

const fields = 'id version name post employmentStatus employerUnit { code } externalIds { source externalId }'
const Members = typed<{ members: Page<Person> }, { first: number; after?: string | null }>(
  `query Members($first: Int!, $after: String) { members(first: $first, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
)
const Member = typed<{ member: Person | null }, { id: string }>(`query Member($id: ID!) { member(id: $id) { ${fields} } }`)
const Now = typed<{ changes: { pageInfo: { endCursor: string } } }, object>(
  'query Now { changes(start: NOW, entities: [MEMBER]) { pageInfo { endCursor } } }',
)
const Reconcile = typed<{ reconcile: { equal: boolean } }, { ranges: readonly { count: number; digest: string }[] }>(
  'query Reconcile($ranges: [ReconcileRange!]!) { reconcile(entity: MEMBER, ranges: $ranges) { equal } }',
)

/** Takes the whole register in: the cursor first, so that what changes meanwhile is heard again. */
export async function takeIn(client: QizhiClient, { data }: HrStore): Promise<void> {
  data.cursor = (await client.request(Now, {})).changes.pageInfo.endCursor
  for await (const person of client.pages(Members, { first: 200 }, (answer) => answer.members)) data.copy[person.id] = copyOf(person)
}

/** Hears what has changed since; returns what it heard, as `op staffNumber`. */
export async function listen(client: QizhiClient, store: HrStore): Promise<string[]> {
  const heard: string[] = []
  const { copy } = store.data
  const checkpoint = (cursor: string) => {
    store.data.cursor = cursor
    store.save()
  }
  for await (const { op, entityId } of changes(client, { after: store.data.cursor, entities: ['MEMBER'], checkpoint })) {
    const gone = op === 'DELETED' || op === 'LEFT'
    const { member } = gone ? { member: null } : await client.request(Member, { id: entityId })
    if (member === null) delete copy[entityId]
    else copy[entityId] = copyOf(member)
    heard.push(`${op} ${copy[entityId]?.staffNumber ?? ''}`)
  }
  return heard
}

/** Whether the copy is equal to the register, by one call. */
export async function isEqual(client: QizhiClient, { data }: HrStore): Promise<boolean> {
  const entries = Object.entries(data.copy)
  let sum = 0n
  for (const [id, { version }] of entries) sum += createHash('sha256').update(`${id}:${version}`).digest().readBigUInt64BE()
  const digest = BigInt.asUintN(64, sum).toString(16).padStart(16, '0')
  return (await client.request(Reconcile, { ranges: [{ count: entries.length, digest }] })).reconcile.equal
}

function copyOf({ version, name, post, employmentStatus, employerUnit, externalIds }: Person): Copied {
  const staffNumber = externalIds.find(({ source }) => source === 'HR')?.externalId ?? null
  return { version, staffNumber, name, unit: employerUnit?.code ?? null, post, status: employmentStatus }
}
