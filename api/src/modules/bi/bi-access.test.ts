import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { codesSeen, TestBi } from '../../testing/test-bi.ts'
import { scramVerifier } from './scram.ts'

let bi: TestBi

beforeAll(async () => {
  bi = await TestBi.begin()
})
afterEach(() => bi.disconnect())
afterAll(() => bi.close())

describe('a role that tries to get out', () => {
  test.each([
    'SELECT * FROM public.member',
    'SELECT name FROM member',
    'SELECT * FROM public.bi_role',
    'SELECT * FROM public.bi_reach',
    'SELECT * FROM public.api_key',
    'SELECT public.next_segment()',
    `SELECT public.organization_ancestors((SELECT id FROM organizations LIMIT 1))`,
    'SET ROLE postgres',
    'SET SESSION AUTHORIZATION postgres',
    'RESET ROLE; SELECT * FROM public.member',
    `SELECT pg_read_file('/etc/passwd')`,
    `COPY (SELECT 1) TO PROGRAM 'id'`,
    `COPY organizations TO '/tmp/x'`,
    `SELECT lo_import('/etc/passwd')`,
    'CREATE EXTENSION dblink',
    'CREATE TABLE public.mine (x int)',
    'CREATE TABLE bi.mine (x int)',
    'CREATE VIEW bi.mine AS SELECT 1',
    'CREATE ROLE another',
    'SELECT rolpassword FROM pg_authid',
    'SELECT * FROM pg_statistic',
    'UPDATE organizations SET name = name',
    'INSERT INTO activities DEFAULT VALUES',
    'DELETE FROM activities',
    'TRUNCATE activities',
    'ALTER VIEW organizations RESET (security_barrier)',
  ])('%s', async (sql) => {
    const of = await bi.tool({ organizations: ['PA'], persons: true }, '-c default_transaction_read_only=off')
    expect(await of.refused(sql)).not.toBe('done')
    expect(await codesSeen(of)).toEqual(['PA'])
  })

  test('gets nothing of others by a function that costs nothing, by an error, or by statistics', async () => {
    const of = await bi.tool({ organizations: ['PA'], persons: true }, '-c default_transaction_read_only=off')
    await of.query(
      `CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000000001 AS $$ BEGIN RAISE NOTICE 'saw %', $1; RETURN true; END $$`,
    )
    for (const [view, column] of [
      ['organizations', 'name'],
      ['activities', 'title'],
      ['members', 'id::text'],
      ['memberships', 'member_id::text'],
      ['attendances', 'activity_id::text'],
      ['member_counts', 'organization_id::text'],
      ['activity_counts_by_month', 'organization_id::text'],
    ])
      await of.query(`SELECT count(*) FROM ${view} WHERE pg_temp.leak(${column})`)
    const seen = of.notices.join('\n')
    expect(seen).toContain('saw 组织PA')
    const others = [
      'PB',
      '组织P\n',
      bi.ids.get('PB')!,
      bi.ids.get('P')!,
      bi.ids.get('U')!,
      ...[1, 2, 3].map((at) => bi.ids.get(`PB${at}`)!),
    ]
    expect(others.filter((secret) => seen.includes(secret))).toEqual([])
    expect(await of.refused(`SELECT * FROM organizations WHERE 1 / (CASE WHEN name = '组织PB' THEN 0 ELSE 1 END) = 1`)).toBe('done')
    expect(await of.query(`SELECT * FROM pg_stats WHERE schemaname = 'public'`)).toEqual([])
    expect(
      await of.query(`SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query NOT LIKE '<insufficient privilege>'`),
    ).toEqual([])
  })

  test('is told by who signed in, not by who it says it is', async () => {
    const [narrow, wide] = [await bi.tool({ organizations: ['PA'] }), await bi.tool({})]
    expect(await narrow.refused(`SET ROLE ${wide.role}`)).toBe('42501')
    expect(await codesSeen(narrow)).toEqual(['PA'])
    // whoever works the bureau's own roles sees nothing through the views
    expect(await bi.server.sql('SELECT * FROM bi.organizations')).toEqual([])
  })

  test('begins with limits', async () => {
    const of = await bi.tool({ organizations: ['PA'] })
    const limits = await of.query(
      `SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'default_transaction_read_only', 'search_path', 'lock_timeout', 'idle_in_transaction_session_timeout') ORDER BY name`,
    )
    expect(limits).toEqual([
      { name: 'default_transaction_read_only', setting: 'on' },
      { name: 'idle_in_transaction_session_timeout', setting: '60000' },
      { name: 'lock_timeout', setting: '5000' },
      { name: 'search_path', setting: 'bi' },
      { name: 'statement_timeout', setting: '60000' },
    ])
    const [role] = await bi.server.sql(
      `SELECT rolconnlimit, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = $1`,
      [of.role],
    )
    expect(role).toEqual({
      rolconnlimit: 5,
      rolsuper: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
    })
    expect(await of.refused('CREATE TEMP TABLE mine (x int)')).toBe('25006')
  })

  test('finds no function that acts for its owner', async () => {
    expect(
      await bi.server.sql(
        `SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_function_privilege('public', p.oid, 'EXECUTE')`,
      ),
    ).toEqual([])
  })
})

describe('making roles', () => {
  const asked = { organizations: ['PA'], everything: false, persons: false, newPassword: false }

  test.each([
    ['a name that is none', { ...asked, name: 'Robert"; DROP' }],
    ['an organisation that does not exist', { ...asked, name: 'fine', organizations: ['NOWHERE'] }],
    ['neither a part nor everything', { ...asked, name: 'fine', organizations: [] }],
    ['both', { ...asked, name: 'fine', everything: true }],
  ])('is refused for %s', async (_what, grant) => {
    const { role, password, userErrors } = await bi.access.grant(grant)
    expect({ role, password, errors: userErrors.length }).toEqual({ role: null, password: null, errors: 1 })
  })

  test('takes over no role of somebody else’s', async () => {
    const name = bi.name('foreign')
    await bi.server.sql(`CREATE ROLE bi_${name}`)
    const { userErrors } = await bi.access.grant({ ...asked, name })
    expect(userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }])
    await bi.server.sql(`DROP ROLE bi_${name}`)
  })

  test('tells a password once, and draws another when asked', async () => {
    const name = bi.name('password')
    const first = await bi.access.grant({ ...asked, name })
    expect(first.password).toMatch(/^[\w-]{32}$/)
    expect((await bi.access.grant({ ...asked, name })).password).toBeNull()
    const second = await bi.access.grant({ ...asked, name, newPassword: true })
    expect(second.password).not.toBe(first.password)
    expect(bi.server.log.join('')).not.toContain(second.password)
    expect(await bi.access.list()).toContainEqual({
      role: second.role,
      organizations: ['PA'],
      everything: false,
      persons: false,
      createdAt: expect.any(Date),
    })
    expect(JSON.stringify(await bi.server.sql(`SELECT * FROM audit_entry WHERE action = 'bi.grant'`))).not.toContain(second.password)
  })

  test('makes the verifier that PostgreSQL makes', () => {
    // the exchange of RFC 7677, chapter 3, as PostgreSQL keeps it
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })
})
