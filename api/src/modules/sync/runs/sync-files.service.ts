import { stringify } from 'csv-stringify/sync'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { type Actor, type Writer } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { inWords } from '../../../platform/errors/user-error.resolver.ts'
import { likeFormula } from '../../../platform/files/formula.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type Say } from '../../../platform/i18n/texts.ts'
import { type ImportSource } from '../../imports/index.ts'
import { fieldLabel, type PresetField, presets } from '../presets/preset-fields.ts'
import { NoRows, rowsOfFile, UnreadableFile } from '../presets/preset-rows.ts'
import { type SyncMemberRow } from '../members/member-sync.inputs.ts'
import { type SyncErrorType } from '../sync-error.type.ts'
import { type AddSyncFileInput, type StartSyncInput, type SyncFileInput } from './sync-run.inputs.ts'
import { type SyncRuns } from './sync-run.service.ts'
import { chunksOf, lockRun } from './sync-run.store.ts'
import { type SyncRunPayload } from './sync-run.type.ts'

/** The rows of a file, or why it is not taken. */
type FileRows =
  { readonly rows: readonly SyncMemberRow[]; readonly refusal?: undefined } | { readonly rows?: undefined; readonly refusal: UserError }

/** Files for syncs, in and out. */
export class SyncFiles {
  constructor(
    private readonly writer: Writer,
    private readonly runs: SyncRuns,
    private readonly source: ImportSource,
    private readonly cipher: FieldCipher,
  ) {}

  /** Begins a sync, with the rows of a file where one is named; whatever is refused, there is no sync then. */
  async start(actor: Actor, input: StartSyncInput): Promise<SyncRunPayload> {
    const { file } = input
    if (file == null) return this.runs.start(actor, input)
    const { rows, refusal } = await this.rowsOf(actor, file, ['file'])
    if (refusal !== undefined) return { runId: null, userErrors: [refusal] }
    return this.writer.write(actor, 'sync.start', input, async (tx) => {
      const runs = this.runs.within(tx)
      const begun = await runs.start(actor, input)
      return begun.runId === null ? begun : runs.add(actor, begun.runId, keyOf(file), rows)
    })
  }

  /** Adds the rows of an uploaded file; the file is their key. */
  async add(actor: Actor, { id, ...file }: AddSyncFileInput): Promise<SyncRunPayload> {
    const { rows, refusal } = await this.rowsOf(actor, file)
    return refusal === undefined ? this.runs.add(actor, id, keyOf(file), rows) : { runId: id, userErrors: [refusal] }
  }

  /** `path`: where the file stands in the input. */
  private async rowsOf(actor: Actor, { fileId, preset: code }: SyncFileInput, path: readonly string[] = []): Promise<FileRows> {
    const preset = presets.find((each) => each.code === code)
    if (preset === undefined) return { refusal: userError('NOT_FOUND', 'sync.presetNotFound', { field: [...path, 'preset'] }) }
    const field = [...path, 'fileId']
    const bytes = await this.source.bytes(actor.viewer, fileId)
    if (bytes === null) return { refusal: userError('NOT_FOUND', 'sync.fileNotFound', { field }) }
    try {
      const rows = await rowsOfFile(bytes, preset)
      return rows.length > 0 ? { rows } : { refusal: userError('INVALID', 'import.file.empty', { field }) }
    } catch (error) {
      if (error instanceof NoRows) return { refusal: userError('INVALID', error.key, { field, params: error.params }) }
      if (error instanceof UnreadableFile)
        return { refusal: userError('INVALID', `import.file.${error.reason}`, { field, params: error.params }) }
      throw error
    }
  }

  /** The rejected rows of the actor’s own sync as they came, with what to mend; as CSV, in which nothing is a formula. @throws AppError NOT_FOUND */
  async rejected(actor: Actor, id: string, language: Language, say: Say): Promise<string> {
    return this.writer.rehearse(actor, 'sync.rejected', async (tx) => {
      const run = await lockRun(tx, id)
      if (run.createdBy !== actor.viewer.accountId) throw new AppError('NOT_FOUND')
      const found = await tx.query<{ index: number; errors: SyncErrorType[] }>(
        `SELECT index, errors FROM sync_run_row WHERE run_id = $1 AND status = 'REJECTED'`,
        [run.id],
      )
      const errorsOf = new Map(found.map(({ index, errors }) => [index, errors]))
      const lines: string[][] = [
        [...fields.map((field) => fieldLabel(field)[language === 'en' ? 'en' : 'zh']), problems[language === 'en' ? 'en' : 'zh']],
      ]
      for await (const { firstRow, rows } of chunksOf((sql, values) => tx.query(sql, values), run.id, this.cipher)) {
        for (const [at, row] of rows.entries()) {
          const errors = errorsOf.get(firstRow + at)
          if (errors !== undefined)
            lines.push([
              ...fields.map((field) => cellOf(field, row[field])),
              errors.map((error) => inWords(error.wording, { language, say })).join(' '),
            ])
        }
      }
      return `\uFEFF${stringify(lines.map((line) => line.map(asText)))}`
    })
  }
}

/** By what the rows of a file are known in a sync. */
function keyOf({ fileId }: SyncFileInput): string {
  return `file ${fileId}`
}

const fields: readonly PresetField[] = [
  'externalId',
  'name',
  'nationalId',
  'sex',
  'birthDate',
  'ethnicity',
  'education',
  'politicalStatus',
  'phone',
  'unit',
  'employmentStatus',
  'employmentStarted',
  'post',
  'monthlyWageBase',
]

/** Passed over when the file comes back. */
const problems = { zh: '同步问题', en: 'Sync problems' }

/** With the mark by which spreadsheets know a text. */
function asText(cell: string): string {
  return likeFormula.test(cell) ? `'${cell}` : cell
}

function cellOf(field: PresetField, value: string | number | null | undefined): string {
  // files write yuan
  if (field === 'monthlyWageBase' && typeof value === 'number' && Number.isFinite(value)) return (value / 100).toFixed(2)
  return value == null ? '' : String(value)
}
