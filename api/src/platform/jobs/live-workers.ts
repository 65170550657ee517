import { type Pool } from 'pg'

/** In milliseconds: how often a process says that it lives, and after what silence another takes over what it had begun. */
const beat = 2_000
const silence = 10_000

/**
 * Says every two seconds that this process lives, and gives back to the queue what processes had begun that were killed. The queue's own
 * patience is four hours.
 */
export function watchWorkers(pool: Pool, id: string, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const turn = () => pool.query({ name: 'job-worker-beat', text: turnSql, values: [id, silence / 1000] }).catch(onError)
  const first = turn()
  const timer = setInterval(turn, beat)
  return {
    stop: async () => {
      clearInterval(timer)
      await first
      await pool.query('DELETE FROM job_worker WHERE id = $1', [id]).catch(onError)
    },
  }
}

/** A worker that never said anything may have only just begun: nothing is taken from it before its silence is up. */
const turnSql = `
WITH alive AS (
  INSERT INTO job_worker AS w (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()
), gone AS (
  DELETE FROM job_worker WHERE seen_at < now() - make_interval(secs => $2)
), lost AS (
  SELECT DISTINCT j.locked_by FROM graphile_worker.jobs j LEFT JOIN job_worker w ON w.id = j.locked_by
  WHERE j.locked_by <> $1 AND greatest(w.seen_at, j.locked_at) < now() - make_interval(secs => $2)
)
SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM lost HAVING count(*) > 0`
