import { type DataSource } from 'typeorm'

/**
 * Merges signed deltas into the cells, oldest first, a bounded number at a time. Readers add cells and deltas, so it changes no answer;
 * writers never wait for it, because nobody else touches the cells. Returns how many deltas it merged.
 */
export async function foldCounts(dataSource: DataSource): Promise<number> {
  let merged = 0
  for (const fold of [foldActivities, foldMembers]) {
    let batch: number
    do {
      batch = await dataSource.transaction(async (manager) => {
        // two processes that fold at once would only wait for each other
        const [lock] = await manager.query<{ free: boolean }[]>(`SELECT pg_try_advisory_xact_lock(hashtext('fold-counts')) AS free`)
        if (!lock!.free) return 0
        const [row] = await manager.query<{ merged: number }[]>(fold, [batchSize])
        return row!.merged
      })
      merged += batch
    } while (batch === batchSize)
  }
  return merged
}

const batchSize = 20_000

const foldActivities = `
WITH gone AS (
  DELETE FROM activity_count_delta WHERE id IN (SELECT id FROM activity_count_delta ORDER BY id LIMIT $1) RETURNING *
), merged AS (
  INSERT INTO activity_count_cell AS cell (organization_id, month, type_code, activities, attendances, expected, expected_present)
  SELECT organization_id, month, type_code, sum(activities), sum(attendances), sum(expected), sum(expected_present)
  FROM gone GROUP BY 1, 2, 3
  ON CONFLICT (organization_id, month, type_code) DO UPDATE SET
    activities = cell.activities + excluded.activities, attendances = cell.attendances + excluded.attendances,
    expected = cell.expected + excluded.expected, expected_present = cell.expected_present + excluded.expected_present
)
SELECT count(*)::int AS merged FROM gone`

const foldMembers = `
WITH gone AS (
  DELETE FROM member_count_delta WHERE id IN (SELECT id FROM member_count_delta ORDER BY id LIMIT $1) RETURNING *
), merged AS (
  INSERT INTO member_count_cell AS cell (organization_id, status, members)
  SELECT organization_id, status, sum(members) FROM gone GROUP BY 1, 2
  ON CONFLICT (organization_id, status) DO UPDATE SET members = cell.members + excluded.members
)
SELECT count(*)::int AS merged FROM gone`
