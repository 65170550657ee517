import { type ClientBase } from 'pg'
import { activityInvariants } from './activity-invariants.ts'
import { type Invariant } from './invariant.ts'
import { membershipInvariants } from './membership-invariants.ts'
import { organizationInvariants } from './organization-invariants.ts'
import { reportInvariants } from './report-invariants.ts'
import { rollUpInvariants } from './roll-up-invariants.ts'
import { storageInvariants } from './storage-invariants.ts'

/** Everything that is always true of the database. */
export const invariants: readonly Invariant[] = [
  ...organizationInvariants,
  ...membershipInvariants,
  ...activityInvariants,
  ...rollUpInvariants,
  ...reportInvariants,
  ...storageInvariants,
]

/** An invariant and the rows for which it is not true, some of them where they are many. */
export interface CheckResult {
  readonly invariant: Invariant
  readonly offending: readonly Readonly<Record<string, unknown>>[]
  /** Whether there are more than were read. */
  readonly more: boolean
}

/** As many offending rows as anybody wants to read at once. */
const mostRows = 20

/** Proves the invariants one after the other, all of them on the same state of the database. */
export async function* runChecks(client: ClientBase): AsyncGenerator<CheckResult> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    for (const invariant of invariants) yield await check(client, invariant)
  } finally {
    await client.query('ROLLBACK')
  }
}

/** Proves one invariant. */
export async function check(client: ClientBase, invariant: Invariant): Promise<CheckResult> {
  const { rows } = await client.query<Record<string, unknown>>(invariant.sql, [mostRows + 1, ...(invariant.parameters ?? [])])
  return { invariant, offending: rows.slice(0, mostRows), more: rows.length > mostRows }
}
