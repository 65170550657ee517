import { type Actor, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type ImportStatus, type ImportTargetName } from './import.enums.ts'
import { importFields } from './import-fields.ts'
import { type DiscardImportInput, type ImportPayload, type MapImportInput, type StartImportInput } from './import.inputs.ts'
import { insertRun, lockRun, type LockedRun, storeOutcome, tallyOf } from './import-run.store.ts'
import { type ImportSource } from './import-source.ts'
import { type Importer, type ImportPlan } from './importer.ts'
import { fileColumns } from './mapping/file-columns.ts'
import { guessMapping, type Mapping, missingFields } from './mapping/column-mapping.ts'
import { type Table } from './mapping/table.ts'
import { type RowResult } from './import-target.ts'
import { UnreadableFile } from './table/sheet.ts'

/** An import as people go through it: a file is read and rehearsed, its columns are mapped, and it is applied or given up. */
export class ImportRunService {
  constructor(
    private readonly writer: Writer,
    private readonly importer: Importer,
    private readonly source: ImportSource,
  ) {}

  async start(actor: Actor, input: StartImportInput): Promise<ImportPayload> {
    const { target, fileId } = input
    const read = await this.read(actor, target, fileId)
    if (!('table' in read)) return { importRunId: null, userErrors: [read] }
    const mapping = guessMapping(read.table.headers, importFields[target])
    const results = await this.rehearse(actor, { target, table: read.table, mapping })
    return this.writer.write(actor, 'import.start', input, async (tx) => {
      const { table } = read
      const id = await insertRun(tx, { target, fileId, encoding: table.encoding, mapping, columns: fileColumns(table) })
      await storeOutcome(tx, id, results, tallyOf(results, table.rows.length))
      tx.audit({ entity: 'ImportRun', entityId: id, after: { target, fileId, rows: table.rows.length } })
      return { importRunId: id, userErrors: [] }
    })
  }

  async map(actor: Actor, input: MapImportInput): Promise<ImportPayload> {
    const errorsOf = (run: LockedRun) => [...changeable(run, input.version, ['DRAFT']), ...mappingErrors(run, input)]
    const seen = await this.look(actor, input.id)
    // what will be refused, or was done already under the same key, needs no rehearsal
    const table = errorsOf(seen).length > 0 ? null : await this.tableOf(actor, seen)
    const mapping = changedMapping(seen.mapping, input)
    const results = table === null ? [] : await this.rehearse(actor, { target: seen.target, table, mapping })
    return this.writer.write(actor, 'import.map', input, async (tx) => {
      const run = await lockRun(tx, input.id)
      const errors = errorsOf(run)
      if (errors.length > 0 || table === null) return { importRunId: run.id, userErrors: errors }
      await tx.query('UPDATE import_run SET mapping = $2, version = version + 1 WHERE id = $1', [run.id, JSON.stringify(mapping)])
      await storeOutcome(tx, run.id, results, tallyOf(results, table.rows.length))
      tx.audit({ entity: 'ImportRun', entityId: run.id, before: { mapping: run.mapping }, after: { mapping } })
      return { importRunId: run.id, userErrors: [] }
    })
  }

  discard(actor: Actor, input: DiscardImportInput): Promise<ImportPayload> {
    return this.writer.write(actor, 'import.discard', input, async (tx) => {
      const run = await lockRun(tx, input.id)
      const errors = changeable(run, input.version, ['DRAFT', 'FAILED'])
      if (errors.length > 0) return { importRunId: run.id, userErrors: errors }
      await tx.query('DELETE FROM import_row WHERE run_id = $1', [run.id])
      await tx.query(`UPDATE import_run SET status = 'DISCARDED', counts = $2, version = version + 1 WHERE id = $1`, [
        run.id,
        JSON.stringify(tallyOf([], 0)),
      ])
      tx.audit({ entity: 'ImportRun', entityId: run.id, before: { status: run.status }, after: { status: 'DISCARDED' } })
      return { importRunId: run.id, userErrors: [] }
    })
  }

  /** The import of this id, if it is the actor's own. @throws AppError NOT_FOUND */
  look(actor: Actor, id: string): Promise<LockedRun> {
    return this.writer.rehearse(actor, 'import.look', (tx) => lockRun(tx, id))
  }

  /** The table of an import's file. @throws AppError UNAVAILABLE when the file is no longer what it was */
  async tableOf(actor: Actor, { target, fileId }: Pick<LockedRun, 'target' | 'fileId'>): Promise<Table> {
    const read = await this.read(actor, target, fileId)
    if ('table' in read) return read.table
    throw new AppError('UNAVAILABLE')
  }

  private async read(actor: Actor, target: ImportTargetName, fileId: string): Promise<{ table: Table } | UserError> {
    const bytes = await this.source.bytes(actor.viewer, fileId)
    if (bytes === null) return userError('NOT_FOUND', 'import.fileNotFound', { field: 'fileId' })
    try {
      return { table: await this.importer.read(target, bytes) }
    } catch (error) {
      if (error instanceof UnreadableFile)
        return userError('INVALID', `import.file.${error.reason}`, { field: 'fileId', params: error.params })
      throw error
    }
  }

  /** Nothing can be said of the rows while it is not known what their columns mean. */
  private rehearse(actor: Actor, plan: ImportPlan): Promise<RowResult[]> {
    return missingFields(plan.mapping, importFields[plan.target]).length > 0
      ? Promise.resolve([])
      : this.importer.execute(actor, plan, { mode: 'REHEARSE' })
  }
}

/** Why a step cannot be taken: it was taken by somebody else meanwhile, or the import is past it. */
export function changeable(
  { version, status }: Pick<LockedRun, 'version' | 'status'>,
  seen: number,
  from: readonly ImportStatus[],
): UserError[] {
  if (version !== seen) return [userError('STALE_VERSION', 'import.stale', { field: 'version', params: { version } })]
  return from.includes(status) ? [] : [userError('CONFLICT', 'import.status', { params: { status } })]
}

function changedMapping(present: Mapping, { mapping }: MapImportInput): Mapping {
  const changed = [...present]
  for (const { index, field } of mapping) if (index < present.length) changed[index] = field ?? null
  return changed
}

function mappingErrors({ target, mapping: present }: Pick<LockedRun, 'target' | 'mapping'>, input: MapImportInput): UserError[] {
  const errors: UserError[] = []
  for (const [at, { index, field }] of input.mapping.entries()) {
    const path = (name: string) => ['mapping', String(at), name]
    if (index >= present.length) errors.push(userError('INVALID', 'import.noColumn', { field: path('index') }))
    if (field != null && !importFields[target].some(({ code }) => code === field))
      errors.push(userError('INVALID', 'import.noField', { field: path('field') }))
  }
  const mapped = changedMapping(present, input).filter((code) => code !== null)
  const twice = mapped.find((code, at) => mapped.indexOf(code) !== at)
  if (twice !== undefined) errors.push(userError('INVALID', 'import.fieldTwice', { field: 'mapping', params: { field: twice } }))
  return errors
}
