import { placementObstacles, rulesAsOf } from '@qizhi/rulebook'
import { covers } from '../../../platform/access/scope.ts'
import { type Viewer } from '../../../platform/access/viewer.ts'
import { type NewOrganization, type RegisteredOrganization } from '../../organizations/index.ts'
import { type EarlierProposals, noProposals, type WantedProposal } from '../proposals/proposal.store.ts'
import { type ProposalAspect } from '../proposals/proposal.enums.ts'
import { syncError, type SyncErrorType } from '../sync-error.type.ts'
import { codeForm, type ReadUnitRow } from './unit-row.ts'

export interface OpenUnitRow extends ReadUnitRow {
  readonly index: number
  readonly externalId: string
  readonly deleted: boolean
}

/** What a batch finds, and adds to as it goes: whatever it sets up may be a parent of the rows below. */
export interface UnitFacts {
  readonly viewer: Viewer
  readonly today: string
  readonly byCode: Map<string, Placed>
  /** By the source’s ids. */
  readonly codes: Map<string, string>
  /** The source’s id of units that have one, by code. */
  readonly externalIds: ReadonlyMap<string, string>
  readonly proposals: ReadonlyMap<string, EarlierProposals>
  /** Rows that were rejected, by the source’s id. */
  readonly rejected: Map<string, number>
}

/** A unit that is there, or will be once the batch is written. */
export type Placed = Omit<RegisteredOrganization, 'id' | 'leaderCode'> & { readonly id: string | null }

export interface UnitDecision {
  readonly row: OpenUnitRow
  readonly errors: readonly SyncErrorType[]
  readonly unit: Placed | null
  readonly created: NewOrganization | null
  readonly attaches: boolean
  readonly wanted: readonly WantedProposal[]
  readonly told: ReadonlySet<ProposalAspect>
  readonly earlier: EarlierProposals
}

/** Decides about one unit; those above it were decided before. */
export function decideUnit(row: OpenUnitRow, facts: UnitFacts): UnitDecision {
  const code = facts.codes.get(row.externalId) ?? row.code ?? row.externalId
  const unit = facts.byCode.get(code) ?? null
  const earlier = (unit?.id == null ? undefined : facts.proposals.get(unit.id)) ?? noProposals
  const nothing = { row, errors: [], unit, created: null, attaches: false, wanted: [], told: new Set<ProposalAspect>(), earlier }
  const errors = [...(row.deleted ? [] : row.errors), ...(unit === null ? [] : identityErrors(row, unit, facts))]
  const parent = row.deleted || row.parent == null ? null : placeOf(row.parent, facts)
  if (!row.deleted) errors.push(...parentErrors(row, parent, facts))
  if (errors.length > 0) return { ...nothing, errors }
  if (unit !== null) return { ...nothing, attaches: facts.externalIds.get(unit.code) === undefined, ...changesOf(row, unit, parent, facts) }
  if (row.deleted) return nothing

  const made = newUnit(row, code, parent, facts)
  if (Array.isArray(made)) return { ...nothing, errors: made }
  facts.byCode.set(code, { ...made, id: null, dissolvedOn: null, path: parent?.path ?? '', placedFrom: made.establishedOn })
  facts.codes.set(row.externalId, code)
  return { ...nothing, created: made, attaches: true }
}

function identityErrors(row: OpenUnitRow, unit: Placed, { viewer, codes, externalIds }: UnitFacts): SyncErrorType[] {
  const isCalled = codes.has(row.externalId)
  if (!covers(viewer.scope('organizations:write'), unit.path))
    return [
      isCalled
        ? syncError('UNIT_UNKNOWN', row.index, 'externalId', { unit: row.externalId })
        : syncError('CODE_TAKEN', row.index, 'code', { code: unit.code }),
    ]
  if (unit.kind !== 'UNIT') return [syncError('UNIT_KIND', row.index, 'code', { unit: unit.code })]
  if (row.code !== null && row.code !== unit.code) return [syncError('CODE_TAKEN', row.index, 'code', { code: row.code })]
  const other = externalIds.get(unit.code)
  if (other !== undefined && other !== row.externalId)
    return [syncError('EXTERNAL_ID_TAKEN', row.index, 'externalId', { registered: other })]
  if (!row.deleted && unit.dissolvedOn !== null)
    return [syncError('UNIT_DISSOLVED', row.index, 'externalId', { unit: unit.code, day: unit.dissolvedOn })]
  return row.level !== undefined && row.level !== unit.level ? [syncError('LEVEL_INVALID', row.index, 'level')] : []
}

