import { type QizhiClient } from './client.ts'
import { SyncMembers, type SyncMembersData, type SyncMemberRow, type SyncMode, type SyncOnError } from './generated/operations.ts'

export type SyncBatch = SyncMembersData['syncMembers']

export interface SyncOptions {
  /** The source, such as `HR`. */
  readonly source: string
  readonly mode: SyncMode
  readonly rows: Iterable<SyncMemberRow> | AsyncIterable<SyncMemberRow>
  /**
   * Names the run: with the same name and rows it can be begun again after a crash, and no batch is taken twice. A dry run and the run itself have names of
   * their own.
   */
  readonly runKey: string
  /** Rows in a batch, 1,000 unless said otherwise and 5,000 at most. */
  readonly batchSize?: number
  readonly onError?: SyncOnError
}

/** Sends persons in batches, one after the other, and gives each batch's result; `index` of a row counts within its batch. */
export async function* syncMembers(client: QizhiClient, options: SyncOptions): AsyncGenerator<SyncBatch, void, undefined> {
  const { source, mode, rows, runKey, batchSize = 1_000, onError = 'CONTINUE' } = options
  let batch: SyncMemberRow[] = []
  let number = 0
  const send = async () => {
    number += 1
    const sent = batch
    batch = []
    return (await client.request(SyncMembers, { input: { source, mode, batchKey: `${runKey}-${number}`, onError, rows: sent } }))
      .syncMembers
  }
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === batchSize) yield await send()
  }
  if (batch.length > 0) yield await send()
}
