import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type AttendanceStatus } from './activity.enums.ts'

/** A row of the list before it is recorded. */
export interface Listed {
  readonly memberId: string
  readonly memberName: string
  readonly expected: boolean
  readonly excluded: boolean
  readonly status: AttendanceStatus | null
}

/** What is to be recorded of one person; null takes a record back. */
export interface Entry {
  readonly memberId: string
  readonly status: AttendanceStatus | null
}

/** What recording comes to: the rows that get another status or are new, and the guests who leave the list. */
export interface RecordedList {
  readonly changes: readonly Entry[]
  readonly leaving: readonly string[]
}

/**
 * Makes the new list of the present one. Everybody on it may be recorded; who is not on it may come as a guest when he is one of
 * `guests`; who is not expected can only be there or not be listed. With `others`, whoever is expected and has no entry gets that.
 */
export function recordedList(listed: readonly Listed[], entries: readonly Entry[], others: AttendanceStatus | null, guests: ReadonlySet<string>): RecordedList | { readonly errors: UserError[] } {
  const rows = new Map(listed.map((row) => [row.memberId, row]))
  const errors = repeated(entries, 'entries')
  entries.forEach(({ memberId, status }, at) => {
    const field = ['entries', String(at)]
    const row = rows.get(memberId)
    if (row === undefined && !guests.has(memberId)) errors.push(userError('NOT_FOUND', 'activity.memberNotFound', { field: [...field, 'memberId'] }))
    else if (row === undefined && status === null) errors.push(userError('NOT_FOUND', 'activity.notListed', { field: [...field, 'memberId'] }))
    else if (row?.expected !== true && (status === 'LEAVE' || status === 'ABSENT')) errors.push(userError('INVALID', 'activity.guestStatus', { field: [...field, 'status'] }))
  })
  if (errors.length > 0) return { errors }

  const entered = new Map(entries.map((entry) => [entry.memberId, entry.status]))
  const wanted = new Map<string, AttendanceStatus | null>(entered)
  if (others !== null) for (const row of listed) if (row.expected && !entered.has(row.memberId)) wanted.set(row.memberId, others)
  const leaving = new Set([...wanted.keys()].filter((memberId) => wanted.get(memberId) === null && isGuest(rows.get(memberId))))
  const changes = [...wanted].filter(([memberId, status]) => !leaving.has(memberId) && rows.get(memberId)?.status !== status)
  return { changes: changes.map(([memberId, status]) => ({ memberId, status })), leaving: [...leaving] }
}

/** What is counted of a row. */
export type Counted = Pick<Listed, 'expected' | 'status'>

/** The rows as they are once a list is recorded. Who was not on it comes as a guest. */
export function rowsAfter(listed: readonly Listed[], { changes, leaving }: RecordedList): Counted[] {
  const rows = new Map<string, Counted>(listed.map((row) => [row.memberId, row]))
  for (const { memberId, status } of changes) rows.set(memberId, { expected: rows.get(memberId)?.expected ?? false, status })
  for (const memberId of leaving) rows.delete(memberId)
  return [...rows.values()]
}

function isGuest(row: Listed | undefined): boolean {
  return row !== undefined && !row.expected && !row.excluded
}

/** Who stands in a list more than once. */
export function repeated(list: readonly { readonly memberId: string }[], field: string): UserError[] {
  const seen = new Set<string>()
  return list.flatMap(({ memberId }, at) => {
    if (seen.has(memberId)) return [userError('INVALID', 'activity.listedTwice', { field: [field, String(at), 'memberId'] })]
    seen.add(memberId)
    return []
  })
}
