import { covers } from '../../../platform/access/scope.ts'
import { type Viewer } from '../../../platform/access/viewer.ts'
import { maskNationalId } from '@qizhi/codes'
import { newId } from '../../../platform/crypto/ids.ts'
import { blankEntry, type Entry, type EntryFields, type KnownPerson, type KnownPersons } from '../../members/index.ts'
import { isKnownTo } from '../../memberships/index.ts'
import { type RegisteredOrganization } from '../../organizations/index.ts'
import { type EarlierProposals, noProposals, type WantedProposal } from '../proposals/proposal.store.ts'
import { type ProposalAspect } from '../proposals/proposal.enums.ts'
import { syncError, type SyncErrorType } from '../sync-error.type.ts'
import { type ReadMemberRow } from './member-row.ts'

/** A row that has to be looked at, with what it says. */
export interface OpenRow extends ReadMemberRow {
  readonly index: number
  readonly externalId: string
  readonly deleted: boolean
  /** Eighteen characters, checked; whom the row may mean besides its external id. */
  readonly nationalId: string | null
}

/** What a batch finds on the register. */
export interface MemberFacts {
  readonly viewer: Viewer
  readonly source: string
  readonly persons: KnownPersons
  /** By what the source calls them. */
  readonly units: ReadonlyMap<string, RegisteredOrganization>
  /** By id: names of units, wanted and present. */
  readonly unitNames: ReadonlyMap<string, string>
  readonly proposals: ReadonlyMap<string, EarlierProposals>
  readonly indexOf: (nationalId: string) => string
}

/** What is to be done about a row. Nothing, where it has errors. */
export interface MemberDecision {
  readonly row: OpenRow
  readonly errors: readonly SyncErrorType[]
  readonly person: KnownPerson | null
  /** The present entry, or a blank one; null where there is nobody to write. */
  readonly entry: Entry | null
  readonly fields: EntryFields
  readonly attaches: { readonly source: string; readonly externalId: string } | null
  readonly wanted: readonly WantedProposal[]
  /** What the row tells something about: what waits about it and is no longer wanted is put away. */
  readonly told: ReadonlySet<ProposalAspect>
  readonly earlier: EarlierProposals
}

/** Decides about one row. */
export function decideMember(row: OpenRow, facts: MemberFacts): MemberDecision {
  const identity = { externalId: { source: facts.source, externalId: row.externalId }, nationalId: row.nationalId }
  const called = facts.persons.ofExternalId(identity)
  const numbered = facts.persons.ofNumber(identity)
  if (row.deleted) return decideGone(row, facts, called, numbered)
  const person = called ?? numbered ?? null
  const errors = [...row.errors, ...identityErrors(row, facts, called, numbered), ...unitErrors(row, facts)]
  if (person === null) errors.push(...newcomerErrors(row, facts))
  if (errors.length > 0) return { ...nothing(row, person, facts), errors }
  const attaches = person?.externalIds.get(facts.source) === undefined ? identity.externalId : null
  if (person !== null) return { ...nothing(row, person, facts), attaches, ...changesOf(person.entry, row, facts) }
  return {
    ...nothing(row, null, facts),
    entry: newcomer(row),
    fields: { ...row.fields, employerUnitId: unitIdOf(row, facts) ?? null },
    attaches,
  }
}

/** A tombstone holds whatever else its row says: a number that is somebody else’s, or a unit that went too, does not keep the person. */
function decideGone(row: OpenRow, facts: MemberFacts, called: KnownPerson | undefined, numbered: KnownPerson | undefined): MemberDecision {
  const errors = [...row.errors, ...identityErrors(row, facts, called, numbered)]
  const doubtful = errors.length > 0
  const person = called ?? (doubtful ? undefined : numbered) ?? null
  if (person === null) return nothing(row, null, facts)
  const elsewhere = errors.filter(({ code }) => code === 'PERSON_ELSEWHERE')
  if (elsewhere.length > 0) return { ...nothing(row, person, facts), errors: elsewhere }
  const fields: EntryFields = {
    ...(doubtful ? {} : row.fields),
    ...(isStaff(person.entry) ? { employmentStatus: 'LEFT' as const } : { employmentStatus: person.entry.employmentStatus }),
  }
  const changes = changesOf(person.entry, { ...row, unit: undefined, fields }, facts)
  const attaches = person.externalIds.get(facts.source) === undefined ? { source: facts.source, externalId: row.externalId } : null
  return { ...nothing(row, person, facts), attaches, ...changes, told: new Set([...changes.told, 'UNIT' as const]) }
}

