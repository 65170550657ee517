import { type DataSource } from 'typeorm'
import { type OpenTransaction } from '../../platform/database/open-transaction.ts'
import { networkOf } from '../../platform/http/network.ts'

/**
 * Whose failures are counted together. A browser that signed in before is counted by itself: strangers who guess cannot lock its owner
 * out. Everybody else is counted by the address he tries from and by the account he tries.
 */
export function subjectsOf(username: string, address: string, device: string | undefined): string[] {
  return device === undefined ? [`address:${networkOf(address)}`, `account:${username}`] : [`device:${device}`]
}

/**
 * The same for a program that asks for a token. Its client is counted together with where it comes from: nobody locks a program out from
 * elsewhere.
 */
export function subjectsOfClient(clientId: string, address: string): string[] {
  const network = networkOf(address)
  return [`address:${network}`, `client:${clientId}@${network}`]
}

/** Whether an attempt may go on, and if not, what is locked. */
export type Admission = 'admitted' | 'locked' | 'address-locked'

/**
 * Counts attempts to sign in, in the database and by its clock, so that it holds across processes. An attempt is counted before the
 * password is looked at, so that many at once do not slip through. What is locked stays locked for its time and no longer: trying on does
 * not prolong it.
 */
export class SignInThrottle {
  constructor(private readonly dataSource: DataSource) {}

  /** Counts an attempt for one subject after the other, up to one that is locked: a locked address locks no more accounts. */
  async admission(subjects: readonly string[]): Promise<Admission> {
    for (const subject of subjects) {
      const counted = await this.dataSource.query<unknown[]>(countSql, [subject, limitOf.address, limitOf.others])
      if (counted.length === 0) return subject.startsWith('address:') ? 'address-locked' : 'locked'
    }
    return 'admitted'
  }

  /** Seconds until none of the subjects is locked any more; 0 where none is. */
  async lockedFor(subjects: readonly string[]): Promise<number> {
    const [{ seconds }] = await this.dataSource.query<[{ seconds: number }]>(
      'SELECT coalesce(ceil(extract(epoch FROM max(locked_until) - now())), 0)::int AS seconds FROM sign_in_throttle WHERE subject = ANY ($1) AND locked_until > now()',
      [subjects],
    )
    return seconds
  }

  /** Takes back what a successful attempt was counted as. An address keeps the failures before it: others may share it. */
  async forgive(tx: OpenTransaction, subjects: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM sign_in_throttle WHERE subject = ANY ($1) AND subject NOT LIKE 'address:%'`, [subjects])
    await tx.query(
      `UPDATE sign_in_throttle SET failures = greatest(failures - 1, 0), locked_until = CASE WHEN failures > $2 THEN locked_until END
       WHERE subject = ANY ($1) AND subject LIKE 'address:%'`,
      [subjects, limitOf.address],
    )
    await tx.query(`DELETE FROM sign_in_throttle WHERE updated_at < now() - interval '2 days'`)
  }
}

/** Failures in a row before a lock. Many people may share an address. */
const limitOf = { address: 30, others: 5 } as const

/**
 * Locks of 10, 20 and then 30 minutes; of an address from 1 to 10. A day without failure is forgotten, for an address a quarter of an hour.
 * A locked subject is not touched and not returned.
 */
const countSql = `
INSERT INTO sign_in_throttle AS t (subject, failures)
VALUES ($1, 1)
ON CONFLICT (subject) DO UPDATE SET (failures, locked_until, updated_at) = (
  SELECT n, CASE WHEN n >= most THEN now() + least(longest, step * power(2, least(n - most, 10))) END, now()
  FROM (
    SELECT CASE WHEN t.updated_at < now() - forgotten THEN 1 ELSE t.failures + 1 END AS n, most, step, longest
    FROM (SELECT CASE WHEN shared THEN $2::int ELSE $3::int END AS most,
                 CASE WHEN shared THEN interval '1 minute' ELSE interval '10 minutes' END AS step,
                 CASE WHEN shared THEN interval '10 minutes' ELSE interval '30 minutes' END AS longest,
                 CASE WHEN shared THEN interval '15 minutes' ELSE interval '1 day' END AS forgotten
          FROM (SELECT t.subject LIKE 'address:%' AS shared) kind) limits
  ) attempt
)
WHERE t.locked_until IS NULL OR t.locked_until <= now()
RETURNING subject`
