import { type QizhiClient, type SyncBatch, syncMembers, type SyncMemberRow, typed } from '@qizhi/client'
import { type Employee, type HrStore } from './data.ts'

interface Declined {
  readonly syncProposals: {
    readonly nodes: readonly { readonly externalId: string; readonly type: string; readonly before: string; readonly reason: string }[]
  }
}

const DeclinedProposals = typed<Declined, object>(
  'query Declined { syncProposals(first: 200, filter: { source: "HR", statuses: [REJECTED] }) { nodes { externalId type before reason } } }',
)

export interface Told {
  readonly statuses: Record<string, string>
  readonly errors: readonly { readonly staffNumber: string; readonly code: string; readonly path: string; readonly message: string }[]
}

/** Tells Qizhi of everybody who has changed. What was taken is not told again; what was refused stays to be mended. */
export async function tell(client: QizhiClient, store: HrStore, runKey: string): Promise<Told> {
  const changed = Object.values(store.data.employees).filter((employee) => employee.changed)
  const told = resultOf(await allOf(client, { mode: 'APPLY', runKey, onError: 'CONTINUE' }, changed.map(rowOf)))
  for (const { staffNumber } of changed)
    if (told.statuses[staffNumber] !== 'REJECTED')
      store.data.employees[staffNumber] = { ...store.data.employees[staffNumber]!, changed: false }
  store.save()
  return told
}

/** Sends a file that is taken whole or not at all. */
export async function sendFile(client: QizhiClient, rows: readonly SyncMemberRow[], runKey: string): Promise<Told> {
  return resultOf(await allOf(client, { mode: 'APPLY', runKey, onError: 'ROLL_BACK' }, rows))
}

/** What would become of everybody if he were told now. */
export async function rehearse(client: QizhiClient, store: HrStore, runKey: string): Promise<Told> {
  return resultOf(await allOf(client, { mode: 'DRY_RUN', runKey, onError: 'CONTINUE' }, Object.values(store.data.employees).map(rowOf)))
}

/** Takes the officers' word for what they declined: who they say stays, stays. */
export async function obey(client: QizhiClient, store: HrStore): Promise<readonly string[]> {
  const { nodes } = (await client.request(DeclinedProposals, {})).syncProposals
  for (const { externalId, type } of nodes) if (type === 'LEAVE') store.change(externalId, { status: 'ACTIVE' })
  return nodes.map(({ externalId, reason }) => `${externalId}: ${reason}`)
}

async function allOf(
  client: QizhiClient,
  { mode, runKey, onError }: { mode: 'DRY_RUN' | 'APPLY'; runKey: string; onError: 'CONTINUE' | 'ROLL_BACK' },
  rows: readonly SyncMemberRow[],
): Promise<SyncBatch[]> {
  const batches: SyncBatch[] = []
  for await (const batch of syncMembers(client, { source: 'HR', mode, runKey, onError, rows })) batches.push(batch)
  return batches
}

function resultOf(batches: readonly SyncBatch[]): Told {
  const refused = batches.flatMap(({ userErrors }) => userErrors)
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  const rows = batches.flatMap((batch) => batch.rows)
  return {
    statuses: Object.fromEntries(rows.map(({ externalId, status }) => [externalId, status])),
    errors: rows.flatMap(({ externalId, errors }) =>
      errors.map(({ code, path, message }) => ({ staffNumber: externalId, code, path: path.join('.'), message })),
    ),
  }
}

function rowOf({ staffNumber, name, nationalId, unit, post, phone, status, version }: Employee): SyncMemberRow {
  return {
    externalId: staffNumber,
    name,
    unit,
    post: post === '' ? null : post,
    employmentStatus: status,
    sourceVersion: version,
    ...(nationalId === undefined ? {} : { nationalId }),
    ...(phone === undefined ? {} : { phone }),
  }
}
