import { Recordset } from '../../../platform/database/recordset.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { organizationsByCode } from '../../organizations/index.ts'
import { type Message, type SyncRecord } from '../messages.ts'
import { earlierProposals } from '../proposals/proposal.store.ts'
import { type OpenUnitRow, type UnitFacts } from './unit-decision.ts'

/** What the source told last of these ids. */
export async function unitRecords(
  tx: Transaction,
  source: string,
  messages: readonly Message<unknown>[],
): Promise<Map<string, SyncRecord>> {
  const found = await tx.query<SyncRecord>(
    `SELECT external_id AS "externalId", target_id AS "targetId", source_version::float8 AS "sourceVersion", digest, target_version AS "targetVersion", settled, deleted
     FROM sync_record WHERE entity = 'ORGANIZATION' AND source = $1 AND external_id = ANY($2)`,
    [source, messages.map(({ externalId }) => externalId)],
  )
  return new Map(found.map((record) => [record.externalId, record]))
}

/** The units that the rows mean or name, and what was proposed about them; the trees are held. */
export async function unitFacts(tx: Transaction, source: string, rows: readonly OpenUnitRow[]): Promise<UnitFacts> {
  const names = new Set(rows.flatMap(({ externalId, code, parent }) => [externalId, code, parent].filter((name) => name != null)))
  const known = await tx.query<{ externalId: string; code: string }>(
    `SELECT i.external_id AS "externalId", o.code FROM organization_identity i JOIN organization o ON o.id = i.organization_id
     WHERE i.source = $1 AND (i.external_id = ANY($2) OR o.code = ANY($2))`,
    [source, [...names]],
  )
  const found = await organizationsByCode(tx, [...names, ...known.map(({ code }) => code)])
  // names of present parents
  const parents = await organizationsByCode(
    tx,
    [...found.values()].flatMap(({ parentCode }) => (parentCode === null || found.has(parentCode) ? [] : [parentCode])),
  )
  const units = new Map([...parents, ...found])
  return {
    viewer: tx.actor.viewer,
    today: tx.today,
    byCode: units,
    codes: new Map(known.map(({ externalId, code }) => [externalId, code])),
    externalIds: new Map(known.map(({ externalId, code }) => [code, externalId])),
    proposals: await earlierProposals(
      tx,
      source,
      [...units.values()].map(({ id }) => id),
    ),
    rejected: new Map(),
  }
}

/** The ids and versions of units as they are now, by code. */
export async function unitVersions(
  tx: Transaction,
  codes: readonly string[],
): Promise<Map<string, { readonly id: string; readonly version: number }>> {
  const found = await tx.query<{ code: string; id: string; version: number }>(
    'SELECT code, id, version FROM organization WHERE code = ANY($1)',
    [codes],
  )
  return new Map(found.map(({ code, id, version }) => [code, { id, version }]))
}

/** Keeps what the source calls units. */
export async function attachUnitIds(
  tx: Transaction,
  source: string,
  identities: readonly { readonly externalId: string; readonly organizationId: string }[],
): Promise<void> {
  if (identities.length === 0) return
  await tx.query(attachSql, [source, ...unitIds.of(identities)])
}

const unitIds = new Recordset({ externalId: 'text', organizationId: 'uuid' }, 2)

const attachSql = `INSERT INTO organization_identity (source, external_id, organization_id)
SELECT $1, "externalId", "organizationId" FROM ${unitIds.sql} ORDER BY "externalId"`
