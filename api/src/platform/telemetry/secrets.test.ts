import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestServer, type TestServer } from '../../testing/test-server.ts'
import { buildLogger, masked } from './logger.ts'

/** Twenty numbers with the right check character, as real ones have. */
const nationalIds = Array.from({ length: 20 }, (_, at) => withCheckCharacter(`11010119${70 + at}0307${String(100 + at)}`))
const password = 'Password-That-Must-Not-Be-Seen-1'

describe('what is secret', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await aTestServer()
  })
  afterAll(() => server.close())

  test('stands in no log, audit entry or answer, whatever is done with it', async () => {
    const admin = await server.signedIn()
    const token = admin.cookies.get('qizhi_session')!
    const answers: string[] = []
    const ask = async (query: string, variables: unknown, headers: Record<string, string> = {}) =>
      answers.push((await admin.query(query, variables, headers)).text)
    for (const id of nationalIds) {
      await ask('mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }', { i: { username: id, password } })
      await ask('query ($x: Int!) { organizations(first: $x) { totalCount } }', { x: id })
      await ask(`{ organizations(first: 1, filter: { query: "${id}" }, orderBy: "${id}") { totalCount } }`, {})
      await ask('query ($x: OrganizationFilter) { organizations(first: 1, filter: $x) { totalCount } }', {
        x: { query: id, ids: [id], codes: [id] },
      })
      await ask(`{ organization(id: "${id}") { name } }`, {}, { authorization: `Bearer ${id}`, referer: `https://example/?id=${id}` })
      await ask('mutation ($i: ChangePasswordInput!) { changePassword(input: $i) { userErrors { code } } }', {
        i: { currentPassword: id, newPassword: password },
      })
      answers.push(
        (
          await admin.request(`/graphql?query=${encodeURIComponent(`{ viewer(id: "${id}") { id } }`)}`, {
            headers: { 'apollo-require-preflight': '1' },
          })
        ).text,
      )
      answers.push((await admin.request(`/nowhere?id=${id}`)).text)
    }
    await server.sql('TRUNCATE sign_in_throttle')
    // an error of the database that quotes what it was given
    await server.sql(
      `CREATE FUNCTION complain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'value "%" is bad', NEW.password_hash || '${nationalIds[0]}'; END $$`,
    )
    await server.sql('CREATE TRIGGER complaint BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION complain()')
    await ask('mutation ($i: ChangePasswordInput!) { changePassword(input: $i) { userErrors { code } } }', {
      i: { currentPassword: server.administrator.password, newPassword: password },
    })
    expect(answers.at(-1)).toContain('INTERNAL_SERVER_ERROR')

    const audit = JSON.stringify(await server.sql('SELECT * FROM audit_entry'))
    const changes = JSON.stringify(await server.sql('SELECT * FROM change_event'))
    const sinks = { log: server.log.join(''), audit, changes, answers: answers.join('\n') }
    const [{ hash }] = (await server.sql<{ hash: string }>(`SELECT password_hash AS hash FROM account WHERE username = 'admin'`)) as [
      { hash: string },
    ]
    for (const [sink, said] of Object.entries(sinks)) {
      expect(said.length).toBeGreaterThan(0)
      const found = [...nationalIds, password, token, server.administrator.password, hash].filter((secret) => said.includes(secret))
      expect({ sink, found }).toEqual({ sink, found: [] })
    }
  })

  test('is left out of a line by its name, however deep it stands', () => {
    const lines: string[] = []
    const logger = buildLogger('info', { write: (line) => void lines.push(line) })
    logger.info(
      {
        password: 's3',
        request: { headers: { cookie: 's3', authorization: 's3', host: 'kept' }, variables: { x: 's3' } },
        nationalId: 's3',
        err: Object.assign(new Error('kept'), { parameters: ['s3'] }),
        list: [{ token: 's3' }],
      },
      'kept',
    )
    expect(lines.join('')).not.toContain('s3')
    expect(lines.join('').match(/kept/g)).toHaveLength(3)
  })

  test('is masked where it gets into a line all the same', () => {
    expect(masked(`no member 11010119900307123X, phone 13812345678`)).toBe('no member 110***X, phone 138****5678')
    expect(masked('{"id":"01a20915-b0f5-71ba-8dc7-d29ada8a5450","time":"2026-11-23T15:45:47.064Z","ms":12}')).toBe(
      '{"id":"01a20915-b0f5-71ba-8dc7-d29ada8a5450","time":"2026-11-23T15:45:47.064Z","ms":12}',
    )
  })
})

function withCheckCharacter(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}
