import { type BlindIndex } from '../../../platform/crypto/blind-index.ts'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { systemViewer } from '../../../platform/access/viewer.ts'
import { type Actor, type Transaction, type Writer } from '../../../platform/database/write.ts'
import { type QueuedJob } from '../../../platform/jobs/job-queue.ts'
import { type AccountDirectory } from '../../accounts/index.ts'
import { type MemberBatches } from '../members/member-batch.ts'
import { syncError } from '../sync-error.type.ts'
import { findSource } from '../sources/source.store.ts'
import { type SyncRowResultType } from '../sync.type.ts'
import { chunkSize, syncRunJob, type SyncRunJobPayload } from './sync-run.service.ts'
import { absence, absentIds, type Chunk, lockRun, type LockedRun, nextChunk, storeResults } from './sync-run.store.ts'

/**
 * Carries a sync on, chunk by chunk, each in a transaction of its own with its results, so that one that was killed goes on where it was,
 * and none is taken twice. A preview is the very same work, rolled back.
 */
export class SyncRunJob implements QueuedJob<SyncRunJobPayload> {
  readonly name = syncRunJob.name

  constructor(
    private readonly writer: Writer,
    private readonly accounts: AccountDirectory,
    private readonly members: MemberBatches,
    private readonly cipher: FieldCipher,
    private readonly digests: BlindIndex,
  ) {}

  async run({ runId, accountId }: SyncRunJobPayload, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    const account = (await this.accounts.byId([accountId])).get(accountId)
    // whoever may no longer do it has no work done in his name
    if (account === undefined || account.disabled || !account.viewer.can('sync:run')) return this.giveUp(runId)
    const actor: Actor = { viewer: account.viewer, requestId: null, address: null }
    while (await this.takeChunk(actor, runId)) signal.throwIfAborted()
    await this.conclude(actor, runId, signal)
  }

  private async giveUp(runId: string): Promise<void> {
    await this.writer.write({ viewer: systemViewer, requestId: null, address: null }, 'sync.cancel', {}, async (tx) => {
      await tx.query(
        `UPDATE sync_run SET status = 'CANCELLED', version = version + 1, updated_at = now() WHERE id = $1 AND status IN ('PREVIEWING', 'APPLYING')`,
        [runId],
      )
      tx.audit({ entity: 'SyncRun', entityId: runId, after: { status: 'CANCELLED' } })
      return { userErrors: [] }
    })
  }

  /** Takes the next chunk; returns whether there was one. */
  private async takeChunk(actor: Actor, runId: string): Promise<boolean> {
    const { more } = await this.writer.write(actor, 'sync.chunk', {}, async (tx) => {
      const run = await lockRun(tx, runId)
      const chunk = run.status === 'PREVIEWING' || run.status === 'APPLYING' ? await nextChunk(tx, runId, this.cipher) : null
      if (chunk === null) return { more: false, userErrors: [] }
      const results = await this.resultsOf(tx, run, chunk)
      await storeResults(tx, runId, results)
      const plan = run.status === 'PREVIEWING' ? results.map((result) => this.digestOf(result)) : chunk.plan
      await tx.query('UPDATE sync_chunk SET done = true, plan = $3 WHERE run_id = $1 AND number = $2', [runId, chunk.number, plan])
      await tx.query('UPDATE sync_run SET done_chunks = done_chunks + 1 WHERE id = $1', [runId])
      return { more: true, userErrors: [] }
    })
    return more
  }

  private async resultsOf(tx: Transaction, run: LockedRun, { rows, repeated, firstRow, plan }: Chunk) {
    const source = (await findSource(tx, run.source))!
    const twice = new Set(repeated)
    const places = rows.flatMap((_, at) => (twice.has(at) ? [] : [at]))
    const take = (at: readonly number[]) =>
      this.members.run(
        tx,
        source,
        at.map((place) => rows[place]!),
        'EVERYTHING',
      )
    const done =
      run.status === 'PREVIEWING'
        ? byPlace(places, await rolledBack(tx, () => take(places)))
        : await this.asPlanned(tx, places, plan!, take)
    return rows.map((row, at) => {
      const result = twice.has(at)
        ? {
            ...rejected(row.externalId),
            errors: [syncError('DUPLICATE_IN_BATCH', firstRow + at, 'externalId', { rows: String(firstRow + at) })],
          }
        : done.get(at)!
      return {
        ...result,
        index: firstRow + at,
        errors: result.errors.map((error) => ({ ...error, path: ['rows', String(firstRow + at), ...error.path.slice(2)] })),
        ...(run.status === 'PREVIEWING' && result.status === 'CREATED' ? { id: null } : {}),
        label: row.name ?? null,
      }
    })
  }

