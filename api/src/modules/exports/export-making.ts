import { createHash } from 'node:crypto'
import { confinedTo, stillHolds } from '../../platform/access/authority.ts'
import { systemViewer, type Viewer } from '../../platform/access/viewer.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { type SealedStore } from '../../platform/files/sealed-store.ts'
import { type Database, Reader } from '../../platform/graph/reader.ts'
import { type QueuedJob } from '../../platform/jobs/job-queue.ts'
import { exportOrder, exportSources, fieldsNamed } from './export-sources.ts'
import { exportJob } from './export-request.service.ts'
import { type ExportProblem, type ExportStatus } from './export.enums.ts'
import { countChunk, isIn, lockExport, progressOf, setReady, setStatus, setTotal, type StoredExport } from './export.store.ts'
import { type ExportField, inLanguage, selectionFor } from './fields/export-field.ts'
import { type ExportRow, fileKinds } from './files/export-file.ts'

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
 * Reads an export's rows chunk by chunk, each kept before it is counted, and then makes the file of the chunks. Killed anywhere, it goes on after
 * the last chunk that was counted; a chunk or file that was being written is written again.
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
    const fields = fieldsNamed(exportSources[asked.source], asked.fields)
    if (asked.status !== 'WRITING') {
      await this.readAll(asked, fields, signal)
      await this.goOn(asked.id, 'READING', (tx) => setStatus(tx, asked.id, 'WRITING'))
    }
    const owner = await this.reader(asked)
    const hash = createHash('sha256')
    let size = 0
    const { title } = exportSources[asked.source]
    const file = fileKinds[asked.format].write({
      title: inLanguage(title, asked.language),
      author: owner.displayName,
      language: asked.language,
      fields,
      chunks: this.chunks(asked, signal),
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

  private async readAll(asked: StoredExport, fields: readonly ExportField[], signal: AbortSignal): Promise<void> {
    const { database, store, smallestGroup } = this.parts
    const { graph, where } = exportSources[asked.source]
    const selection = selectionFor(fields)
    let { chunks: number, cursor, rowsTotal } = await progressOf(database, asked.id)
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
          yield lines(stretch.rows.map((row) => fields.map(({ value }) => value(row))))
          rows += stretch.rows.length
          end = stretch.end
        } while (end !== null && rows < chunkRows)
      }
      await store.write(asked.id, chunkName(number), walk())
      if (!(await countChunk(database, asked.id, { number, rows, end }))) throw new NoLongerWanted()
      number += 1
      cursor = end
    }
  }

  private async *chunks({ id }: StoredExport, signal: AbortSignal): AsyncGenerator<ExportRow[]> {
    const { database, store } = this.parts
    const { chunks } = await progressOf(database, id)
    for (let number = 0; number < chunks; number += 1) {
      signal.throwIfAborted()
      if (!(await isIn(database, id, 'WRITING'))) throw new NoLongerWanted()
      yield* rowsOf(store.read(id, chunkName(number)))
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

function chunkName(number: number): string {
  return `chunk-${number}`
}

function lines(rows: readonly ExportRow[]): Buffer {
  return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}

/** The rows of a chunk as they come, some at a time. */
async function* rowsOf(chunk: AsyncIterable<Buffer>): AsyncGenerator<ExportRow[]> {
  let begun: Buffer = Buffer.alloc(0)
  for await (const piece of chunk) {
    const end = piece.lastIndexOf(lineFeed) + 1
    if (end === 0) begun = Buffer.concat([begun, piece])
    else {
      const text = Buffer.concat([begun, piece.subarray(0, end)]).toString('utf8')
      begun = piece.subarray(end)
      yield text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as ExportRow)
    }
  }
}

const lineFeed = 10

async function* observed(content: AsyncIterable<Buffer>, look: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    look(piece)
    yield piece
  }
}
