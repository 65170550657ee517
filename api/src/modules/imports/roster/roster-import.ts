import { type MemberRegister, type RegisterOutcome, type RegisterRow } from '../../members/index.ts'
import { organizationsByCode } from '../../organizations/index.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { type ImportBatch, type ImportTarget, resultOf, type RowResult } from '../import-target.ts'
import { compareRows, readRosterRow } from './roster-rows.ts'
import { rosterFields } from './roster-fields.ts'
import { type RosterRecord, type RosterRow } from './roster-record.ts'
import { registerFindings } from './register-findings.ts'

/** The system whose ids the staff numbers are. */
export const rosterSource = 'HR'

/** Few enough that nobody waits long for a batch, many enough that a statement is worth its while. */
const batchSize = 500

/** A roster of persons: who they are, who employs them, and where they belong. */
export function rosterImport(register: MemberRegister): ImportTarget {
  return {
    fields: rosterFields,
    action: 'import.roster',
    batches(rows, today): ImportBatch[] {
      const records = (rows as readonly RosterRow[]).map((row) => readRosterRow(row, today))
      const repeated = compareRows(records)
      return chunks(records).map((chunk) => ({ write: (tx) => write(tx, register, chunk, repeated) }))
    },
  }
}

async function write(
  tx: Transaction,
  register: MemberRegister,
  records: readonly RosterRecord[],
  repeated: ReadonlySet<RosterRecord>,
): Promise<RowResult[]> {
  // imports go one after the other, so that of two that bring the same person one finds him
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', ['import-roster'])
  const standing = records.filter((record) => !record.row.refused && !repeated.has(record))
  const outcomes = new Map((await register.upsertBatch(tx, standing.map(registerRow))).map((outcome) => [outcome.line, outcome]))
  const units = await unitNames(tx, standing)
  return records.map((record) => {
    const outcome = outcomes.get(record.line)
    if (outcome === undefined) return resultOf(record, record.row.findings, 'UNCHANGED')
    return resultOf(
      record,
      [...record.row.findings, ...registerFindings(record, outcome), ...unitFindings(record, outcome, units)],
      outcome.outcome,
    )
  })
}

/** What the row says, as the register takes it: a field that says nothing is absent, and left as it is. */
function registerRow({ line, identity, details, memberships }: RosterRecord): RegisterRow {
  const { unitCode, ...told } = details
  const fields = { sex: identity.sex, birthDate: identity.birthDate, ...told }
  return {
    line,
    externalId: identity.externalId === null ? null : { source: rosterSource, externalId: identity.externalId },
    nationalId: identity.nationalId,
    name: identity.name,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
    unitCode,
    memberships: memberships.map(({ kind, organizationCode, periods }) => ({ kind, organizationCode, periods })),
  }
}

async function unitNames(tx: Transaction, records: readonly RosterRecord[]): Promise<Map<string, string>> {
  const codes = records.flatMap(({ row, details }) => (details.unitCode !== null && row.text('unitName') !== '' ? [details.unitCode] : []))
  if (codes.length === 0) return new Map()
  return new Map([...(await organizationsByCode(tx, codes))].map(([code, { name }]) => [code, name]))
}

function unitFindings({ row, details }: RosterRecord, { outcome }: RegisterOutcome, units: ReadonlyMap<string, string>): Finding[] {
  const code = details.unitCode
  const registered = code === null ? undefined : units.get(code)
  const written = row.text('unitName')
  if (outcome === 'REJECTED' || code === null || registered === undefined || written === '' || sameName(written, registered)) return []
  return [finding('UNIT_NAME_DIFFERS', row.spot('unitName'), { code, registered })]
}

/** Rosters call a unit by its short name too. */
function sameName(written: string, registered: string): boolean {
  const [short, long] = [written, registered].map((name) => name.replace(/\s/gu, '')) as [string, string]
  return long === short || long.endsWith(short)
}

function chunks(records: readonly RosterRecord[]): RosterRecord[][] {
  return Array.from({ length: Math.ceil(records.length / batchSize) }, (_, at) => records.slice(at * batchSize, (at + 1) * batchSize))
}
