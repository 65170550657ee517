import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { lockActivity } from './activity-directory.ts'
import { standingErrors } from './activity.rules.ts'
import { type AttachFileInput, type AttachmentPayload, type RemoveAttachmentInput } from './attachment.inputs.ts'

/** The files of an activity. Attaching leaves the version alone: it takes nothing from what somebody else is writing. */
export class AttachmentService {
  constructor(private readonly writer: Writer) {}

  attach(actor: Actor, input: AttachFileInput): Promise<AttachmentPayload> {
    return this.writer.write(actor, 'activity.attach', input, async (tx) => {
      const activity = await lockActivity(tx, input.activityId)
      const refused = (...userErrors: AttachmentPayload['userErrors']): AttachmentPayload => ({ attachmentId: null, activityId: activity.id, userErrors })
      const errors = standingErrors(activity, 'ATTACH', tx.today)
      if (errors.length > 0) return refused(...errors)
      const [present] = await tx.query<{ files: number }>('SELECT count(*)::int AS files FROM activity_attachment WHERE activity_id = $1', [activity.id])
      if (present!.files >= mostFiles) return refused(userError('CONFLICT', 'activity.tooManyFiles', { params: { most: mostFiles } }))

      const attached = await attachOwnFile(tx, activity.id, input.fileId)
      if (attached === null) return refused(userError('NOT_FOUND', 'activity.fileNotFound', { field: 'fileId' }))
      tx.audit({ entity: 'Activity', entityId: activity.id, organizationId: activity.organizationId, after: { attachment: attached.filename, fileId: input.fileId } })
      return { attachmentId: attached.id, activityId: activity.id, userErrors: [] }
    })
  }

  remove(actor: Actor, input: RemoveAttachmentInput): Promise<AttachmentPayload> {
    return this.writer.write(actor, 'activity.removeAttachment', input, async (tx) => {
      if (!isUuid(input.id)) throw new AppError('NOT_FOUND')
      const [attachment] = await tx.query<{ activityId: string }>('SELECT activity_id AS "activityId" FROM activity_attachment WHERE id = $1', [input.id])
      if (attachment === undefined) throw new AppError('NOT_FOUND')
      const activity = await lockActivity(tx, attachment.activityId)
      const errors = standingErrors(activity, 'ATTACH', tx.today)
      if (errors.length > 0) return { attachmentId: null, activityId: activity.id, userErrors: errors }

      const [removed] = await tx.query<{ fileId: string; filename: string }>(
        `WITH removed AS (DELETE FROM activity_attachment WHERE id = $1 RETURNING file_id)
         SELECT file.id AS "fileId", file.filename FROM removed JOIN stored_file file ON file.id = removed.file_id`,
        [input.id],
      )
      // somebody else removed it while this waited for the activity
      if (removed === undefined) throw new AppError('NOT_FOUND')
      tx.audit({ entity: 'Activity', entityId: activity.id, organizationId: activity.organizationId, before: { attachment: removed.filename, fileId: removed.fileId } })
      return { attachmentId: null, activityId: activity.id, userErrors: [] }
    })
  }
}

const mostFiles = 50

/** Attaches a file that the actor uploaded himself and that nothing uses yet; the unique column decides between twins. */
async function attachOwnFile(tx: Transaction, activityId: string, fileId: string): Promise<{ id: string; filename: string } | null> {
  if (!isUuid(fileId)) return null
  const [attached] = await tx.query<{ id: string; filename: string }>(
    `WITH file AS (
       SELECT id, filename FROM stored_file WHERE id = $2 AND uploaded_by = $3 AND NOT EXISTS (SELECT FROM import_run WHERE import_run.file_id = stored_file.id)
     ), attached AS (
       INSERT INTO activity_attachment (activity_id, file_id) SELECT $1, file.id FROM file ON CONFLICT (file_id) DO NOTHING RETURNING id
     )
     SELECT attached.id, file.filename FROM attached CROSS JOIN file`,
    [activityId, fileId, tx.actor.viewer.accountId],
  )
  return attached ?? null
}
