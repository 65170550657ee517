import { type ClientBase } from 'pg'
import { type PublicKey } from '../../../platform/crypto/signing-key.ts'
import { type FoundSnapshot, snapshotFaults } from './snapshot-proof.ts'
import { factsDigestSql, organizationsDigestSql } from './snapshot-parts.ts'

const batch = `SELECT s.id, s.header, s.result, s.digest, s.signature, s.key_id AS "keyId", ${factsDigestSql('s.id')} AS facts, ${organizationsDigestSql('s.id')} AS organizations
  FROM report_snapshot s WHERE s.id > $1 ORDER BY s.id LIMIT 20`

/** Every snapshot of a database that is not what was signed, and what of it is not. */
export async function* brokenSnapshots(
  client: Pick<ClientBase, 'query'>,
  key: PublicKey,
): AsyncGenerator<{ readonly id: string; readonly faults: readonly string[] }> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await client.query<FoundSnapshot & { id: string }>(batch, [after])
    for (const found of rows) {
      const faults = snapshotFaults(found, key)
      if (faults.length > 0) yield { id: found.id, faults }
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
