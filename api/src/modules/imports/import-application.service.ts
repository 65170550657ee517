import { type Text } from '@qizhi/codes'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { importFields } from './import-fields.ts'
import { type ApplyImportInput, type ImportPayload } from './import.inputs.ts'
import { type ImportTally } from './import-run.entity.ts'
import { changeable, type ImportRunService } from './import-run.service.ts'
import { lockRun, type LockedRun, storeRows } from './import-run.store.ts'
import { type Importer } from './importer.ts'
import { missingFields } from './mapping/column-mapping.ts'
import { type ImportField } from './mapping/import-field.ts'

/**
 * Carrying an import out: batch by batch, each committed with its rows' results and the count of batches done, so that an import which
 * broke off goes on where it did, and no batch is counted twice.
 */
export class ImportApplication {
  constructor(
    private readonly writer: Writer,
    private readonly importer: Importer,
    private readonly runs: ImportRunService,
  ) {}

  async apply(actor: Actor, input: ApplyImportInput): Promise<ImportPayload> {
    let run: LockedRun | null = null
    const begun = await this.writer.write(actor, 'import.apply', input, async (tx) => {
      run = null
      const locked = await lockRun(tx, input.id)
      const userErrors = changeable(locked, input.version, ['DRAFT', 'FAILED', 'APPLYING'])
      const missing = missingFields(locked.mapping, importFields[locked.target])
      if (missing.length > 0) userErrors.push(needsColumns(missing))
      if (userErrors.length > 0) return { importRunId: locked.id, userErrors }
      await setStatus(tx, locked.id, 'APPLYING')
      run = locked
      return { importRunId: locked.id, userErrors: [] }
    })
    // refused, or a repeated idempotency key: the first call carries it out
    if (run === null) return begun
    return this.carryOut(actor, run)
  }

  private async carryOut(actor: Actor, run: LockedRun): Promise<ImportPayload> {
    try {
      const table = await this.runs.tableOf(actor, run)
      await this.importer.execute(
        actor,
        { target: run.target, table, mapping: run.mapping },
        {
          mode: 'APPLY',
          skip: run.appliedBatches,
          record: async (tx, batch, results) => {
            await countBatch(tx, run.id, batch)
            await storeRows(tx, run.id, results)
          },
        },
      )
      await this.conclude(actor, run.id, async (tx) => {
        const [counts] = await tx.query<ImportTally>(tally, [run.id])
        await tx.query(`UPDATE import_run SET status = 'APPLIED', applied_at = now(), counts = $2, version = version + 1 WHERE id = $1`, [
          run.id,
          JSON.stringify(counts),
        ])
        tx.audit({ entity: 'ImportRun', entityId: run.id, after: { status: 'APPLIED', ...counts } })
      })
      return { importRunId: run.id, userErrors: [] }
    } catch (error) {
      if (error instanceof CarriedOutElsewhere) return { importRunId: run.id, userErrors: [userError('CONFLICT', 'import.applying')] }
      await this.conclude(actor, run.id, (tx) => setStatus(tx, run.id, 'FAILED'))
      throw error
    }
  }

  private async conclude(actor: Actor, runId: string, step: (tx: Transaction) => Promise<void>): Promise<void> {
    await this.writer.write(actor, 'import.apply', {}, async (tx) => {
      await lockRun(tx, runId)
      await step(tx)
      return { userErrors: [] }
    })
  }
}

function needsColumns(fields: readonly ImportField[]): UserError {
  const named = (language: keyof Text, separator: string) => fields.map(({ label }) => label[language]).join(separator)
  const wording = {
    zh: `还没有列对应到必需的字段：${named('zh', '、')}。`,
    en: `Required fields have no column yet: ${named('en', ', ')}.`,
  }
  return { code: 'REQUIRED', field: null, wording, rule: null }
}

/** Another process took over the same import; whoever comes second to a batch leaves it. */
class CarriedOutElsewhere extends Error {}

async function countBatch(tx: Transaction, runId: string, batch: number): Promise<void> {
  const counted = await tx.query(
    `UPDATE import_run SET applied_batches = $2::int + 1 WHERE id = $1 AND status = 'APPLYING' AND applied_batches = $2::int RETURNING id`,
    [runId, batch],
  )
  if (counted.length === 0) throw new CarriedOutElsewhere()
}

async function setStatus(tx: Transaction, runId: string, status: 'APPLYING' | 'FAILED'): Promise<void> {
  await tx.query('UPDATE import_run SET status = $2, version = version + 1 WHERE id = $1', [runId, status])
}

const tally = `
  SELECT count(*)::int AS total,
    count(*) FILTER (WHERE outcome = 'CREATED')::int AS created, count(*) FILTER (WHERE outcome = 'UPDATED')::int AS updated,
    count(*) FILTER (WHERE outcome = 'UNCHANGED')::int AS unchanged, count(*) FILTER (WHERE outcome = 'REJECTED')::int AS rejected,
    count(*) FILTER (WHERE findings @> '[{"severity": "REPAIRED"}]')::int AS repaired, count(*) FILTER (WHERE findings @> '[{"severity": "WARNING"}]')::int AS warnings
  FROM import_row WHERE run_id = $1`
