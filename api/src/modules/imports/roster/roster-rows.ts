import { readDetails } from './roster-details.ts'
import { readIdentity } from './roster-identity.ts'
import { readMemberships } from './roster-memberships.ts'
import { type RosterRecord, type RosterRow } from './roster-record.ts'

/** Reads a row; what is wrong with it by itself is noted at the row. */
export function readRosterRow(row: RosterRow, today: string): RosterRecord {
  const identity = readIdentity(row, today)
  const details = readDetails(row, today)
  const memberships = readMemberships({ row, identity, details, today })
  return { row, line: row.line, label: `${row.text('externalId')} ${row.text('name')}`.trim(), identity, details, memberships }
}

/** Rows that say again what an earlier one says; they are told, and not written a second time. */
export type Repeated = ReadonlySet<RosterRecord>

/**
 * Holds the rows against each other: which repeat, which contradict each other under one staff number, and which claim one national ID
 * number. A number belongs to the row that agrees with it; where several do, none of them gets it.
 */
export function compareRows(records: readonly RosterRecord[]): Repeated {
  const repeated = new Set<RosterRecord>()
  for (const same of sharing(records, ({ identity }) => identity.externalId)) noteSameStaffNumber(same, repeated)
  for (const same of sharing(records, ({ identity }) => identity.nationalId)) noteSameNumber(same, repeated)
  noteRounding(records)
  return repeated
}

/** One number in a thousand ends in 000; where most of a file do, a spreadsheet has lost their last digits. */
function noteRounding(records: readonly RosterRecord[]): void {
  const numbered = records.filter(({ row }) => row.text('nationalId') !== '')
  const rounded = numbered.filter(({ row }) => row.text('nationalId').endsWith('000'))
  if (rounded.length * 2 > numbered.length) for (const { row } of rounded) row.note('NATIONAL_ID_ROUNDED', 'nationalId')
}

function noteSameStaffNumber(same: readonly RosterRecord[], repeated: Set<RosterRecord>): void {
  const [first, ...others] = same
  if (others.every(({ row }) => row.content === first!.row.content)) {
    for (const record of others) repeat(record, first!, repeated)
    return
  }
  for (const { row } of same) row.note('EXTERNAL_ID_CONFLICT', 'externalId', { lines: linesOf(same) })
}

function noteSameNumber(same: readonly RosterRecord[], repeated: Set<RosterRecord>): void {
  const rows = same.filter((record) => !repeated.has(record))
  const entitled = rows.filter(({ identity }) => !identity.contradicted)
  const others = rows.filter(({ identity }) => identity.contradicted)
  if (entitled.length > 1) {
    const [first, ...rest] = entitled
    if (rest.every(({ row }) => row.content === first!.row.content)) for (const record of rest) repeat(record, first!, repeated)
    // under one staff number it is told already that they contradict each other
    else if (new Set(entitled.map(({ identity }) => identity.externalId)).size > 1)
      for (const { row } of entitled) row.note('NATIONAL_ID_TWICE', 'nationalId', { lines: linesOf(entitled) })
  } else if (others.length > 0) {
    for (const { row } of entitled) row.note('NATIONAL_ID_CLAIMED', 'nationalId', { lines: linesOf(others) })
    for (const { row } of others) row.note('NATIONAL_ID_TWICE', 'nationalId', { lines: linesOf(rows) })
  }
}

function repeat(record: RosterRecord, first: RosterRecord, repeated: Set<RosterRecord>): void {
  repeated.add(record)
  record.row.note('ROW_REPEATED', null, { line: first.line })
}

function linesOf(records: readonly RosterRecord[]): string {
  return records.map(({ line }) => line).join('、')
}

function sharing(records: readonly RosterRecord[], keyOf: (record: RosterRecord) => string | null): RosterRecord[][] {
  const groups = new Map<string, RosterRecord[]>()
  for (const record of records) {
    const key = keyOf(record)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [record])
    else group.push(record)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}
