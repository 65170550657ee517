import { organizationPinyin } from '@qizhi/codes'
import { type Transaction } from '../../platform/database/write.ts'
import { type OrganizationKind, type OrganizationLevel } from './organization.enums.ts'

/** An organisation as a batch finds it by its code, in whatever scope it stands. */
export interface RegisteredOrganization {
  readonly id: string
  readonly code: string
  readonly kind: OrganizationKind
  readonly level: OrganizationLevel
  readonly name: string
  readonly establishedOn: string
  readonly dissolvedOn: string | null
  readonly path: string
  /** The first day of today's placement. */
  readonly placedFrom: string
  readonly parentCode: string | null
  readonly leaderCode: string | null
}

/** The organisations of these codes, by code. Whether the actor may use one is for the caller to ask of its path. */
export async function organizationsByCode(tx: Transaction, codes: Iterable<string>): Promise<Map<string, RegisteredOrganization>> {
  const found = await tx.query<RegisteredOrganization>(
    `SELECT o.id, o.code, o.kind, o.level, o.name, o.established_on AS "establishedOn", o.dissolved_on AS "dissolvedOn", p.path, lower(p.valid)::text AS "placedFrom",
       (SELECT code FROM organization parent WHERE parent.id = p.parent_id) AS "parentCode",
       (SELECT leader.code FROM organization_link l JOIN organization leader ON leader.id = l.to_id WHERE l.from_id = o.id AND l.type = 'LED_BY' AND upper_inf(l.valid)) AS "leaderCode"
     FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid)
     WHERE o.code = ANY($1)`,
    [[...new Set(codes)]],
  )
  return new Map(found.map((organization) => [organization.code, organization]))
}

/** Nobody else changes what organisations there are, or where they stand, until the end of the transaction; readers and locks of rows go on. */
export async function holdEveryTree(tx: Transaction): Promise<void> {
  await tx.query('LOCK TABLE organization IN SHARE ROW EXCLUSIVE MODE')
}

export interface NewOrganization {
  readonly code: string
  readonly kind: OrganizationKind
  readonly level: OrganizationLevel
  readonly name: string
  readonly parentCode: string | null
  readonly establishedOn: string
}

export interface NewLeadership {
  readonly code: string
  readonly leaderCode: string
  readonly effectiveOn: string
}

/**
 * Sets up many organisations in a few statements, and says who leads whom. The caller holds the trees and has asked the rules and the scope; parents
 * come before their children, or are on the register.
 */
export async function establishOrganizations(
  tx: Transaction,
  organizations: readonly NewOrganization[],
  leaderships: readonly NewLeadership[],
): Promise<void> {
  if (organizations.length > 0) await insertOrganizations(tx, organizations)
  if (leaderships.length > 0) await insertLeaderships(tx, leaderships)
}

async function insertOrganizations(tx: Transaction, organizations: readonly NewOrganization[]): Promise<void> {
  const rows = organizations.map((organization) => {
    const { full, initials } = organizationPinyin(organization.name)
    return { ...organization, pinyin: full, initials }
  })
  const made = await tx.query<{ id: string; code: string; segment: string }>(
    `INSERT INTO organization (code, kind, level, name, pinyin, initials, established_on)
     SELECT code, kind, level, name, pinyin, initials, "establishedOn"
     FROM jsonb_to_recordset($1) AS r (code text, kind text, level text, name text, pinyin text, initials text, "establishedOn" date)
     RETURNING id, code, segment`,
    [JSON.stringify(rows)],
  )
  const segments = new Map(made.map(({ id, code, segment }) => [code, { id, segment }]))
  const parents = await organizationsByCode(
    tx,
    organizations.flatMap(({ parentCode }) => (parentCode === null || segments.has(parentCode) ? [] : [parentCode])),
  )
  const places = new Map([...parents].map(([code, { id, path }]) => [code, { id, path }]))
  const placements = organizations.map(({ code, kind, name, parentCode, establishedOn, level }) => {
    const { id, segment } = segments.get(code)!
    const parent = parentCode === null ? null : places.get(parentCode)!
    const place = { id, path: `${parent?.path ?? ''}/${segment}` }
    places.set(code, place)
    return { ...place, code, kind, level, name, parentId: parent?.id ?? null, establishedOn }
  })
  // one statement: each part is a row of every organisation's first day
  await tx.query(
    `WITH r AS (
       SELECT * FROM jsonb_to_recordset($1) AS r (id uuid, kind text, "parentId" uuid, path text, name text, "establishedOn" date)
     ), placed AS (
       INSERT INTO organization_placement (organization_id, kind, parent_id, path, valid) SELECT id, kind, "parentId", path, daterange("establishedOn", NULL) FROM r
     ), named AS (
       INSERT INTO organization_name (organization_id, name, valid) SELECT id, name, daterange("establishedOn", NULL) FROM r
     )
     INSERT INTO organization_event (organization_id, type, effective_on, name_after, related_after) SELECT id, 'ESTABLISHED', "establishedOn", name, "parentId" FROM r`,
    [JSON.stringify(placements)],
  )
  tx.auditEach(
    placements.map(({ id, code, name, kind, level, parentId }) => ({
      entity: 'Organization',
      entityId: id,
      organizationId: id,
      after: { code, name, kind, level, parentId },
    })),
  )
}

async function insertLeaderships(tx: Transaction, leaderships: readonly NewLeadership[]): Promise<void> {
  const made = await tx.query<{ fromId: string; toId: string; effectiveOn: string }>(
    `WITH r AS (
       SELECT led.id AS from_id, leader.id AS to_id, r."effectiveOn" AS day
       FROM jsonb_to_recordset($1) AS r (code text, "leaderCode" text, "effectiveOn" date)
       JOIN organization led ON led.code = r.code JOIN organization leader ON leader.code = r."leaderCode"
     ), linked AS (
       INSERT INTO organization_link (type, from_id, to_id, valid) SELECT 'LED_BY', from_id, to_id, daterange(day, NULL) FROM r
     ), told AS (
       INSERT INTO organization_event (organization_id, type, effective_on, related_after) SELECT from_id, 'LINKED', day, to_id FROM r
     )
     SELECT from_id AS "fromId", to_id AS "toId", day AS "effectiveOn" FROM r`,
    [JSON.stringify(leaderships)],
  )
  tx.auditEach(
    made.map(({ fromId, toId, effectiveOn }) => ({
      entity: 'Organization',
      entityId: fromId,
      organizationId: fromId,
      after: { link: 'LED_BY', toId, effectiveOn },
    })),
  )
}
