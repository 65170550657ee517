import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { biViews } from '../../../migrations/0018-bi-views.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'
import { scramVerifier } from './scram.ts'

let server: TestServer
let administrator: TestBrowser
const ids = new Map<string, string>()
/** Roles are the whole server's, so each run has names of its own. */
const run = randomBytes(4).toString('hex')
const granted: string[] = []
const open: pg.Client[] = []

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  await organization('P', 'PARTY', 'COMMITTEE')
  for (const branch of ['PA', 'PB']) await organization(branch, 'PARTY', 'BRANCH', 'P')
  await organization('U', 'UNIT', 'BUREAU')
  for (const [branch, people] of [
    ['PA', 7],
    ['PB', 3],
  ] as const)
    for (let at = 1; at <= people; at += 1) await member(branch, at)
  for (const branch of ['PA', 'PA', 'PB']) await meeting(branch)
})
afterEach(async () => {
  for (const client of open.splice(0)) await client.end()
})
afterAll(async () => {
  for (const name of granted) await server.app.modules.bi.access.revoke(name)
  await server.close()
})

async function mutate(name: string, input: Record<string, unknown>, selection: string) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { body } = await administrator.query(`mutation ($i: ${type}!) { ${name}(input: $i) { ${selection} userErrors { message } } }`, {
    i: input,
  })
  if (body.errors !== undefined || body.data[name].userErrors.length > 0) throw new Error(JSON.stringify(body))
  return body.data[name]
}

async function organization(code: string, kind: string, level: string, parent?: string): Promise<void> {
  const input = {
    kind,
    level,
    code,
    name: `组织${code}`,
    establishedOn: '2010-01-01',
    parentId: parent === undefined ? null : ids.get(parent),
  }
  ids.set(code, (await mutate('createOrganization', input, 'organization { id }')).organization.id)
}

async function member(branch: string, at: number): Promise<void> {
  const person = await mutate(
    'createMember',
    { name: `张三${branch}${'甲乙丙丁戊己庚'[at - 1]}`, sex: 'FEMALE', birthDate: '1980-05-06', employerUnitId: ids.get('U') },
    'member { id }',
  )
  ids.set(`${branch}${at}`, person.member.id)
  await mutate(
    'openMembership',
    { memberId: person.member.id, organizationId: ids.get(branch), kind: 'PARTY', status: 'FULL', validFrom: '2016-01-01' },
    'membership { id }',
  )
}

async function meeting(branch: string): Promise<void> {
  const { activity } = await mutate(
    'planActivity',
    { organizationId: ids.get(branch), typeCode: 'BRANCH_MEETING', title: `${branch}大会`, plannedStart: '2026-03-02T09:00:00+08:00' },
    'activity { id version }',
  )
  const held = await mutate('holdActivity', { id: activity.id, version: activity.version, heldOn: '2026-03-02' }, 'activity { version }')
  await mutate(
    'recordAttendance',
    { activityId: activity.id, version: held.activity.version, entries: [], othersExpected: 'PRESENT' },
    'activity { id }',
  )
}

interface Tool {
  query<Row = Record<string, unknown>>(sql: string): Promise<Row[]>
  /** The code of the error that a statement ends in. */
  refused(sql: string): Promise<string>
  readonly notices: string[]
  readonly role: string
}

/** A tool that signed in with a role of its own, over a connection of its own. */
async function tool(what: { organizations?: string[]; persons?: boolean }, options: string | undefined = undefined): Promise<Tool> {
  const name = `t${run}_${granted.length}`
  granted.push(name)
  const { organizations = [], persons = false } = what
  const made = await server.app.modules.bi.access.grant({
    name,
    organizations,
    everything: organizations.length === 0,
    persons,
    newPassword: false,
  })
  expect(made.userErrors).toEqual([])
  return connected(made.role!, made.password!, options)
}

async function connected(role: string, password: string, options?: string): Promise<Tool> {
  const url = new URL(server.databaseUrl)
  const client = new pg.Client({
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    database: url.pathname.slice(1),
    user: role,
    password,
    ...(options === undefined ? {} : { options }),
  })
  const notices: string[] = []
  client.on('notice', ({ message }) => notices.push(String(message)))
  client.on('error', () => undefined)
  await client.connect()
  open.push(client)
  return {
    role,
    notices,
    query: async (sql) => (await client.query(sql)).rows as never,
    refused: (sql) =>
      client.query(sql).then(
        () => 'done',
        (error: pg.DatabaseError) => error.code ?? 'unknown',
      ),
  }
}