function placeOf(named: string, { codes, byCode }: UnitFacts): Placed | null {
  return byCode.get(codes.get(named) ?? named) ?? null
}

function parentErrors({ index, parent: named }: OpenUnitRow, parent: Placed | null, { viewer, rejected }: UnitFacts): SyncErrorType[] {
  if (named == null) return []
  const above = rejected.get(named)
  if (above !== undefined) return [syncError('PARENT_REFUSED', index, 'parent', { row: above })]
  if (parent === null || parent.kind !== 'UNIT' || !covers(viewer.scope('organizations:write'), parent.path))
    return [syncError('PARENT_UNKNOWN', index, 'parent', { unit: named.slice(0, 64) })]
  return parent.dissolvedOn === null ? [] : [syncError('UNIT_DISSOLVED', index, 'parent', { unit: parent.code, day: parent.dissolvedOn })]
}

/** Longer than any unit of today; imports record the same. */
const longAgo = '1949-10-01'

function newUnit(row: OpenUnitRow, code: string, parent: Placed | null, { viewer }: UnitFacts): NewOrganization | SyncErrorType[] {
  const { index, name, level } = row
  const errors: SyncErrorType[] = []
  if (!codeForm.test(code)) errors.push(syncError('CODE_INVALID', index, 'code'))
  if (name === undefined) errors.push(syncError('NAME_REQUIRED', index, 'name'))
  if (level === undefined) errors.push(syncError('LEVEL_INVALID', index, 'level'))
  if (parent === null && !viewer.scope('organizations:write').everything)
    errors.push(syncError('PARENT_UNKNOWN', index, 'parent', { unit: '' }))
  const establishedOn = row.establishedOn ?? (parent === null || parent.placedFrom < longAgo ? longAgo : parent.placedFrom)
  if (parent !== null && establishedOn < parent.placedFrom) errors.push(syncError('ESTABLISHED_ON_INVALID', index, 'establishedOn'))
  if (errors.length > 0) return errors
  const obstacles = placementObstacles({ kind: 'UNIT', level: level!, on: establishedOn, parent }, rulesAsOf(establishedOn))
  if (obstacles.length > 0)
    return obstacles.map(({ zh, en }) => syncError('RULE_REFUSED', index, parent === null ? 'level' : 'parent', { zh, en }))
  return { code, kind: 'UNIT', level: level!, name: name!, parentCode: parent?.code ?? null, establishedOn }
}

/** Names and places of units have an effective day and a document: an officer’s affair. */
function changesOf(row: OpenUnitRow, unit: Placed, parent: Placed | null, facts: UnitFacts): Pick<UnitDecision, 'wanted' | 'told'> {
  const { effectiveOn } = row
  const wanted: WantedProposal[] = []
  if (row.deleted) {
    if (unit.dissolvedOn === null)
      wanted.push({
        type: 'DISSOLVE_UNIT',
        aspect: 'EXISTENCE',
        before: unit.name,
        after: null,
        target: {},
        fingerprint: 'EXISTENCE',
        effectiveOn,
      })
    return { wanted, told: new Set(['NAME', 'PARENT', 'EXISTENCE']) }
  }
  const told = new Set<ProposalAspect>(['EXISTENCE'])
  if (row.name !== undefined) {
    told.add('NAME')
    if (row.name !== unit.name)
      wanted.push({
        type: 'RENAME_UNIT',
        aspect: 'NAME',
        before: unit.name,
        after: row.name,
        target: { name: row.name },
        fingerprint: `NAME ${row.name}`,
        effectiveOn,
      })
  }
  // a unit never comes to stand at the top: whoever leaves the parent out says nothing of it
  if (parent !== null) {
    told.add('PARENT')
    const present = unit.parentCode === null ? null : (facts.byCode.get(unit.parentCode)?.name ?? unit.parentCode)
    if (parent.code !== unit.parentCode)
      wanted.push({
        type: 'MOVE_UNIT',
        aspect: 'PARENT',
        before: present,
        after: parent.name,
        target: { parentId: parent.id, parentCode: parent.code },
        fingerprint: `PARENT ${parent.code}`,
        effectiveOn,
      })
  }
  return { wanted, told }
}
