import { type AttendanceStatus } from '#gql'

/** Somebody on the sheet: expected, excused from being expected, or a guest. */
export interface SheetRow {
  readonly memberId: string
  readonly name: string
  readonly expected: boolean
  readonly exclusionReason: string | null
  /** What is recorded; null until somebody did. */
  readonly status: AttendanceStatus | null
}

/** What was marked and is not saved yet, by member; null takes a record back. */
export type Marks = ReadonlyMap<string, AttendanceStatus | null>

export const noMarks: Marks = new Map()

/** What stands on the sheet for a person now. */
export function statusOf(row: SheetRow, marks: Marks): AttendanceStatus | null {
  return marks.get(row.memberId) !== undefined ? (marks.get(row.memberId) ?? null) : row.status
}

/** Whether a person may be marked so: who is not expected is there or is not on the sheet. */
export function mayBe(row: SheetRow, status: AttendanceStatus | null): boolean {
  return row.expected || (status !== 'LEAVE' && status !== 'ABSENT')
}

/** Marks a person; null says that nothing is known of him. Back at what is recorded, there is nothing to save. */
export function marked(marks: Marks, row: SheetRow, status: AttendanceStatus | null): Marks {
  if (!mayBe(row, status)) return marks
  const next = new Map(marks)
  if (row.status === status) next.delete(row.memberId)
  else next.set(row.memberId, status)
  return next
}

/** Marks all of these people. */
export function markedAll(marks: Marks, rows: readonly SheetRow[], status: AttendanceStatus | null): Marks {
  return rows.reduce((all, row) => marked(all, row, status), marks)
}

/** Those of the expected of whom nothing is said yet. */
export function unsaid(rows: readonly SheetRow[], marks: Marks): SheetRow[] {
  return rows.filter((row) => row.expected && statusOf(row, marks) === null)
}

export interface SheetCounts {
  readonly expected: number
  /** Everybody who came to take part, expected or not. */
  readonly present: number
  readonly leave: number
  readonly absent: number
  readonly observer: number
  /** Expected, and nothing said yet. */
  readonly unsaid: number
  /** Expected and present, in ten-thousandths of those expected; null when nobody is expected. */
  readonly rate: number | null
}

/** The sheet's figures as they would be saved. */
export function countsOf(rows: readonly SheetRow[], marks: Marks): SheetCounts {
  const with_ = (status: AttendanceStatus) => rows.filter((row) => statusOf(row, marks) === status)
  const expected = rows.filter((row) => row.expected).length
  const came = with_('PRESENT').filter((row) => row.expected).length
  return {
    expected,
    present: with_('PRESENT').length,
    leave: with_('LEAVE').length,
    absent: with_('ABSENT').length,
    observer: with_('OBSERVER').length,
    unsaid: unsaid(rows, marks).length,
    rate: expected === 0 ? null : Math.round((came * 10_000) / expected),
  }
}

export const attendanceStatuses: readonly AttendanceStatus[] = ['PRESENT', 'LEAVE', 'ABSENT', 'OBSERVER']

/** The sheet after somebody else saved it meanwhile: what both said alike is settled, and where the two differ one has to choose. */
export interface Reconciled {
  readonly marks: Marks
  readonly differing: readonly { readonly row: SheetRow; readonly mine: AttendanceStatus | null }[]
}

/** Holds the marks against what is recorded now. */
export function reconciled(before: readonly SheetRow[], now: readonly SheetRow[], marks: Marks): Reconciled {
  const known = new Map(before.map((row) => [row.memberId, row.status]))
  const kept = new Map([...marks].filter(([memberId, mine]) => now.find((row) => row.memberId === memberId)?.status !== mine))
  const differing = now.flatMap((row) => {
    const mine = kept.get(row.memberId)
    return mine !== undefined && row.status !== (known.get(row.memberId) ?? null) ? [{ row, mine }] : []
  })
  return { marks: kept, differing }
}

const keys: Readonly<Record<string, AttendanceStatus>> = { p: 'PRESENT', l: 'LEAVE', a: 'ABSENT', o: 'OBSERVER' }

/** What a key marks. */
export function statusOfKey(key: string): AttendanceStatus | undefined {
  return keys[key.toLowerCase()]
}

/** The key that marks so. */
export function keyOf(status: AttendanceStatus): string {
  return (Object.keys(keys).find((key) => keys[key] === status) ?? '').toUpperCase()
}
