import { stringify } from 'csv-stringify/sync'
import { type FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { type Actor, type Writer } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { inWords } from '../../../platform/errors/user-error.resolver.ts'
import { likeFormula } from '../../../platform/files/formula.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type Say } from '../../../platform/i18n/texts.ts'
import { type ImportSource } from '../../imports/index.ts'
import { fieldLabel, type PresetField, presets } from '../presets/preset-fields.ts'
import { NoRows, rowsOfFile, UnreadableFile } from '../presets/preset-rows.ts'
import { type SyncErrorType } from '../sync-error.type.ts'
import { type AddSyncFileInput } from './sync-run.inputs.ts'
import { type SyncRuns } from './sync-run.service.ts'
import { chunksOf, lockRun } from './sync-run.store.ts'
import { type SyncRunPayload } from './sync-run.type.ts'

/** Files for syncs, in and out. */
export class SyncFiles {
  constructor(
    private readonly writer: Writer,
    private readonly runs: SyncRuns,
    private readonly source: ImportSource,
    private readonly cipher: FieldCipher,
  ) {}

  /** Adds the rows of an uploaded file; the file is their key. */
  async add(actor: Actor, { id, fileId, preset: code }: AddSyncFileInput): Promise<SyncRunPayload> {
    const refused = (...userErrors: SyncRunPayload['userErrors']): SyncRunPayload => ({ runId: id, userErrors })
    const preset = presets.find((each) => each.code === code)
    if (preset === undefined) return refused(userError('NOT_FOUND', 'sync.presetNotFound', { field: 'preset' }))
    const bytes = await this.source.bytes(actor.viewer, fileId)
    if (bytes === null) return refused(userError('NOT_FOUND', 'sync.fileNotFound', { field: 'fileId' }))
    try {
      return await this.runs.add(actor, id, `file ${fileId}`, await rowsOfFile(bytes, preset))
    } catch (error) {
      if (error instanceof NoRows) return refused(userError('INVALID', error.key, { field: 'fileId', params: error.params }))
      if (error instanceof UnreadableFile)
        return refused(userError('INVALID', `import.file.${error.reason}`, { field: 'fileId', params: error.params }))
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
