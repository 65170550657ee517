import { type Transaction } from '../../../platform/database/write.ts'
import { type SyncField } from '../sync.enums.ts'

/** A system that keeps the register true, and what of it is its own. */
export interface SyncSource {
  readonly code: string
  readonly name: string
  readonly owns: ReadonlySet<SyncField>
  /** Ten-thousandths. */
  readonly absenceLimit: number
}

/** The source of this code; null for an unknown one. */
export async function findSource(tx: Pick<Transaction, 'query'>, code: string): Promise<SyncSource | null> {
  const [found] = await tx.query<{ code: string; name: string; owned: SyncField[]; absenceLimit: number }>(
    'SELECT code, name, owned_fields AS owned, absence_limit AS "absenceLimit" FROM sync_source WHERE code = $1',
    [code],
  )
  return found === undefined ? null : { code: found.code, name: found.name, owns: new Set(found.owned), absenceLimit: found.absenceLimit }
}