const codes = async (of: Tool) => (await of.query<{ code: string }>('SELECT code FROM organizations ORDER BY code')).map(({ code }) => code)

describe('a role of a part', () => {
  test('sees its organisations, with names from where it begins', async () => {
    const of = await tool({ organizations: ['PA'] })
    expect(await of.query('SELECT code, parent_id, path_names, kind, level, depth FROM organizations')).toEqual([
      { code: 'PA', parent_id: null, path_names: '组织PA', kind: 'PARTY', level: 'BRANCH', depth: 1 },
    ])
    const whole = await tool({ organizations: ['P', 'PA'] })
    expect(await whole.query('SELECT code, parent_id IS NULL AS top, path_names FROM organizations ORDER BY code')).toEqual([
      { code: 'P', top: true, path_names: '组织P' },
      { code: 'PA', top: false, path_names: '组织P / 组织PA' },
      { code: 'PB', top: false, path_names: '组织P / 组织PB' },
    ])
  })

  test('sees activities and figures of its organisations; figures of what is above hold those below', async () => {
    const of = await tool({ organizations: ['PA'] })
    expect(await of.query('SELECT title, type_name, present FROM activities')).toEqual([
      { title: 'PA大会', type_name: expect.any(String), present: 7 },
      { title: 'PA大会', type_name: expect.any(String), present: 7 },
    ])
    const everywhere = await tool({})
    const figures = await everywhere.query(
      `SELECT code, month::text, activities, attendances FROM activity_counts_by_month c JOIN organizations o ON o.id = c.organization_id ORDER BY code`,
    )
    expect(figures).toEqual([
      { code: 'P', month: '2026-03-01', activities: 3, attendances: 17 },
      { code: 'PA', month: '2026-03-01', activities: 2, attendances: 14 },
      { code: 'PB', month: '2026-03-01', activities: 1, attendances: 3 },
    ])
  })

  test('sees persons without what names them, where it may', async () => {
    const of = await tool({ organizations: ['PA'], persons: true })
    const persons = await of.query<Record<string, unknown>>('SELECT * FROM members')
    expect(persons).toHaveLength(7)
    expect(Object.keys(persons[0]!).sort()).toEqual([
      'age_band',
      'education',
      'employer_unit_id',
      'employment_status',
      'ethnicity',
      'id',
      'sex',
    ])
    expect(persons[0]).toMatchObject({ sex: 'FEMALE', age_band: expect.stringMatching(/^FROM_4/), employer_unit_id: null })
    expect(await of.query('SELECT count(*)::int, count(member_id)::int AS known FROM attendances')).toEqual([{ count: 14, known: 14 }])
    expect(await of.query(`SELECT DISTINCT kind, status, valid_from::text, valid_to, ending FROM memberships`)).toEqual([
      { kind: 'PARTY', status: 'FULL', valid_from: '2016-01-01', valid_to: null, ending: null },
    ])
  })

  test('without persons sees none, and their number in steps', async () => {
    const of = await tool({ organizations: ['P'] })
    for (const view of ['members', 'memberships', 'attendances']) expect(await of.refused(`SELECT * FROM ${view}`)).toBe('42501')
    const counts = (by: Tool) =>
      by.query(`SELECT code, members FROM member_counts c JOIN organizations o ON o.id = c.organization_id ORDER BY code`)
    expect(await counts(of)).toEqual([
      { code: 'P', members: 10 },
      { code: 'PA', members: 5 },
      { code: 'PB', members: null },
    ])
    expect(await counts(await tool({ organizations: ['P'], persons: true }))).toEqual([
      { code: 'P', members: 10 },
      { code: 'PA', members: 7 },
      { code: 'PB', members: 3 },
    ])
  })

  test('loses what is taken away at its next statement, and gets what it is given', async () => {
    const of = await tool({ organizations: ['PA'], persons: true })
    const name = of.role.slice('bi_'.length)
    expect(await codes(of)).toEqual(['PA'])
    await server.app.modules.bi.access.grant({ name, organizations: ['PB'], everything: false, persons: false, newPassword: false })
    expect(await codes(of)).toEqual(['PB'])
    expect(await of.refused('SELECT * FROM members')).toBe('42501')
    expect(await server.app.modules.bi.access.revoke(name)).toBe(true)
    expect(await of.refused('SELECT * FROM organizations')).not.toBe('done')
    await expect(connected(of.role, 'x')).rejects.toThrow()
    expect(await server.app.modules.bi.access.revoke(name)).toBe(false)
  })
})

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
    const of = await tool({ organizations: ['PA'], persons: true }, '-c default_transaction_read_only=off')
    expect(await of.refused(sql)).not.toBe('done')
    expect(await codes(of)).toEqual(['PA'])
  })

  test('gets nothing of others by a function that costs nothing, by an error, or by statistics', async () => {
    const of = await tool({ organizations: ['PA'], persons: true }, '-c default_transaction_read_only=off')
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
    const others = ['PB', '组织P\n', ids.get('PB')!, ids.get('P')!, ids.get('U')!, ...[1, 2, 3].map((at) => ids.get(`PB${at}`)!)]
    expect(others.filter((secret) => seen.includes(secret))).toEqual([])
    expect(await of.refused(`SELECT * FROM organizations WHERE 1 / (CASE WHEN name = '组织PB' THEN 0 ELSE 1 END) = 1`)).toBe('done')
    expect(await of.query(`SELECT * FROM pg_stats WHERE schemaname = 'public'`)).toEqual([])
    expect(
      await of.query(`SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query NOT LIKE '<insufficient privilege>'`),
    ).toEqual([])
  })

  test('is told by who signed in, not by who it says it is', async () => {
    const [narrow, wide] = [await tool({ organizations: ['PA'] }), await tool({})]
    expect(await narrow.refused(`SET ROLE ${wide.role}`)).toBe('42501')
    expect(await codes(narrow)).toEqual(['PA'])
    // whoever works the bureau's own roles sees nothing through the views
    expect(await server.sql('SELECT * FROM bi.organizations')).toEqual([])
  })

  test('begins with limits', async () => {
    const of = await tool({ organizations: ['PA'] })
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
    const [role] = await server.sql(
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
      await server.sql(
        `SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_function_privilege('public', p.oid, 'EXECUTE')`,
      ),
    ).toEqual([])
  })
})