  /** What was previewed is done; a row that would come to something else now is left out, and the others are taken without it. */
  private async asPlanned(
    tx: Transaction,
    places: readonly number[],
    plan: readonly string[],
    take: (at: readonly number[]) => Promise<SyncRowResultType[]>,
  ): Promise<Map<number, SyncRowResultType>> {
    const outcomes = new Map<number, SyncRowResultType>()
    let left = places
    for (;;) {
      await tx.query('SAVEPOINT planned')
      const results = await take(left)
      const changed = left.filter((at, place) => this.digestOf(results[place]!) !== plan[at])
      if (changed.length === 0) {
        await tx.query('RELEASE SAVEPOINT planned')
        for (const [place, at] of left.entries()) outcomes.set(at, results[place]!)
        return outcomes
      }
      await tx.query('ROLLBACK TO SAVEPOINT planned')
      for (const at of changed) {
        const { externalId, id, status } = results[left.indexOf(at)]!
        outcomes.set(at, {
          ...rejected(externalId),
          id: status === 'CREATED' ? null : id,
          errors: [syncError('CHANGED_SINCE_PREVIEW', at, null)],
        })
      }
      const without = new Set(changed)
      left = left.filter((at) => !without.has(at))
    }
  }

  /** What of a result the preview promises. Where nothing is written, it does not matter what else changed. */
  private digestOf({ status, id, version, changes, errors }: SyncRowResultType): string {
    const told = {
      status,
      changes,
      errors: errors.map(({ code, path }) => [code, path.slice(2)]),
      ...(status === 'CREATED' ? {} : { id }),
      ...(status === 'UPDATED' || status === 'PROPOSED' ? { version } : {}),
    }
    return this.digests.of(JSON.stringify(told)).slice(0, 22)
  }

  /** After the last chunk: who is missing, and the end. */
  private async conclude(actor: Actor, runId: string, signal: AbortSignal): Promise<void> {
    for (let more = true; more;) {
      signal.throwIfAborted()
      const part = await this.writer.write(actor, 'sync.conclude', {}, async (tx) => {
        const run = await lockRun(tx, runId)
        if (run.status !== 'PREVIEWING' && run.status !== 'APPLYING') return { more: false, userErrors: [] }
        const ids = run.whole ? await absentIds(tx, run, chunkSize) : []
        if (ids.length === 0) await this.end(tx, run)
        else await this.takeAbsent(tx, run, ids)
        return { more: ids.length > 0, userErrors: [] }
      })
      more = part.more
    }
  }

  private async takeAbsent(tx: Transaction, run: LockedRun, ids: readonly string[]): Promise<void> {
    const source = (await findSource(tx, run.source))!
    const leave = () => this.members.absent(tx, source, ids)
    const results = run.status === 'PREVIEWING' ? await rolledBack(tx, leave) : await leave()
    const [told] = await tx.query<{ next: number }>(
      'SELECT greatest($2::int, coalesce(max(index) + 1, 0)) AS next FROM sync_run_row WHERE run_id = $1',
      [run.id, run.rowCount],
    )
    await storeResults(
      tx,
      run.id,
      results.map((result, at) => ({ ...result, index: told!.next + at, label: null })),
    )
  }

  private async end(tx: Transaction, run: LockedRun): Promise<void> {
    if (run.status === 'APPLYING') {
      await tx.query(
        `UPDATE sync_run SET status = 'APPLIED', applied_at = now(), version = version + 1, updated_at = now() WHERE id = $1`,
        [run.id],
      )
      const [{ counts }] = (await tx.query<{ counts: Record<string, number> }>('SELECT counts FROM sync_run WHERE id = $1', [run.id])) as [
        { counts: Record<string, number> },
      ]
      tx.audit({ entity: 'SyncRun', entityId: run.id, after: { status: 'APPLIED', ...counts } })
      return
    }
    const [plans] = await tx.query<{ all: string }>(
      `SELECT string_agg(md5(plan::text), '' ORDER BY number) AS all FROM sync_chunk WHERE run_id = $1`,
      [run.id],
    )
    const { known, absent } = run.whole ? await absence(tx, run) : { known: 0, absent: 0 }
    await tx.query(
      `UPDATE sync_run SET status = 'PREVIEWED', token = $2, known_count = $3, absent_count = $4, lifted_by = NULL, version = version + 1, updated_at = now() WHERE id = $1`,
      [run.id, this.digests.of(`${run.id} ${plans!.all} ${absent}`), known, absent],
    )
  }
}

function byPlace(places: readonly number[], results: readonly SyncRowResultType[]): Map<number, SyncRowResultType> {
  return new Map(places.map((at, place) => [at, results[place]!]))
}

/** Does something and takes it back, inside an open transaction. */
async function rolledBack(tx: Transaction, work: () => Promise<SyncRowResultType[]>): Promise<SyncRowResultType[]> {
  await tx.query('SAVEPOINT rehearsal')
  const results = await work()
  await tx.query('ROLLBACK TO SAVEPOINT rehearsal')
  return results
}

function rejected(externalId: string): SyncRowResultType {
  return { index: 0, externalId, status: 'REJECTED', id: null, version: null, changes: [], errors: [] }
}
