import { birthDateOf, sexOf } from '@qizhi/codes'
import { newId } from '../../platform/crypto/ids.ts'
import { covers } from '../../platform/access/scope.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type ClaimNotice, decideClaim, isKnownTo, type Period, type RecordedMembership } from '../memberships/index.ts'
import { type RegisteredOrganization } from '../organizations/index.ts'
import { blankEntry, type Entry, withFields } from './member-entry.ts'
import { type MemberSecrets } from './member-secrets.ts'
import { keyOf, type KnownPerson, type KnownPersons } from './register-persons.ts'
import { type RegisterNotice, type RegisterPlace, type RegisterRefusal, type RegisterRow } from './register-row.ts'
import { type EntryChange } from './register-writing.ts'

/** What is to be written for a row. Nothing, where it has refusals. */
export interface Decision extends EntryChange {
  readonly row: RegisterRow
  readonly refusals: readonly RegisterRefusal[]
  readonly notices: readonly RegisterNotice[]
  readonly memberships: readonly RecordedMembership[]
}

/** What a batch finds on the register. */
export interface RegisterFacts {
  readonly viewer: Viewer
  readonly persons: KnownPersons
  /** By person: what he is and was. */
  readonly periods: ReadonlyMap<string, readonly Period[]>
  readonly organizations: ReadonlyMap<string, RegisteredOrganization>
  /** By id: those that hold memberships of the persons. */
  readonly namedOrganizations: ReadonlyMap<string, { readonly name: string; readonly path: string }>
}

/** Decides about the rows of one batch, one after the other; a person is meant by one of them at most. */
export class RegisterDecisions {
  private readonly meant = new Set<string>()

  constructor(
    private readonly facts: RegisterFacts,
    private readonly secrets: MemberSecrets,
  ) {}

  async decide(row: RegisterRow): Promise<Decision> {
    const known = this.facts.persons.ofExternalId(row) ?? this.facts.persons.ofNumber(row) ?? null
    const refusals = [...this.identityRefusals(row, known), ...this.organizationRefusals(row), ...this.repeats(row, known)]
    const before = known?.entry ?? null
    // whoever has a unit is on its staff, unless the row says otherwise
    const blank = before ?? { ...blankEntry(newId()), ...(row.unitCode == null ? {} : { employmentStatus: 'ACTIVE' as const }) }
    if (refusals.length === 0 && before === null && !this.willBeSeen(row)) refusals.push({ code: 'NO_ORGANIZATION' })
    if (refusals.length > 0) return { row, refusals, notices: [], before, after: blank, attaches: null, memberships: [] }

    const notices: RegisterNotice[] = []
    if (before !== null && before.name !== row.name) notices.push({ code: 'NAME_CHANGED', registered: before.name })
    const after = await withFields(blank, { ...this.fieldsOf(row, before), employerUnitId: this.unitOf(row, before, notices) }, this.secrets)
    const memberships = this.membershipsOf(row, after, notices)
    const attaches = row.externalId !== null && known?.externalIds.get(row.externalId.source) === undefined ? row.externalId : null
    return { row, refusals, notices, before, after, attaches, memberships }
  }

  private identityRefusals(row: RegisterRow, known: KnownPerson | null): RegisterRefusal[] {
    if (known === null) return []
    const { viewer, persons } = this.facts
    const [called, numbered] = [persons.ofExternalId(row), persons.ofNumber(row)]
    if (![called, numbered].every((person) => person === undefined || isKnownTo({ actor: { viewer } }, person, 'members:write'))) return [{ code: 'PERSON_ELSEWHERE' }]
    if (called !== undefined && numbered !== undefined && called !== numbered) return [{ code: 'NATIONAL_ID_OF_ANOTHER' }]
    const refusals: RegisterRefusal[] = []
    const other = row.externalId === null ? undefined : known.externalIds.get(row.externalId.source)
    if (other !== undefined && other !== row.externalId!.externalId) refusals.push({ code: 'EXTERNAL_ID_TAKEN', registered: other })
    if (row.nationalId !== null && numbered === undefined && known.entry.nationalIdIndex !== null) refusals.push({ code: 'NATIONAL_ID_DIFFERS' })
    else if (numbered === undefined && known.entry.name !== row.name) refusals.push({ code: 'NAME_DIFFERS', registered: known.entry.name })
    return refusals
  }

