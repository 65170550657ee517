import { type BlindIndex } from '../../../platform/crypto/blind-index.ts'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { type Actor, type Transaction, type Writer } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { queueJob } from '../../../platform/jobs/job-queue.ts'
import { type SyncMemberRow } from '../members/member-sync.inputs.ts'
import { mostRows } from '../sync-calls.ts'
import { findSource } from '../sources/source.store.ts'
import { type AddSyncRowsInput, type ApplySyncInput, type StartSyncInput, type SyncRunStepInput } from './sync-run.inputs.ts'
import { type SyncRunAction } from './sync-run.enums.ts'
import { isBeyond, steps } from './sync-run.rules.ts'
import { insertChunk, lockRun, type LockedRun } from './sync-run.store.ts'
import { type SyncRunPayload } from './sync-run.type.ts'

/** How many rows are taken in one transaction: few enough that the change feed is not held up, many enough that a statement is worth its while. */
export const chunkSize = 1_000

/** What carries a sync on: the job of its preview and the one of its application are the same, told apart by its state. */
export const syncRunJob = { name: 'sync-run', attempts: 25 }
export type SyncRunJobPayload = { readonly runId: string; readonly accountId: string }

/** A sync as people and programs go through it: rows are gathered, previewed, and applied or given up. */
export class SyncRuns {
  constructor(
    private readonly writer: Writer,
    private readonly cipher: FieldCipher,
    private readonly digests: BlindIndex,
  ) {}

  /** The same as parts of a use case that is open already. */
  within(tx: Transaction): SyncRuns {
    return new SyncRuns(this.writer.within(tx), this.cipher, this.digests)
  }

  start(actor: Actor, input: StartSyncInput): Promise<SyncRunPayload> {
    return this.writer.write(actor, 'sync.start', input, async (tx) => {
      const source = await findSource(tx, input.source)
      if (source === null)
        return {
          runId: null,
          userErrors: [userError('NOT_FOUND', 'sync.sourceNotFound', { field: 'source', params: { source: input.source } })],
        }
      // what is missing can only be told by who knows everybody
      if (input.whole && !actor.viewer.scope('members:write').everything)
        return { runId: null, userErrors: [userError('CONFLICT', 'sync.wholeNeedsEverything', { field: 'whole' })] }
      const [run] = await tx.query<{ id: string }>('INSERT INTO sync_run (source, whole, created_by) VALUES ($1, $2, $3) RETURNING id', [
        source.code,
        input.whole,
        actor.viewer.accountId,
      ])
      tx.audit({ entity: 'SyncRun', entityId: run!.id, after: { source: source.code, whole: input.whole } })
      return { runId: run!.id, userErrors: [] }
    })
  }

  async addRows(actor: Actor, { id, batchKey, rows }: AddSyncRowsInput): Promise<SyncRunPayload> {
    if (rows.length > mostRows)
      return { runId: id, userErrors: [userError('INVALID', 'sync.tooManyRows', { field: 'rows', params: { most: mostRows } })] }
    return this.add(actor, id, batchKey, rows)
  }

  /** Any number of rows under one key, which are added whole or not at all. */
  add(actor: Actor, id: string, batchKey: string, rows: readonly SyncMemberRow[]): Promise<SyncRunPayload> {
    return this.writer.write(actor, 'sync.addRows', {}, async (tx) => {
      const run = await lockRun(tx, id)
      if (run.createdBy !== actor.viewer.accountId) throw new AppError('NOT_FOUND')
      const digest = this.digests.of(JSON.stringify(rows))
      const [first] = await tx.query<{ digest: string }>('SELECT digest FROM sync_chunk WHERE run_id = $1 AND batch_key = $2', [
        run.id,
        batchKey,
      ])
      if (first !== undefined && first.digest !== digest) throw new AppError('IDEMPOTENCY_MISMATCH')
      if (first !== undefined || rows.length === 0) return { runId: run.id, userErrors: [] }
      const userErrors = takeable(run, 'ADD_ROWS')
      if (userErrors.length > 0) return { runId: run.id, userErrors }
      for (let at = 0, number = run.chunkCount, rowCount = run.rowCount; at < rows.length; at += chunkSize, number += 1) {
        const part = rows.slice(at, at + chunkSize)
        // the first part is found by the key of all of them
        await insertChunk(
          tx,
          { id: run.id, chunkCount: number, rowCount },
          { batchKey: at === 0 ? batchKey : `${batchKey} +${at}`, digest, rows: part },
          this.cipher,
        )
        rowCount += part.length
      }
      return { runId: run.id, userErrors: [] }
    })
  }

