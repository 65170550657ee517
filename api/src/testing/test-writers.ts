import type pg from 'pg'
import { databaseProblem } from '../platform/errors/database-error.ts'

type Pick = (size: number) => number
type Place = { readonly id: string }

/** What a writer does in one transaction; any of it may meet any other. */
const deeds: readonly ((client: pg.PoolClient, pick: Pick, branches: readonly Place[]) => Promise<void>)[] = [
  async (client, pick) => {
    await client.query(`INSERT INTO member (name, sex) VALUES ('新人' || $1, 'FEMALE')`, [pick(1_000_000)])
  },
  async (client, pick, branches) => {
    const { rows } = await client.query<{ id: string }>(`INSERT INTO member (name, sex) VALUES ('新党员' || $1, 'MALE') RETURNING id`, [
      pick(1_000_000),
    ])
    await client.query(
      `INSERT INTO membership (member_id, kind, organization_id, status, valid) VALUES ($1, 'PARTY', $2, 'FULL', daterange('2020-01-01', NULL))`,
      [rows[0]!.id, branches[pick(branches.length)]!.id],
    )
  },
  async (client, pick) => {
    await client.query(
      `UPDATE member SET post = $1, version = version + 1 WHERE id = (SELECT id FROM member ORDER BY id OFFSET $2 LIMIT 1)`,
      [`岗位${pick(1000)}`, pick(24)],
    )
  },
  async (client, pick, branches) => {
    // from one branch to another, as a transfer does: the person is held first
    const { rows } = await client.query<{ id: string }>('SELECT id FROM member ORDER BY id OFFSET $1 LIMIT 1 FOR NO KEY UPDATE', [pick(24)])
    await client.query(`UPDATE membership SET organization_id = $2, version = version + 1 WHERE member_id = $1 AND upper_inf(valid)`, [
      rows[0]?.id,
      branches[pick(branches.length)]!.id,
    ])
  },
  async (client, pick) => {
    await client.query(
      `UPDATE activity SET title = $1, version = version + 1 WHERE id = (SELECT id FROM activity ORDER BY id OFFSET $2 LIMIT 1)`,
      [`活动${pick(1000)}`, pick(6)],
    )
  },
  async (client, pick) => {
    await client.query(
      `DELETE FROM member WHERE id = (SELECT m.id FROM member m WHERE m.name LIKE '新人%' ORDER BY m.id OFFSET $1 LIMIT 1)`,
      [pick(5)],
    )
  },
]

interface Writing {
  readonly seed: number
  readonly goesOn: (round: number) => boolean
  /** Milliseconds between two transactions. */
  readonly pace?: number
  /** Milliseconds for which one transaction in thirty stays open. */
  readonly long?: number
}

/**
 * Writes transaction after transaction into the tables, round the API as some other program would: one in twenty is taken back, and one in thirty
 * stays open for a while. Where the database is away, it comes again.
 */
export async function writeAtRandom(
  pool: pg.Pool,
  branches: readonly Place[],
  { seed, goesOn, pace = 0, long = 300 }: Writing,
): Promise<void> {
  let state = seed
  const pick = (size: number) => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648), Math.floor((state / 2_147_483_648) * size))
  for (let round = 0; goesOn(round); round += 1) {
    try {
      await transaction(pool, async (client) => {
        for (let step = pick(3); step >= 0; step -= 1) await deeds[pick(deeds.length)]!(client, pick, branches)
        if (pick(30) === 0) await new Promise((resolve) => setTimeout(resolve, long))
        return pick(20) !== 0
      })
    } catch (error) {
      if (databaseProblem(error) !== 'unavailable' && !conflicts.has((error as { code?: string }).code ?? '')) throw error
    }
    if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace))
  }
}

const conflicts = new Set(['40P01', '40001', '23503', '23P01'])

/** Commits what was done, unless that says no. */
async function transaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<boolean>): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  // a connection that breaks between two statements tells it this way only
  client.on('error', (error) => (broken = error))
  try {
    await client.query('BEGIN')
    await client.query((await work(client)) ? 'COMMIT' : 'ROLLBACK')
  } catch (error) {
    await client.query('ROLLBACK').catch((problem: Error) => (broken = problem))
    throw error
  } finally {
    client.removeAllListeners('error')
    client.release(broken)
  }
}
