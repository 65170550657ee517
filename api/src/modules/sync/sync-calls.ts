import { type BlindIndex } from '../../platform/crypto/blind-index.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { violates } from '../../platform/errors/database-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { syncError } from './sync-error.type.ts'
import { findSource, type SyncSource } from './sources/source.store.ts'
import { type SyncMode } from './sync.enums.ts'
import { countsOf, type SyncPayload, type SyncRowResultType } from './sync.type.ts'
import { type SyncInput } from './members/member-sync.inputs.ts'

/** Takes the rows of one entity into the register, in the caller's transaction. */
export type TakeRows<Row> = (tx: Transaction, source: SyncSource, rows: readonly Row[]) => Promise<SyncRowResultType[]>

interface SyncCall<Row> extends SyncInput {
  readonly rows: readonly Row[]
}

/** What a call comes to inside its transaction; plain, so that a repeated batch key is answered from the database. */
interface Outcome {
  readonly rows: readonly SyncRowResultType[]
  readonly repeated: boolean
  readonly refused: UserError[]
  readonly userErrors: readonly unknown[]
}

/** One call of a sync is one transaction. A dry run does everything that an apply does, and rolls it back. */
export class SyncCalls {
  constructor(
    private readonly writer: Writer,
    private readonly digests: BlindIndex,
  ) {}

  async sync<Row extends { readonly externalId: string }>(
    actor: Actor,
    action: string,
    input: SyncCall<Row>,
    take: TakeRows<Row>,
  ): Promise<SyncPayload> {
    if (input.rows.length > mostRows)
      return refusedCall(input.mode, userError('INVALID', 'sync.tooManyRows', { field: 'rows', params: { most: mostRows } }))
    const attempt = () =>
      this.writer.write(actor, action, {}, async (tx): Promise<Outcome> => {
        const outcome = await this.carryOut(tx, action, input, take)
        // whatever is in userErrors rolls everything back
        return {
          ...outcome,
          userErrors: input.mode === 'DRY_RUN' || outcome.refused.length > 0 || isSpoilt(input, outcome.rows) ? ['rolled back'] : [],
        }
      })
    const { rows, repeated, refused } = await attempt().catch((error: unknown) => {
      // somebody entered a number by hand since it was looked for: the second look finds him
      if (violates(error, 'member_national_id_index_key') || violates(error, 'external_identity_member')) return attempt()
      throw error
    })
    if (refused.length > 0) return refusedCall(input.mode, ...refused)
    const told = isSpoilt(input, rows) ? rolledBack(rows) : input.mode === 'DRY_RUN' ? rows.map(withoutNewId) : rows
    return {
      ok: told.every(({ status }) => status !== 'REJECTED'),
      mode: input.mode,
      repeated,
      counts: countsOf(told),
      rows: told,
      userErrors: [],
    }
  }

  private async carryOut<Row extends { readonly externalId: string }>(
    tx: Transaction,
    action: string,
    input: SyncCall<Row>,
    take: TakeRows<Row>,
  ): Promise<Omit<Outcome, 'userErrors'>> {
    const source = await findSource(tx, input.source)
    if (source === null)
      return {
        rows: [],
        repeated: false,
        refused: [userError('NOT_FOUND', 'sync.sourceNotFound', { field: 'source', params: { source: input.source } })],
      }
    const { batchKey } = input
    const key = [tx.actor.viewer.accountId, source.code, batchKey]
    const digest = this.digests.of(`${action} ${input.onError} ${JSON.stringify(input.rows)}`)
    if (input.mode === 'APPLY') {
      const claimed = await tx.query(
        'INSERT INTO sync_batch (account_id, source, batch_key, digest) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1',
        [...key, digest],
      )
      if (claimed.length === 0) {
        const [first] = await tx.query<{ digest: string; result: SyncRowResultType[] }>(
          'SELECT digest, result FROM sync_batch WHERE account_id = $1 AND source = $2 AND batch_key = $3',
          key,
        )
        if (first?.digest !== digest) throw new AppError('IDEMPOTENCY_MISMATCH')
        return {
          rows: first.result.map((row, index) => ({ ...row, index, externalId: input.rows[index]!.externalId })),
          repeated: true,
          refused: [],
        }
      }
    }
    const rows = await take(tx, source, input.rows)
    if (input.mode === 'APPLY') {
      const kept = rows.map(({ index: _index, externalId: _externalId, ...row }) => row)
      tx.send('UPDATE sync_batch SET result = $4 WHERE account_id = $1 AND source = $2 AND batch_key = $3', [
        ...key,
        JSON.stringify(kept),
      ])
    }
    return { rows, repeated: false, refused: [] }
  }
}

/** Few enough that nobody waits long for a call, many enough that a statement is worth its while. */
export const mostRows = 5_000

function isSpoilt({ onError }: Pick<SyncInput, 'onError'>, rows: readonly SyncRowResultType[]): boolean {
  return onError === 'ROLL_BACK' && rows.some(({ status }) => status === 'REJECTED')
}

function rolledBack(rows: readonly SyncRowResultType[]): SyncRowResultType[] {
  return rows.map((row) =>
    row.status === 'REJECTED'
      ? row
      : {
          ...row,
          status: 'REJECTED',
          ...(row.status === 'CREATED' ? { id: null, version: null } : {}),
          changes: [],
          errors: [syncError('ROLLED_BACK', row.index, null)],
        },
  )
}

function withoutNewId(row: SyncRowResultType): SyncRowResultType {
  return row.status === 'CREATED' ? { ...row, id: null } : row
}

function refusedCall(mode: SyncMode, ...userErrors: UserError[]): SyncPayload {
  return { ok: false, mode, repeated: false, counts: countsOf([]), rows: [], userErrors }
}
