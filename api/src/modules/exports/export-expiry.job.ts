import { systemViewer } from '../../platform/access/viewer.ts'
import { type Writer } from '../../platform/database/write.ts'
import { type SealedStore } from '../../platform/files/sealed-store.ts'
import { type Database } from '../../platform/database/database.ts'
import { type Job } from '../../platform/jobs/jobs.ts'

/** Removes the files of exports whose time is over, and what no export has need of any more. */
export function exportExpiry({
  writer,
  database,
  store,
}: {
  readonly writer: Writer
  readonly database: Database
  readonly store: SealedStore
}): Job {
  return {
    name: 'expire-exports',
    schedule: '*/10 * * * *',
    run: async () => {
      await writer.write({ viewer: systemViewer, requestId: null, address: null }, 'export.expire', {}, async (tx) => {
        await tx.query(`UPDATE export_run SET status = 'EXPIRED', version = version + 1 WHERE status = 'READY' AND expires_at <= now()`)
        await tx.query(`DELETE FROM export_link WHERE expires_at < now() - interval '1 day'`)
        return { userErrors: [] }
      })
      const folders = await store.folders()
      const { rows } = await database.query({
        text: `SELECT folder FROM unnest($1::text[]) AS folder WHERE NOT EXISTS (SELECT FROM export_run r WHERE r.id::text = folder AND r.status IN ('QUEUED', 'READING', 'WRITING', 'READY'))`,
        values: [folders],
      })
      for (const { folder } of rows as { folder: string }[]) await store.remove(folder)
      await store.removeAbandonedDrafts()
    },
  }
}
