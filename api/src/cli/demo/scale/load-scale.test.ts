import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { FieldCipher } from '../../../platform/crypto/field-cipher.ts'
import { secretKeyProvider } from '../../../platform/crypto/key-provider.ts'
import { MemberSecrets } from '../../../modules/members/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../testing/test-database.ts'
import { synchronizeCatalogue } from '../../../modules/activities/index.ts'
import { runChecks } from '../../check/run-checks.ts'
import { loadScale } from './load-scale.ts'

const keys = secretKeyProvider(Buffer.alloc(32, 7))
const secrets = new MemberSecrets(new FieldCipher(keys), keys)
const scale = { organizations: 100, members: 600, activities: 1_500 }
const quiet = { begin: () => undefined, advance: () => undefined }

const databases: TestDatabase[] = []
const clients: pg.Client[] = []

/** A database with the generated bureau, and a connection to it. */
async function loaded(): Promise<pg.Client> {
  const database = await createTestDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  databases.push(database)
  clients.push(client)
  await synchronizeCatalogue((sql, parameters) => client.query(sql, parameters))
  expect(await loadScale(database.url, scale, secrets, quiet)).toBe(true)
  expect(await loadScale(database.url, scale, secrets, quiet)).toBe(false)
  return client
}

describe('generated data in bulk', () => {
  let client: pg.Client
  beforeAll(async () => {
    client = await loaded()
  })
  afterAll(async () => {
    await Promise.all(clients.map((each) => each.end()))
    await Promise.all(databases.map((database) => database.drop()))
  })

  test('hold together in every way that is checked', async () => {
    const broken: string[] = []
    for await (const { invariant, offending } of runChecks(client))
      if (offending.length > 0) broken.push(`${invariant.name} ${JSON.stringify(offending[0])}`)
    expect(broken).toEqual([])
  })

  test('are as many as the scale says', async () => {
    const { rows } = await client.query(
      'SELECT (SELECT count(*)::int FROM organization) AS organizations, (SELECT count(*)::int FROM member) AS members, (SELECT count(*)::int FROM activity) AS activities, (SELECT count(*)::int FROM attendance) AS attendances',
    )
    expect(rows[0]).toMatchObject({ members: 600, activities: 1_500 })
    expect(Math.abs(rows[0].organizations - 100)).toBeLessThan(10)
    expect(rows[0].attendances / 1_500).toBeGreaterThan(2)
  })

  test('bring back every constraint, index and trigger', async () => {
    const plain = await createTestDatabase()
    databases.push(plain)
    const other = new pg.Client({ connectionString: plain.url })
    await other.connect()
    clients.push(other)
    expect(await schemaOf(client)).toEqual(await schemaOf(other))
  })

  test('are the same in each run, but for what is encrypted', async () => {
    const again = await loaded()
    for (const table of ['organization', 'organization_placement', 'membership', 'activity', 'attendance'])
      expect(await contentOf(again, table)).toBe(await contentOf(client, table))
    const members = `SELECT md5(string_agg(concat_ws('|', id, code, name, birth_date, national_id_index, employer_unit_id), ',' ORDER BY id)) AS digest FROM member`
    expect((await again.query(members)).rows).toEqual((await client.query(members)).rows)
  })
})

async function schemaOf(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query(
    `SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition, true AS enabled FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT schemaname || '.' || tablename, indexname, indexdef, true FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled = 'O' FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2, 3`,
  )
  return rows
}

async function contentOf(client: pg.Client, table: string): Promise<string> {
  const columns = {
    organization: 'id, code, name, segment',
    organization_placement: 'organization_id, path',
    membership: 'id, member_id, organization_id, status, valid',
    activity: 'id, code, title, status, held_on, present_count',
    attendance: 'activity_id, member_id, status',
  }[table]!
  const { rows } = await client.query<{ digest: string }>(
    `SELECT md5(string_agg(concat_ws('|', ${columns}), ',' ORDER BY concat_ws('|', ${columns}))) AS digest FROM ${table}`,
  )
  return rows[0]!.digest
}