describe('making roles', () => {
  const access = () => server.app.modules.bi.access
  const asked = { organizations: ['PA'], everything: false, persons: false, newPassword: false }

  test.each([
    ['a name that is none', { ...asked, name: 'Robert"; DROP' }],
    ['an organisation that does not exist', { ...asked, name: 'fine', organizations: ['NOWHERE'] }],
    ['neither a part nor everything', { ...asked, name: 'fine', organizations: [] }],
    ['both', { ...asked, name: 'fine', everything: true }],
  ])('is refused for %s', async (_what, grant) => {
    const { role, password, userErrors } = await access().grant(grant)
    expect({ role, password, errors: userErrors.length }).toEqual({ role: null, password: null, errors: 1 })
  })

  test('takes over no role of somebody else’s', async () => {
    const name = `t${run}_foreign`
    await server.sql(`CREATE ROLE bi_${name}`)
    const { userErrors } = await access().grant({ ...asked, name })
    expect(userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }])
    await server.sql(`DROP ROLE bi_${name}`)
  })

  test('tells a password once, and draws another when asked', async () => {
    const name = `t${run}_password`
    granted.push(name)
    const first = await access().grant({ ...asked, name })
    expect(first.password).toMatch(/^[\w-]{32}$/)
    expect((await access().grant({ ...asked, name })).password).toBeNull()
    const second = await access().grant({ ...asked, name, newPassword: true })
    expect(second.password).not.toBe(first.password)
    expect(server.log.join('')).not.toContain(second.password)
    expect(await access().list()).toContainEqual({
      role: second.role,
      organizations: ['PA'],
      everything: false,
      persons: false,
      createdAt: expect.any(Date),
    })
    expect(JSON.stringify(await server.sql(`SELECT * FROM audit_entry WHERE action = 'bi.grant'`))).not.toContain(second.password)
  })

  test('makes the verifier that PostgreSQL makes', () => {
    // the exchange of RFC 7677, chapter 3, as PostgreSQL keeps it
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })
})

test('every view and column is documented, in both languages', async () => {
  const shown = await server.sql<{ view: string; column: string | null; comment: string | null }>(`
    SELECT c.relname AS view, a.attname AS column, coalesce(col_description(c.oid, a.attnum), '') AS comment
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'bi' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    UNION ALL SELECT c.relname, NULL, coalesce(obj_description(c.oid, 'pg_class'), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'bi'`)
  expect(new Set(shown.map(({ view }) => view))).toEqual(new Set(biViews.map(({ name }) => name)))
  expect(shown.filter(({ comment }) => !/[\u4e00-\u9fff].*[A-Za-z]{3}/.test(comment ?? ''))).toEqual([])
})
