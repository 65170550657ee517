import { createHash } from 'node:crypto'
import { confinedTo, stillHolds } from '../../platform/access/authority.ts'
import { systemViewer, type Viewer } from '../../platform/access/viewer.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { type SealedStore } from '../../platform/files/sealed-store.ts'
import { type Database } from '../../platform/database/database.ts'
import { Reader } from '../../platform/graph/reader.ts'
import { type QueuedJob } from '../../platform/jobs/job-queue.ts'
import { exportOrder, exportSources, fieldsNamed } from './export-sources.ts'
import { exportJob } from './export-request.service.ts'
import { type ExportProblem, type ExportStatus } from './export.enums.ts'
import { countChunk, isIn, lockExport, progressOf, setReady, setStatus, setTotal, type StoredExport } from './export.store.ts'
import { inLanguage, selectionFor } from './fields/export-field.ts'
import { type ExportTable, fileKinds } from './files/export-file.ts'

interface Parts {
  readonly database: Database
  readonly writer: Writer
  readonly store: SealedStore
  readonly viewerOfAccount: (accountId: string) => Promise<Viewer | undefined>
  readonly smallestGroup: number
}

/** Makes the files of exports, beside the requests. */
const maker: Actor = { viewer: systemViewer, requestId: null, address: null }

/** How many rows are kept as one chunk: what is lost when the process is killed. */
export const chunkRows = 2_000

/** How many rows are read by one statement. Its answer is garbage soon: larger ones would outlive the cheap collections, and memory would grow. */
const statementRows = 100

/** The file in an export's folder; chunks lie beside it until it is there. */
export const fileName = 'file'

/**
 * Reads an export's rows chunk by chunk, each kept before it is counted, and then makes the file of the chunks, in which the rows lie as the file
 * will have them. Killed anywhere, it goes on after the last chunk that was counted; a chunk or file that was being written is written again.
 */
export class ExportMaking implements QueuedJob<{ exportId: string }> {
  readonly name = exportJob.name
  readonly attempts = exportJob.attempts

  constructor(private readonly parts: Parts) {}

  async run(
    { exportId }: { exportId: string },
    { signal, attempt }: { readonly signal: AbortSignal; readonly attempt: number },
  ): Promise<void> {
    try {
      const begun = await this.begin(exportId)
      if (begun !== undefined) await this.make(begun, signal)
    } catch (error) {
      if (error instanceof NoLongerWanted) return this.parts.store.remove(exportId)
      if (error instanceof Unreadable) return this.fail(exportId, 'SCOPE_CHANGED')
      if (attempt >= this.attempts && !signal.aborted) await this.fail(exportId, 'INTERNAL')
      throw error
    }
  }

  private async begin(id: string): Promise<StoredExport | undefined> {
    let begun: StoredExport | undefined
    await this.step(async (tx) => {
      begun = await lockExport(tx, id)
      if (begun?.status === 'QUEUED') await setStatus(tx, id, 'READING')
      else if (begun?.status !== 'READING' && begun?.status !== 'WRITING') begun = undefined
    })
    return begun
  }

  private async make(asked: StoredExport, signal: AbortSignal): Promise<void> {
    const { title } = exportSources[asked.source]
    const table = { language: asked.language, fields: fieldsNamed(exportSources[asked.source], asked.fields) }
    if (asked.status !== 'WRITING') {
      await this.readAll(asked, table, signal)
      await this.goOn(asked.id, 'READING', (tx) => setStatus(tx, asked.id, 'WRITING'))
    }
    const owner = await this.reader(asked)
    const hash = createHash('sha256')
    let size = 0
    const file = fileKinds[asked.format].file({
      ...table,
      title: inLanguage(title, asked.language),
      author: owner.displayName,
      rows: this.chunks(asked, signal),
    })
    await this.parts.store.write(
      asked.id,
      fileName,
      observed(file, (piece) => {
        hash.update(piece)
        size += piece.length
      }),
    )
    const { chunks } = await progressOf(this.parts.database, asked.id)
    await this.goOn(asked.id, 'WRITING', (tx) => setReady(tx, asked.id, { size, sha256: hash.digest('hex') }))
    for (let number = 0; number < chunks; number += 1) await this.parts.store.remove(asked.id, chunkName(number))
  }

