import { type Transaction } from '../../../platform/database/write.ts'
import { type MemberRegister } from '../../members/index.ts'
import { organizationsByCode, type RegisteredOrganization } from '../../organizations/index.ts'
import { type Message, type SyncRecord } from '../messages.ts'
import { earlierProposals } from '../proposals/proposal.store.ts'
import { type MemberFacts, type OpenRow } from './member-decision.ts'

/** What a source told last of a person, and how the entry is now. */
export interface KnownRecord extends SyncRecord {
  readonly memberVersion: number | null
  /** Where the person stands; null for callers who may see everybody. */
  readonly paths: readonly string[] | null
}

/** What the source told last of these ids. */
export async function knownRecords(
  tx: Transaction,
  source: string,
  messages: readonly Message<unknown>[],
): Promise<Map<string, KnownRecord>> {
  const found = await tx.query<KnownRecord>(
    `SELECT r.external_id AS "externalId", r.target_id AS "targetId", r.source_version::float8 AS "sourceVersion", r.digest, r.target_version AS "targetVersion", r.settled, r.deleted,
       m.version AS "memberVersion",
       CASE WHEN $3 THEN NULL ELSE ARRAY(
         SELECT p.path FROM member_place stood JOIN organization_placement p ON p.organization_id = stood.organization_id AND upper_inf(p.valid) WHERE stood.member_id = m.id
       ) END AS paths
     FROM sync_record r LEFT JOIN member m ON m.id = r.target_id WHERE r.entity = 'MEMBER' AND r.source = $1 AND r.external_id = ANY($2)`,
    [source, messages.map(({ externalId }) => externalId), tx.actor.viewer.scope('members:write').everything],
  )
  return new Map(found.map((record) => [record.externalId, record]))
}

/** Finds and locks whom and what the rows mean: once for all of them. */
export async function memberFacts(
  tx: Transaction,
  source: string,
  rows: readonly OpenRow[],
  register: MemberRegister,
): Promise<MemberFacts> {
  const persons = await register.find(
    tx,
    rows.map(({ externalId, nationalId }) => ({ externalId: { source, externalId }, nationalId })),
  )
  const codes = await unitCodes(tx, source, new Set(rows.flatMap(({ unit }) => unit ?? [])))
  const present = new Set(persons.all.flatMap(({ entry }) => entry.employerUnitId ?? []))
  // the lock comes first: what is read after it cannot change any more
  const unitNames = await keepUnits(tx, new Set(codes.values()), present)
  const units = await unitsOf(tx, codes)
  return {
    viewer: tx.actor.viewer,
    source,
    persons,
    units,
    unitNames,
    proposals: await earlierProposals(
      tx,
      source,
      persons.all.map(({ id }) => id),
    ),
    indexOf: (nationalId) => register.indexOf(nationalId),
  }
}

/** The codes of units by what the source calls them: its own id first, then the code. */
export async function unitCodes(tx: Transaction, source: string, names: ReadonlySet<string>): Promise<Map<string, string>> {
  if (names.size === 0) return new Map()
  const called = await tx.query<{ externalId: string; code: string }>(
    'SELECT i.external_id AS "externalId", o.code FROM organization_identity i JOIN organization o ON o.id = i.organization_id WHERE i.source = $1 AND i.external_id = ANY($2)',
    [source, [...names]],
  )
  const codes = new Map(called.map(({ externalId, code }) => [externalId, code]))
  return new Map([...names].map((name) => [name, codes.get(name) ?? name]))
}

async function unitsOf(tx: Transaction, codes: ReadonlyMap<string, string>): Promise<Map<string, RegisteredOrganization>> {
  if (codes.size === 0) return new Map()
  const found = await organizationsByCode(tx, codes.values())
  return new Map(
    [...codes].flatMap(([name, code]) => {
      const unit = found.get(code)
      return unit === undefined ? [] : [[name, unit] as const]
    }),
  )
}

/** Keeps units where they are until the end of the transaction, in one order, and returns their names. */
async function keepUnits(tx: Transaction, codes: ReadonlySet<string>, ids: ReadonlySet<string>): Promise<Map<string, string>> {
  if (codes.size + ids.size === 0) return new Map()
  const kept = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM organization WHERE code = ANY($1) OR id = ANY($2::uuid[]) ORDER BY id FOR KEY SHARE',
    [[...codes], [...ids]],
  )
  return new Map(kept.map(({ id, name }) => [id, name]))
}
