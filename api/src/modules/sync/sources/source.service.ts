import { type Actor, type Transaction, type Writer } from '../../../platform/database/write.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type ConfigureSyncSourceInput, type SyncSourcePayload, type SyncSourceType } from './source.type.ts'

/** Which systems keep the register true, and what of it is theirs. */
export class SyncSources {
  constructor(private readonly writer: Writer) {}

  /** All of them, by code: a handful. */
  list(actor: Actor): Promise<SyncSourceType[]> {
    return this.writer.rehearse(actor, 'sync.sources', (tx) =>
      tx.query<SyncSourceType>(
        'SELECT code, name, owned_fields AS "ownedFields", absence_limit AS "absenceLimit", version FROM sync_source ORDER BY code',
      ),
    )
  }

  configure(actor: Actor, input: ConfigureSyncSourceInput): Promise<SyncSourcePayload> {
    return this.writer.write(actor, 'sync.configureSource', input, async (tx) => {
      const before = await locked(tx, input.code)
      const seen = input.version ?? 0
      if (seen !== (before?.version ?? 0)) {
        return {
          source: before,
          userErrors: [userError('STALE_VERSION', 'sync.sourceStale', { field: 'version', params: { version: before?.version ?? 0 } })],
        }
      }
      await tx.query(
        `INSERT INTO sync_source AS s (code, name, owned_fields, absence_limit) VALUES ($1, $2, $3, $4)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, owned_fields = excluded.owned_fields, absence_limit = excluded.absence_limit, version = s.version + 1, updated_at = now()`,
        [input.code, input.name.trim(), input.ownedFields, input.absenceLimit],
      )
      const source = await locked(tx, input.code)
      tx.audit({ entity: 'SyncSource', entityId: null, before: before && { ...before }, after: { ...source } })
      return { source, userErrors: [] }
    })
  }
}

async function locked(tx: Transaction, code: string): Promise<SyncSourceType | null> {
  const [found] = await tx.query<SyncSourceType>(
    'SELECT code, name, owned_fields AS "ownedFields", absence_limit AS "absenceLimit", version FROM sync_source WHERE code = $1 FOR NO KEY UPDATE',
    [code],
  )
  return found ?? null
}