function nothing(row: OpenRow, person: KnownPerson | null, { proposals }: MemberFacts): MemberDecision {
  const earlier = (person === null ? undefined : proposals.get(person.id)) ?? noProposals
  return { row, errors: [], person, entry: person?.entry ?? null, fields: {}, attaches: null, wanted: [], told: new Set(), earlier }
}

function identityErrors(
  row: OpenRow,
  { viewer, source }: MemberFacts,
  called: KnownPerson | undefined,
  numbered: KnownPerson | undefined,
): SyncErrorType[] {
  const known = (person: KnownPerson | undefined) => person === undefined || isKnownTo({ actor: { viewer } }, person, 'members:write')
  if (!known(called)) return [syncError('PERSON_ELSEWHERE', row.index, 'externalId')]
  if (!known(numbered)) return [syncError('NATIONAL_ID_ELSEWHERE', row.index, 'nationalId')]
  if (called !== undefined && numbered !== undefined && called !== numbered)
    return [syncError('NATIONAL_ID_OF_ANOTHER', row.index, 'nationalId')]
  const other = numbered?.externalIds.get(source)
  return other === undefined || other === row.externalId
    ? []
    : [syncError('EXTERNAL_ID_TAKEN', row.index, 'externalId', { registered: other })]
}

function unitErrors(row: OpenRow, { viewer, units }: MemberFacts): SyncErrorType[] {
  if (row.unit == null) return []
  const unit = units.get(row.unit)
  if (unit === undefined || !covers(viewer.scope('members:write'), unit.path))
    return [syncError('UNIT_UNKNOWN', row.index, 'unit', { unit: row.unit.slice(0, 64) })]
  if (unit.kind !== 'UNIT') return [syncError('UNIT_KIND', row.index, 'unit', { unit: unit.code })]
  return unit.dissolvedOn === null ? [] : [syncError('UNIT_DISSOLVED', row.index, 'unit', { unit: unit.code, day: unit.dissolvedOn })]
}

function newcomerErrors(row: OpenRow, { viewer }: MemberFacts): SyncErrorType[] {
  const errors: SyncErrorType[] = []
  if (row.fields.name === undefined && !row.errors.some(({ path }) => path[2] === 'name'))
    errors.push(syncError('NAME_REQUIRED', row.index, 'name'))
  if (row.unit == null && !viewer.scope('members:write').everything) errors.push(syncError('UNIT_REQUIRED', row.index, 'unit'))
  return errors
}

/** Whoever has a unit is on its staff, unless the row says otherwise. */
function newcomer({ unit }: OpenRow): Entry {
  return { ...blankEntry(newId()), employmentStatus: unit == null ? 'NONE' : 'ACTIVE' }
}

function unitIdOf({ unit }: OpenRow, { units }: MemberFacts): string | null | undefined {
  return unit == null ? unit : units.get(unit)!.id
}

type Changes = Pick<MemberDecision, 'fields' | 'wanted' | 'told'>

