import { addDays, composeNationalId } from '@qizhi/codes'
import { type TestClient } from './test-world.ts'

export interface TestSyncRow {
  readonly externalId: string
  readonly [field: string]: unknown
}

export interface TestSyncOptions {
  readonly mode?: 'DRY_RUN' | 'APPLY'
  readonly source?: string
  readonly batchKey?: string
  readonly onError?: 'CONTINUE' | 'ROLL_BACK'
}

/** Sends rows of persons through the API, and returns the payload; what goes wrong as a whole is thrown. */
export async function syncMembers(client: TestClient, rows: readonly TestSyncRow[], options: TestSyncOptions = {}) {
  const { data, errors } = await client.query(
    `mutation ($input: SyncMembersInput!) { syncMembers(input: $input) { ok mode repeated counts { total created updated unchanged proposed rejected }
       rows { index externalId status id version changes { field before after decision } errors { code path message retryable } } userErrors { code field message } } }`,
    { input: { source: 'HR', mode: 'APPLY', batchKey: aBatchKey(), rows, ...options } },
  )
  if (errors.length > 0) throw Object.assign(new Error(errors[0]!.message), { code: errors[0]!.code })
  return data.syncMembers
}

let batches = 0
export function aBatchKey(): string {
  batches += 1
  return `batch-${batches}`
}

let numbers = 0
/** A number that nobody has yet. */
export function aNationalId(sex: '1' | '2' = '1'): string {
  numbers += 1
  return composeNationalId({ birthDate: addDays('1970-01-01', Math.floor(numbers / 500)), sex, sequence: numbers % 500 })
}
