import { placementObstacles, rulesAsOf } from '@qizhi/rulebook'
import { covers } from '../../../platform/access/scope.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import {
  type NewLeadership,
  type NewOrganization,
  type OrganizationKind,
  type OrganizationLevel,
  type RegisteredOrganization,
} from '../../organizations/index.ts'
import { type Finding, finding, type FindingFacts } from '../findings/finding.ts'
import { type FindingCode } from '../findings/finding-kinds.ts'
import { ruleReason } from '../findings/reasons.ts'
import { type ImportOutcome } from '../import.enums.ts'
import { type OrganizationField } from './organization-fields.ts'
import { type OrganizationRecord } from './organization-record.ts'

/** Where a file does not say since when an organisation exists: early enough for every membership that a roster may tell of. */
export const defaultEstablishedOn = '1949-10-01'

interface Decision {
  readonly outcome: ImportOutcome
  readonly findings: readonly Finding[]
}

/** What a parent or a leader is, whether it is on the register or in the file. */
interface Other {
  readonly kind: OrganizationKind
  readonly level: OrganizationLevel
  /** Since when it is, where it is. */
  readonly establishedOn: string
  readonly dissolvedOn: string | null
}

type Level = 'organizations:write' | 'organizations:read'

/** Holds the rows of a file against the register and the rules, and gathers what is to be made. */
export class OrganizationPlan {
  readonly decisions = new Map<OrganizationRecord, Decision>()
  readonly organizations: NewOrganization[] = []
  readonly leaderships: NewLeadership[] = []
  private readonly made = new Map<string, Other>()

  constructor(
    private readonly inFile: ReadonlyMap<string, OrganizationRecord>,
    private readonly registered: ReadonlyMap<string, RegisteredOrganization>,
    private readonly tx: Pick<Transaction, 'actor' | 'today'>,
  ) {}

  /** Decides about a row; those of its parent and its leader were decided before. */
  decide(record: OrganizationRecord): void {
    const notes = new Notes(record)
    const registered = this.registered.get(record.code)
    const outcome = registered === undefined ? this.create(record, notes) : this.compare(record, registered, notes)
    this.decisions.set(record, { outcome, findings: notes.findings })
  }

  private create(record: OrganizationRecord, notes: Notes): ImportOutcome {
    const { kind, level, code, name, parentCode } = record
    if (kind === null || level === null || notes.refused) return 'REJECTED'
    const parent = this.parentOf(record, notes)
    const leader = this.leaderOf(record, kind, notes)
    if (notes.refused) return 'REJECTED'

    const establishedOn = record.establishedOn ?? latest(defaultEstablishedOn, parent?.establishedOn)
    const rules = rulesAsOf(establishedOn)
    for (const obstacle of placementObstacles({ kind, level, on: establishedOn, parent }, rules))
      notes.add('RULE_REFUSED', parent === null ? 'level' : 'parentCode', ruleReason(obstacle, rules))
    if (parent !== null && establishedOn < parent.establishedOn)
      notes.add('ESTABLISHED_BEFORE_PARENT', 'establishedOn', { day: parent.establishedOn })
    if (record.establishedOn === null) notes.add('ESTABLISHED_BY_DEFAULT', 'establishedOn', { day: establishedOn })
    if (notes.refused) return 'REJECTED'

    this.organizations.push({ code, kind, level, name, parentCode, establishedOn })
    this.made.set(code, { kind, level, establishedOn, dissolvedOn: null })
    if (leader !== null)
      this.leaderships.push({ code, leaderCode: record.leaderCode!, effectiveOn: latest(establishedOn, leader.establishedOn) })
    return 'CREATED'
  }