  private async readAll(asked: StoredExport, table: ExportTable, signal: AbortSignal): Promise<void> {
    const { database, store, smallestGroup } = this.parts
    const { graph, where } = exportSources[asked.source]
    const { rows: written } = fileKinds[asked.format]
    const selection = selectionFor(table.fields)
    let { chunks: number, cursor, rowsDone, rowsTotal } = await progressOf(database, asked.id)
    while (number === 0 || cursor !== null) {
      signal.throwIfAborted()
      const viewer = await this.reader(asked)
      const reader = new Reader(database, viewer, asked.language, smallestGroup)
      const conditions = { where: where(asked.filter, viewer) }
      if (rowsTotal === null) {
        rowsTotal = await reader.count(graph, conditions)
        await setTotal(database, asked.id, rowsTotal)
      }
      let [rows, end]: [number, string | null] = [0, cursor]
      const walk = async function* (): AsyncGenerator<Buffer> {
        do {
          const page = { first: statementRows, after: end, order: exportOrder }
          const stretch = await reader.stretch<object>(graph, selection, page, conditions)
          const values = stretch.rows.map((row) => table.fields.map(({ value }) => value(row)))
          yield Buffer.from(written(table, values, rowsDone + rows))
          rows += stretch.rows.length
          end = stretch.end
        } while (end !== null && rows < chunkRows)
      }
      await store.write(asked.id, chunkName(number), walk())
      if (!(await countChunk(database, asked.id, { number, rows, end }))) throw new NoLongerWanted()
      number += 1
      rowsDone += rows
      cursor = end
    }
  }

  private async *chunks({ id }: StoredExport, signal: AbortSignal): AsyncGenerator<Buffer> {
    const { database, store } = this.parts
    const { chunks } = await progressOf(database, id)
    for (let number = 0; number < chunks; number += 1) {
      signal.throwIfAborted()
      if (!(await isIn(database, id, 'WRITING'))) throw new NoLongerWanted()
      yield* store.read(id, chunkName(number))
    }
  }

  /** Whoever asked, with what he might read then. @throws Unreadable when that is more than he may read now */
  private async reader({ createdBy, authority }: StoredExport): Promise<Viewer> {
    const now = await this.parts.viewerOfAccount(createdBy)
    if (now === undefined || !now.can('exports:run') || !stillHolds(authority, now)) throw new Unreadable()
    return confinedTo(authority, now)
  }

  private async fail(id: string, problem: ExportProblem): Promise<void> {
    await this.step(async (tx) => {
      const { status } = (await lockExport(tx, id)) ?? {}
      if (status === 'READING' || status === 'WRITING') await setStatus(tx, id, 'FAILED', problem)
    })
    await this.parts.store.remove(id)
  }

  /** @throws NoLongerWanted when the export has left the state in which it was thought to be */
  private goOn(id: string, from: ExportStatus, change: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.step(async (tx) => {
      if ((await lockExport(tx, id))?.status !== from) throw new NoLongerWanted()
      await change(tx)
    })
  }

  private async step(change: (tx: Transaction) => Promise<void>): Promise<void> {
    await this.parts.writer.write(maker, 'export.make', {}, async (tx) => {
      await change(tx)
      return { userErrors: [] }
    })
  }
}

/** It was cancelled, or another process makes it. */
class NoLongerWanted extends Error {}

/** Whoever asked for it may not read it any more. */
class Unreadable extends Error {}

/** Told apart from the chunks of versions that kept values: an export that one of those had begun fails, and is asked for again. */
function chunkName(number: number): string {
  return `rows-${number}`
}

async function* observed(content: AsyncIterable<Buffer>, look: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    look(piece)
    yield piece
  }
}
