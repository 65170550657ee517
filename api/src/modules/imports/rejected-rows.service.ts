import { type Actor, type Writer } from '../../platform/database/write.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { type ImportRunService } from './import-run.service.ts'
import { lockRun } from './import-run.store.ts'
import { type RejectedRow, rejectedCsv } from './rejected-rows.ts'

/** The file of what an import rejected. The cells come from the uploaded file: nothing of them is kept beside it. */
export class RejectedRows {
  constructor(
    private readonly writer: Writer,
    private readonly runs: ImportRunService,
  ) {}

  /** @throws AppError NOT_FOUND for an unknown import and for somebody else's */
  async csv(actor: Actor, runId: string, language: Language): Promise<string> {
    const { run, rejected } = await this.writer.rehearse(actor, 'import.rejectedRows', async (tx) => ({
      run: await lockRun(tx, runId),
      rejected: await tx.query<RejectedRow>(`SELECT line, findings FROM import_row WHERE run_id = $1 AND outcome = 'REJECTED'`, [runId]),
    }))
    return rejectedCsv(await this.runs.tableOf(actor, run), rejected, language === 'en' ? 'en' : 'zh')
  }
}
