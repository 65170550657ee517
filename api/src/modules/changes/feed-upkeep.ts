import { type DataSource } from 'typeorm'
import { type Database } from '../../platform/database/database.ts'

/** How the feed stands, for whoever watches over it. */
export interface FeedState {
  /** For how many seconds the oldest transaction that writes has been open: what is committed after it waits for so long. */
  readonly heldBack: number
  /** Changes that are committed and wait. */
  readonly waiting: number
  /** Changes that are kept, about. */
  readonly kept: number
}

/**
 * Where events are copied to another cluster or into another table, as a dump is, their transactions mean nothing there: the feed begins
 * anew, and cursors of the other one are refused.
 */
export async function settleFeed(dataSource: DataSource): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const [feed] = await manager.query<{ written: string; here: string }[]>(settledSql)
    if (feed!.written === feed!.here) return
    if (feed!.written !== '') {
      await manager.query('DELETE FROM change_event')
      await manager.query(
        `UPDATE change_feed SET epoch = substr(md5(gen_random_uuid()::text), 1, 12), horizon = pg_snapshot_xmin(pg_current_snapshot())`,
      )
    }
    await manager.query('UPDATE change_feed SET home = $1', [feed!.here])
  })
}

/** Removes what is older than so many days, oldest first, a bounded number at a time; returns how many. */
export async function pruneFeed(dataSource: DataSource, days: number): Promise<number> {
  // cursors before the horizon are refused before the first event goes
  await dataSource.query(horizonSql, [days])
  let removed = 0
  for (;;) {
    const [, count] = await dataSource.query<[unknown[], number]>(pruneSql, [batchSize])
    removed += count
    if (count < batchSize) return removed
  }
}

export async function feedState(database: Database): Promise<FeedState> {
  const { rows } = await database.query({ text: stateSql, values: [] })
  return rows[0] as FeedState
}

const batchSize = 10_000

const settledSql = `
SELECT f.home AS written, concat_ws(' ', s.system_identifier, d.oid, 'change_event'::regclass::oid) AS here
FROM change_feed f, pg_control_system() s, pg_database d WHERE d.datname = current_database() FOR UPDATE OF f`

/** Right behind the last event that goes: the next one that stays may be far ahead, because other databases of the cluster count along. */
const horizonSql = `
UPDATE change_feed SET horizon = greatest(horizon, coalesce((
  SELECT (gone.xid::text::numeric + 1)::text::xid8 FROM change_event gone
  WHERE gone.xid < coalesce((SELECT e.xid FROM change_event e WHERE e.at >= now() - make_interval(days => $1::int) ORDER BY e.xid, e.id LIMIT 1), pg_snapshot_xmin(pg_current_snapshot()))
  ORDER BY gone.xid DESC, gone.id DESC LIMIT 1), horizon))`

const pruneSql = `
DELETE FROM change_event WHERE (xid, id) IN (
  SELECT e.xid, e.id FROM change_event e WHERE e.xid < (SELECT horizon FROM change_feed) ORDER BY e.xid, e.id LIMIT $1)`

const stateSql = `
SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - min(a.xact_start)) FROM pg_stat_activity a WHERE a.backend_xid IS NOT NULL), 0)::float8 AS "heldBack",
  (SELECT count(*)::int FROM change_event WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())) AS waiting,
  (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'change_event'::regclass) AS kept`