  preview(actor: Actor, input: SyncRunStepInput): Promise<SyncRunPayload> {
    return this.step(actor, 'sync.preview', 'PREVIEW', input, async (tx, run) => {
      if (run.rowCount === 0) return [userError('CONFLICT', 'sync.noRows')]
      await tx.query('DELETE FROM sync_run_row WHERE run_id = $1', [run.id])
      await this.begin(tx, run.id, 'PREVIEWING')
      return []
    })
  }

  apply(actor: Actor, input: ApplySyncInput): Promise<SyncRunPayload> {
    return this.step(actor, 'sync.apply', 'APPLY', input, async (tx, run) => {
      if (run.token === null || run.token !== input.token) return [userError('STALE_VERSION', 'sync.otherPreview', { field: 'token' })]
      if (isBeyond(run))
        return [
          userError('CONFLICT', 'sync.absenceLimit', {
            params: { absent: run.absentCount, known: run.knownCount, limit: run.absenceLimit / 100 },
          }),
        ]
      // who is missing is found out again
      await tx.query('DELETE FROM sync_run_row WHERE run_id = $1 AND index >= $2', [run.id, run.rowCount])
      await this.begin(tx, run.id, 'APPLYING')
      return []
    })
  }

  cancel(actor: Actor, input: SyncRunStepInput): Promise<SyncRunPayload> {
    return this.step(actor, 'sync.cancel', 'CANCEL', input, async (tx, run) => {
      await tx.query(`UPDATE sync_run SET status = 'CANCELLED', version = version + 1, updated_at = now() WHERE id = $1`, [run.id])
      return []
    })
  }

  /** Four eyes: whoever started a sync cannot lift its limit. */
  liftLimit(actor: Actor, input: SyncRunStepInput): Promise<SyncRunPayload> {
    return this.step(actor, 'sync.liftLimit', 'LIFT_LIMIT', input, async (tx, run) => {
      if (run.createdBy === actor.viewer.accountId) return [userError('CONFLICT', 'sync.ownLimit')]
      await tx.query('UPDATE sync_run SET lifted_by = $2, version = version + 1, updated_at = now() WHERE id = $1', [
        run.id,
        actor.viewer.accountId,
      ])
      return []
    })
  }

  private step(
    actor: Actor,
    action: string,
    step: SyncRunAction,
    input: SyncRunStepInput,
    take: (tx: Transaction, run: LockedRun) => Promise<UserError[]>,
  ): Promise<SyncRunPayload> {
    return this.writer.write(actor, action, input, async (tx) => {
      const run = await lockRun(tx, input.id)
      if (step !== 'LIFT_LIMIT' && run.createdBy !== actor.viewer.accountId) throw new AppError('NOT_FOUND')
      const userErrors =
        run.version === input.version
          ? takeable(run, step)
          : [userError('STALE_VERSION', 'sync.runStale', { field: 'version', params: { version: run.version } })]
      if (userErrors.length === 0) userErrors.push(...(await take(tx, run)))
      if (userErrors.length > 0) return { runId: run.id, userErrors }
      tx.audit({ entity: 'SyncRun', entityId: run.id, before: { status: run.status }, after: { step } })
      return { runId: run.id, userErrors: [] }
    })
  }

  /** From the first chunk on, in the name of whoever asked. */
  private async begin(tx: Transaction, runId: string, status: 'PREVIEWING' | 'APPLYING'): Promise<void> {
    await tx.query('UPDATE sync_chunk SET done = false WHERE run_id = $1 AND done', [runId])
    await tx.query(
      `UPDATE sync_run SET status = $2, done_chunks = 0, counts = '{"total":0,"created":0,"updated":0,"unchanged":0,"proposed":0,"rejected":0}', version = version + 1, updated_at = now() WHERE id = $1`,
      [runId, status],
    )
    await queueJob<SyncRunJobPayload>(tx, syncRunJob, { runId, accountId: tx.actor.viewer.accountId }, { key: `sync-run ${runId}` })
  }
}

function takeable({ status }: LockedRun, step: SyncRunAction): UserError[] {
  return steps[step].includes(status) ? [] : [userError('CONFLICT', 'sync.runStatus', { params: { status } })]
}