/** What the source may change by itself, and what it may only propose. */
function changesOf(entry: Entry, row: OpenRow, facts: MemberFacts): Changes {
  const { name, nationalId, birthDate, sex, employmentStatus, ...plain } = row.fields
  const fields: { -readonly [Name in keyof EntryFields]: EntryFields[Name] } = plain
  const wanted: WantedProposal[] = []
  const told = new Set<ProposalAspect>()

  if (name !== undefined) {
    told.add('NAME')
    if (name !== entry.name)
      wanted.push({
        type: 'CORRECT_NAME',
        aspect: 'NAME',
        before: entry.name,
        after: name,
        target: { name },
        fingerprint: `NAME ${name}`,
        effectiveOn: null,
      })
  }
  if (nationalId !== undefined) told.add('NATIONAL_ID')
  const index = nationalId == null ? null : facts.indexOf(nationalId)
  if (nationalId !== undefined && entry.nationalIdIndex !== null && index !== entry.nationalIdIndex)
    wanted.push(numberProposal(entry, nationalId, index))
  // birth date and sex follow from a number that is on the register; one that is new brings its own
  else if (entry.nationalIdIndex === null || nationalId != null) {
    if (nationalId != null) fields.nationalId = nationalId
    if (birthDate !== undefined) fields.birthDate = birthDate
    if (sex !== undefined) fields.sex = sex
  }
  const leaves =
    employmentStatus !== undefined && employmentStatus !== 'ACTIVE' && employmentStatus !== entry.employmentStatus && isStaff(entry)
  if (employmentStatus !== undefined) {
    told.add('EMPLOYMENT')
    if (leaves) wanted.push(statusProposal(entry, employmentStatus, row))
    else fields.employmentStatus = employmentStatus
  }
  if (!row.deleted && facts.proposals.get(entry.id)?.waiting.get('EMPLOYMENT')?.fingerprint.endsWith(gone)) told.add('EMPLOYMENT')
  const unitId = unitIdOf(row, facts)
  // where a leaver worked last stays on the register
  const isGone = employmentStatus === 'LEFT' || employmentStatus === 'NONE'
  if (unitId !== undefined || isGone) told.add('UNIT')
  if (unitId !== undefined && unitId !== entry.employerUnitId && !isGone) {
    if (entry.employerUnitId === null) fields.employerUnitId = unitId
    else wanted.push(moveProposal(entry, unitId, row, facts))
  }
  return { fields, wanted, told }
}

/** Whether an employment can end: by leaving or by retiring. */
function isStaff({ employmentStatus }: Entry): boolean {
  return employmentStatus === 'ACTIVE' || employmentStatus === 'RETIRED'
}

/** Of whom nothing more is told than that he is no longer there, it is enough that he is there again. */
const gone = ' gone'

function statusProposal(entry: Entry, status: Entry['employmentStatus'], { effectiveOn, deleted }: OpenRow): WantedProposal {
  const type = status === 'RETIRED' ? 'RETIRE' : 'LEAVE'
  return {
    type,
    aspect: 'EMPLOYMENT',
    before: entry.employmentStatus,
    after: status,
    target: { employmentStatus: status },
    fingerprint: `EMPLOYMENT ${status}${deleted ? gone : ''}`,
    effectiveOn,
  }
}

function moveProposal(entry: Entry, unitId: string | null, { effectiveOn }: OpenRow, { unitNames }: MemberFacts): WantedProposal {
  const nameOf = (id: string | null) => (id === null ? null : (unitNames.get(id) ?? null))
  return {
    type: 'MOVE',
    aspect: 'UNIT',
    before: nameOf(entry.employerUnitId),
    after: nameOf(unitId),
    target: { employerUnitId: unitId },
    fingerprint: `UNIT ${unitId}`,
    effectiveOn,
  }
}

function numberProposal(entry: Entry, nationalId: string | null, index: string | null): WantedProposal {
  return {
    type: 'CORRECT_NATIONAL_ID',
    aspect: 'NATIONAL_ID',
    before: entry.nationalIdMasked,
    after: nationalId === null ? null : maskNationalId(nationalId),
    target: {},
    ...(nationalId === null ? {} : { secret: nationalId }),
    fingerprint: `NATIONAL_ID ${index}`,
    effectiveOn: null,
  }
}