  private organizationRefusals({ unitCode, memberships }: RegisterRow): RegisterRefusal[] {
    const named: { place: RegisterPlace; organizationCode: string }[] = memberships.map(({ kind, organizationCode }) => ({ place: kind, organizationCode }))
    if (unitCode != null) named.push({ place: 'UNIT', organizationCode: unitCode })
    return named.flatMap(({ place, organizationCode }): RegisterRefusal[] => {
      const organization = this.facts.organizations.get(organizationCode)
      if (organization === undefined || !covers(this.facts.viewer.scope('members:write'), organization.path)) return [{ code: 'ORGANIZATION_UNKNOWN', place, organizationCode }]
      if (organization.kind !== place) return [{ code: 'ORGANIZATION_OF_OTHER_KIND', place, organizationCode, found: organization.kind }]
      // memberships are held against the rule book, which says more
      return place === 'UNIT' && organization.dissolvedOn !== null ? [{ code: 'ORGANIZATION_DISSOLVED', place, day: organization.dissolvedOn }] : []
    })
  }

  private repeats(row: RegisterRow, known: KnownPerson | null): RegisterRefusal[] {
    const keys = [known?.id, row.externalId && keyOf(row.externalId), row.nationalId && this.secrets.indexOf(row.nationalId)].filter((key) => key != null)
    const repeated = keys.some((key) => this.meant.has(key))
    for (const key of keys) this.meant.add(key)
    return repeated ? [{ code: 'REPEATED' }] : []
  }

  /** Whether the actor would see a new person afterwards. */
  private willBeSeen({ unitCode, memberships }: RegisterRow): boolean {
    return this.facts.viewer.scope('members:write').everything || unitCode != null || memberships.length > 0
  }

  /** Birth date and sex follow from the number; where the register holds one, a row without it does not touch them. */
  private fieldsOf({ name, nationalId, fields }: RegisterRow, before: Entry | null) {
    if (nationalId !== null) return { ...fields, name, nationalId, birthDate: birthDateOf(nationalId), sex: sexOf(nationalId) === '1' ? ('MALE' as const) : ('FEMALE' as const) }
    if (before === null || before.nationalIdIndex === null) return { ...fields, name }
    const { birthDate: _birthDate, sex: _sex, ...others } = fields
    return { ...others, name }
  }

  private unitOf({ unitCode }: RegisterRow, before: Entry | null, notices: RegisterNotice[]): string | null {
    const present = before?.employerUnitId ?? null
    const wanted = unitCode == null ? present : this.facts.organizations.get(unitCode)!.id
    if (present === null || wanted === present || this.manages(present)) return wanted
    notices.push({ code: 'UNIT_ELSEWHERE' })
    return present
  }

  private membershipsOf(row: RegisterRow, { id, birthDate }: Entry, notices: RegisterNotice[]): RecordedMembership[] {
    return row.memberships.flatMap(({ kind, organizationCode, periods }) => {
      const organization = this.facts.organizations.get(organizationCode)!
      const registered = (this.facts.periods.get(id) ?? []).filter((period) => period.kind === kind)
      const decided = decideClaim({ kind, organization, periods }, { birthDate }, registered)
      notices.push(...decided.notices.map((notice) => this.told(notice)))
      return decided.opens.length === 0 ? [] : [{ memberId: id, kind, organization, periods: decided.opens }]
    })
  }

  /** An organisation is named only where the actor may see it. */
  private told(notice: ClaimNotice): RegisterNotice {
    if (notice.code !== 'MEMBERSHIP_ELSEWHERE') return notice
    const elsewhere = this.facts.namedOrganizations.get(notice.organizationId)
    const visible = elsewhere !== undefined && covers(this.facts.viewer.scope('organizations:read'), elsewhere.path)
    return { code: notice.code, kind: notice.kind, registered: visible ? elsewhere.name : null }
  }

  private manages(organizationId: string): boolean {
    const organization = this.facts.namedOrganizations.get(organizationId)
    return organization !== undefined && covers(this.facts.viewer.scope('members:write'), organization.path)
  }
}