  /** What is on the register stays as it is, but for a leader that it had none of. */
  private compare(record: OrganizationRecord, registered: RegisteredOrganization, notes: Notes): ImportOutcome {
    if (notes.refused) return 'REJECTED'
    if (!covers(this.tx.actor.viewer.scope('organizations:write'), registered.path)) notes.add('ORGANIZATION_CODE_ELSEWHERE', 'code')
    else if (registered.dissolvedOn !== null) notes.add('ORGANIZATION_DISSOLVED', 'code', { day: registered.dissolvedOn })
    if (notes.refused) return 'REJECTED'

    const { row, name, kind, level, parentCode, establishedOn, leaderCode } = record
    if (name !== registered.name) notes.differs('name', registered.name)
    if (kind !== registered.kind) notes.differs('kind', registered.kind)
    if (level !== registered.level) notes.differs('level', registered.level)
    if (row.has('parentCode') && parentCode !== registered.parentCode) notes.differs('parentCode', registered.parentCode ?? '—')
    if (establishedOn !== null && establishedOn !== registered.establishedOn) notes.differs('establishedOn', registered.establishedOn)
    if (leaderCode === null || leaderCode === registered.leaderCode) return 'UNCHANGED'
    if (registered.leaderCode !== null) {
      notes.differs('leaderCode', registered.leaderCode)
      return 'UNCHANGED'
    }
    if (this.leaderOf(record, registered.kind, notes) === null) return 'REJECTED'
    this.leaderships.push({ code: record.code, leaderCode, effectiveOn: this.tx.today })
    return 'UPDATED'
  }

  private parentOf(record: OrganizationRecord, notes: Notes): Other | null {
    const { parentCode } = record
    if (parentCode === null) {
      // a root of its own needs the right everywhere
      if (!this.tx.actor.viewer.scope('organizations:write').everything) notes.add('PARENT_UNKNOWN', 'parentCode')
      return null
    }
    return this.find(parentCode, 'organizations:write', notes, {
      field: 'parentCode',
      unknown: 'PARENT_UNKNOWN',
      refused: 'PARENT_REFUSED',
    })
  }

  private leaderOf(record: OrganizationRecord, kind: OrganizationKind, notes: Notes): Other | null {
    if (record.leaderCode === null) return null
    const leader = this.find(record.leaderCode, 'organizations:read', notes, {
      field: 'leaderCode',
      unknown: 'LEADER_UNKNOWN',
      refused: 'LEADER_REFUSED',
    })
    if (leader === null) return null
    if (leader.kind !== 'PARTY' || kind === 'PARTY' || kind === 'UNIT') notes.add('LEADER_UNFIT', 'leaderCode')
    if (leader.dissolvedOn !== null) notes.add('ORGANIZATION_DISSOLVED', 'leaderCode', { day: leader.dissolvedOn })
    return leader
  }

  private find(
    code: string,
    permission: Level,
    notes: Notes,
    as: { field: OrganizationField; unknown: FindingCode & `${string}_UNKNOWN`; refused: 'PARENT_REFUSED' | 'LEADER_REFUSED' },
  ): Other | null {
    const registered = this.registered.get(code)
    if (registered !== undefined && covers(this.tx.actor.viewer.scope(permission), registered.path))
      return { ...registered, establishedOn: registered.placedFrom }
    const made = this.made.get(code)
    if (made !== undefined) return made
    const record = registered === undefined ? this.inFile.get(code) : undefined
    if (record === undefined) notes.add(as.unknown as 'PARENT_UNKNOWN', as.field)
    // of another kind, and therefore not decided yet: the rules say why it cannot be
    else if (!this.decisions.has(record) && record.kind !== null && record.level !== null)
      return { kind: record.kind, level: record.level, establishedOn: record.establishedOn ?? defaultEstablishedOn, dissolvedOn: null }
    else notes.add(as.refused, as.field, { line: record.line })
    return null
  }
}

/** What was found in a row by itself, and now against the register; a plan may be made several times from one reading. */
class Notes {
  readonly findings: Finding[]

  constructor(private readonly record: OrganizationRecord) {
    this.findings = [...record.row.findings]
  }

  get refused(): boolean {
    return this.findings.some(({ severity }) => severity === 'REFUSED')
  }

  add<Code extends FindingCode>(
    code: Code,
    field: OrganizationField,
    ...facts: keyof FindingFacts<Code> extends never ? [] : [FindingFacts<Code>]
  ): void {
    this.findings.push((finding as (...all: unknown[]) => Finding)(code, this.record.row.spot(field), facts[0]))
  }

  differs(field: OrganizationField, registered: string): void {
    this.add('ALREADY_DIFFERENT', field, { registered, place: { zh: '组织页面', en: 'Organisations' } })
  }
}

function latest(one: string, other: string | undefined): string {
  return other !== undefined && other > one ? other : one
}
