import { type Authority, authorityOf } from '../../platform/access/authority.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type SealedStore } from '../../platform/files/sealed-store.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { queueJob } from '../../platform/jobs/job-queue.ts'
import { type ExportFilter, exportSources, fieldsNamed } from './export-sources.ts'
import { type ExportSourceName } from './export.enums.ts'
import { isUnfinished } from './export.graph.ts'
import {
  type CancelExportInput,
  type ExportActivitiesInput,
  type ExportMembersInput,
  type ExportOrganizationsInput,
  type ExportPayload,
} from './export.inputs.ts'
import { countUnfinished, insertExport, lockOwnExport, setStatus } from './export.store.ts'

/** The queued job that makes the file of an export. */
export const exportJob = { name: 'make-export', attempts: 6 } as const

type ExportRequest = ExportMembersInput | ExportActivitiesInput | ExportOrganizationsInput

/** How many exports somebody may have under way at once. */
const mostUnfinished = 3

/** Asking for exports, and giving them up. */
export class ExportRequests {
  constructor(
    private readonly writer: Writer,
    private readonly store: SealedStore,
  ) {}

  /** @throws AppError FORBIDDEN for rows, or a filter, that the actor may not read by */
  ask(actor: Actor, language: Language, source: ExportSourceName, input: ExportRequest): Promise<ExportPayload> {
    const { viewer } = actor
    const { graph, where, fields: all, permissions } = exportSources[source]
    if (!viewer.can(graph.options.permission)) throw new AppError('FORBIDDEN')
    const filter: ExportFilter = { ...input.filter }
    where(filter, viewer)
    return this.writer.write(actor, 'export.ask', input, async (tx) => {
      const fields = fieldsNamed(exportSources[source], input.fields ?? all.map(({ code }) => code)).map(({ code }) => code)
      if (fields.length === 0) return { exportId: null, userErrors: [userError('REQUIRED', 'export.noFields', { field: 'fields' })] }
      if ((await countUnfinished(tx)) >= mostUnfinished)
        return { exportId: null, userErrors: [userError('CONFLICT', 'export.tooMany', { params: { most: mostUnfinished } })] }
      const authority: Authority = authorityOf(viewer, permissions)
      const { format } = input
      const id = await insertExport(tx, { source, format, language: input.language ?? language, fields, filter, authority })
      await queueJob(tx, exportJob, { exportId: id })
      tx.audit({ entity: 'Export', entityId: id, after: { source, format, fields, filter } })
      return { exportId: id, userErrors: [] }
    })
  }

  async cancel(actor: Actor, input: CancelExportInput): Promise<ExportPayload> {
    const payload = await this.writer.write(actor, 'export.cancel', input, async (tx: Transaction) => {
      const { id, status } = await lockOwnExport(tx, input.id)
      if (!isUnfinished(status)) return { exportId: id, userErrors: [userError('CONFLICT', 'export.over', { params: { status } })] }
      await setStatus(tx, id, 'CANCELLED')
      tx.audit({ entity: 'Export', entityId: id, before: { status }, after: { status: 'CANCELLED' } })
      return { exportId: id, userErrors: [] }
    })
    if (payload.exportId !== null && payload.userErrors.length === 0) await this.store.remove(payload.exportId)
    return payload
  }
}
