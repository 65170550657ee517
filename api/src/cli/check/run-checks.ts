import { type ClientBase } from 'pg'
import { brokenSnapshots } from '../../modules/reports/index.ts'
import { type PublicKey } from '../../platform/crypto/signing-key.ts'
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
  readonly invariant: Pick<Invariant, 'name' | 'title'>
  readonly offending: readonly Readonly<Record<string, unknown>>[]
  /** Whether there are more than were read. */
  readonly more: boolean
}

/** As many offending rows as anybody wants to read at once. */
const mostRows = 20

/**
 * Proves the invariants one after the other, all of them on the same state of the database. `key`: what snapshots are signed with, where it is
 * known.
 */
export async function* runChecks(client: ClientBase, key?: PublicKey): AsyncGenerator<CheckResult> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    for (const invariant of invariants) yield await check(client, invariant)
    if (key !== undefined) yield await checkSnapshots(client, key)
  } finally {
    await client.query('ROLLBACK')
  }
}

/** Proves one invariant. */
export async function check(client: ClientBase, invariant: Invariant): Promise<CheckResult> {
  const { rows } = await client.query<Record<string, unknown>>(invariant.sql, [mostRows + 1, ...(invariant.parameters ?? [])])
  return { invariant, offending: rows.slice(0, mostRows), more: rows.length > mostRows }
}

/** What SQL cannot prove: digests and signatures. */
async function checkSnapshots(client: ClientBase, key: PublicKey): Promise<CheckResult> {
  const offending: Record<string, unknown>[] = []
  for await (const broken of brokenSnapshots(client, key)) {
    if (offending.length === mostRows) return { invariant: signedSnapshots, offending, more: true }
    offending.push(broken)
  }
  return { invariant: signedSnapshots, offending, more: false }
}

const signedSnapshots = {
  name: 'report-snapshot.signed',
  title: { zh: '报表快照的摘要与签名都成立', en: 'The digest and the signature of each snapshot hold' },
}
