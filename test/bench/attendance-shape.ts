import { type Pool } from 'pg'
import { type WriteShape } from './write-shapes.ts'

const listed = 50

/** As many calls as a span may take; each records the list of an activity of its own. */
const mostRounds = 2_500

/** Attendance of fifty, with its counts, roll-ups, change feed and audit, against the bare insert of the rows. */
export const attendanceOfFifty: WriteShape = {
  name: 'M2',
  what: `attendance of ${listed} recorded, with counts and audit, against their bare insert`,
  least: 0.5,
  rows: listed,
  async prepare(pool) {
    const { rows: branches } = await pool.query<{ id: string }>(
      `SELECT id FROM organization WHERE kind = 'PARTY' AND level = 'BRANCH' AND dissolved_on IS NULL ORDER BY id LIMIT 100`,
    )
    const [hand, product] = [await heldActivities(pool, branches, mostRounds), await heldActivities(pool, branches, mostRounds)]
    const persons = await somePersons(pool, listed * branches.length)
    const ofRound = (round: number) => {
      if (round >= mostRounds) throw new Error(`More than ${mostRounds} rounds: make more activities.`)
      const begin = (round % branches.length) * listed
      return persons.slice(begin, begin + listed)
    }
    return {
      hand: (round) => ({ activity: hand[round], persons: ofRound(round) }),
      product: (round) => recordBody(product[round]!, ofRound(round)),
    }
  },
  async byHand(pool: Pool, { activity, persons }: { activity: string; persons: readonly string[] }) {
    const { rowCount } = await pool.query({
      name: 'm2',
      text: `INSERT INTO attendance (activity_id, member_id, member_name, expected, status, recorded_at)
        SELECT $1, m.id, m.name, false, 'PRESENT', now() FROM member m WHERE m.id = ANY($2::uuid[]) ORDER BY m.id`,
      values: [activity, persons],
    })
    return { rows: rowCount }
  },
  check: checkRecorded,
}

/** The request that records everybody of a list as present. */
export function recordBody(activityId: string, persons: readonly string[]) {
  return {
    query: `mutation M2($input: RecordAttendanceInput!) { recordAttendance(input: $input) { activity { id attendanceCount } userErrors { code } } }`,
    variables: { input: { activityId, version: 1, entries: persons.map((memberId) => ({ memberId, status: 'PRESENT' })) } },
  }
}

/** @throws when a list was not taken */
export function checkRecorded(answer: string): void {
  const { data } = JSON.parse(answer) as { data?: { recordAttendance: { activity: object | null; userErrors: unknown[] } } }
  if (data?.recordAttendance.activity == null || data.recordAttendance.userErrors.length > 0) throw new Error(answer.slice(0, 500))
}

/** Activities that were held and of which nobody has said yet who came, of each organisation in turn. */
export async function heldActivities(pool: Pool, organizations: readonly { readonly id: string }[], count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on)
     SELECT ($1::uuid[])[1 + n % cardinality($1::uuid[])], 'BRANCH_MEETING', '支部党员大会', 'HELD', now() - interval '1 day', (now() - interval '1 day')::date
     FROM generate_series(0, $2::int - 1) AS n RETURNING id`,
    [organizations.map(({ id }) => id), count],
  )
  return rows.map(({ id }) => id)
}

export async function somePersons(pool: Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM member ORDER BY id LIMIT $1', [count])
  return rows.map(({ id }) => id)
}
