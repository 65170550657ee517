import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Role } from '../../../platform/access/permissions.ts'
import { aProgram } from '../../../testing/test-clients.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../../testing/test-server.ts'

let server: TestServer
let administrator: TestBrowser
let reportId: string
const ids = new Map<string, string>()

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  await create('P', '=1+1 党委')
  for (const code of ['PA', 'PB']) await create(code, `${code} 支部`, 'P')
  for (const code of ['PA', 'PA', 'PB']) await hold(code)
  const { body } = await administrator.query(
    'mutation ($i: CreateReportInput!) { createReport(input: $i) { report { id version } userErrors { message } } }',
    {
      i: {
        name: '各支部活动',
        definition: {
          source: 'ACTIVITIES',
          rows: ['ORGANIZATION'],
          columns: [],
          measures: ['COUNT'],
          organizationDepth: 2,
          parameters: { period: 'THIS_YEAR' },
        },
      },
    },
  )
  reportId = body.data.createReport.report.id
  await administrator.query('mutation ($i: ShareReportInput!) { shareReport(input: $i) { userErrors { message } } }', {
    i: { id: reportId, version: 1, organizationIds: [ids.get('P')] },
  })
})
afterAll(() => server.close())

async function create(code: string, name: string, parent?: string): Promise<void> {
  const input = {
    kind: 'PARTY',
    level: parent === undefined ? 'COMMITTEE' : 'BRANCH',
    code,
    name,
    establishedOn: '2020-01-01',
    parentId: parent === undefined ? null : ids.get(parent),
  }
  const { body } = await administrator.query(
    'mutation ($i: CreateOrganizationInput!) { createOrganization(input: $i) { organization { id } userErrors { message } } }',
    { i: input },
  )
  ids.set(code, body.data.createOrganization.organization.id)
}

async function hold(code: string): Promise<void> {
  const [{ day }] = (await server.sql<{ day: string }>(`SELECT greatest(date_trunc('year', today())::date, today() - 1)::text AS day`)) as [
    { day: string },
  ]
  const plan = { organizationId: ids.get(code), typeCode: 'BRANCH_MEETING', title: '党员大会', plannedStart: `${day}T09:00:00+08:00` }
  const { body } = await administrator.query(
    'mutation ($i: PlanActivityInput!) { planActivity(input: $i) { activity { id version } userErrors { message } } }',
    { i: plan },
  )
  const { id, version } = body.data.planActivity.activity
  await administrator.query('mutation ($i: HoldActivityInput!) { holdActivity(input: $i) { userErrors { message } } }', {
    i: { id, version, heldOn: day },
  })
}

let people = 0

async function somebody(role: Role, organizationCode: string): Promise<{ browser: TestBrowser; username: string }> {
  people += 1
  const username = `somebody-${people}`
  const { credentials } = await server.app.modules.accounts.creation.create({
    username,
    displayName: username,
    role,
    organizationCode,
    kinds: ['PARTY'],
  })
  const browser = server.browser()
  await browser.signIn(username, credentials!.password)
  return { browser, username }
}

async function link(browser: TestBrowser, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const { body } = await browser.query(
    'mutation ($i: CreateReportLinkInput!) { createReportLink(input: $i) { url link { id state name parameters { organization } expiresAt } userErrors { code field message } } }',
    { i: { reportId, name: '年度看板', ...more } },
    headers,
  )
  return body.errors === undefined ? body.data.createReportLink : { error: body.errors[0].extensions.code }
}

const fetched = (url: string, headers: Record<string, string> = {}) => server.browser().request(url, { headers })
/** Label and figure of each line below the header. */
const lines = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))

describe('a link to a report', () => {
  test('opens the report as CSV for a program that sends nothing else', async () => {
    const { url, link: made } = await link(administrator)
    expect(url).toMatch(/^\/reports\/feed\/qz_link_[\w-]{43}\.csv$/)
    expect(made).toMatchObject({ state: 'LIVE', name: '年度看板', parameters: null })
    const { status, headers, text } = await fetched(url)
    expect(status).toBe(200)
    const bytes = new Uint8Array(await (await fetch(`${server.url}${url}`)).arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(
      Object.fromEntries(
        ['content-type', 'cache-control', 'referrer-policy', 'x-robots-tag', 'x-content-type-options'].map((name) => [
          name,
          headers.get(name),
        ]),
      ),
    ).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
    })
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        ['PA 支部', '2'],
        ['PB 支部', '1'],
      ]),
    )
    // a spreadsheet would run it
    expect(text).not.toMatch(/(^|,)=1\+1/m)
  })

  test('runs in the scope of whoever made it, at the moment of asking', async () => {
    const { browser, username } = await somebody('SECRETARY', 'PA')
    const { url } = await link(browser)
    expect(
      lines((await fetched(url)).text)
        .filter(([label, figure]) => figure !== '0' && label !== '合计')
        .map(([label]) => label),
    ).toEqual(['PA 支部'])
    // whoever is signed in where the address is opened makes no difference
    expect(lines((await administrator.request(url)).text).map(([label]) => label)).not.toContain('PB 支部')
    await server.sql(`UPDATE access_grant SET organization_id = $2 WHERE account_id = (SELECT id FROM account WHERE username = $1)`, [
      username,
      ids.get('PB'),
    ])
    expect(
      lines((await fetched(url)).text)
        .filter(([label, figure]) => figure !== '0' && label !== '合计')
        .map(([label]) => label),
    ).toEqual(['PB 支部'])
    await server.sql(`DELETE FROM access_grant WHERE account_id = (SELECT id FROM account WHERE username = $1)`, [username])
    expect((await fetched(url)).status).toBe(404)
  })

  test('is bound to its parameters, and takes none from the address', async () => {
    const { url, link: made } = await link(administrator, { parameters: { organization: ids.get('PB'), period: 'THIS_YEAR' } })
    expect(made.parameters).toEqual({ organization: ids.get('PB') })
    const labels = lines((await fetched(`${url}?organization=${ids.get('PA')}&format=xlsx`)).text).map(([label]) => label)
    expect(labels).not.toContain('PA 支部')
  })

  test('ends when it is revoked, when its time is over, and with its account', async () => {
    const refused = async (url: string) => {
      const { status, text } = await fetched(url, { 'x-request-id': 'the-same-one' })
      return `${status} ${text}`
    }
    const { browser, username } = await somebody('SECRETARY', 'P')
    const [one, other, third] = [await link(browser), await link(browser), await link(browser)]
    const { body } = await browser.query('mutation ($i: RevokeReportLinkInput!) { revokeReportLink(input: $i) { link { state } url } }', {
      i: { linkId: one.link.id },
    })
    expect(body.data.revokeReportLink).toEqual({ link: { state: 'REVOKED' }, url: null })
    await server.sql('UPDATE report_link SET expires_at = now() WHERE id = $1', [other.link.id])
    expect((await fetched(third.url)).status).toBe(200)
    await server.sql('UPDATE account SET disabled_at = now() WHERE username = $1', [username])
    const unknown = await refused(`/reports/feed/qz_link_${'A'.repeat(43)}.csv`)
    expect(unknown).toContain('404')
    for (const url of [
      one.url,
      other.url,
      third.url,
      '/reports/feed/nothing.csv',
      `/reports/feed/${administrator.cookies.get('qizhi_session')}.csv`,
    ])
      expect(await refused(url)).toBe(unknown)
  })

  test('is its maker’s own', async () => {
    const { link: made } = await link(administrator)
    const { browser } = await somebody('OFFICER', 'P')
    const { body } = await browser.query('query ($id: ID!) { report(id: $id) { name links { id } } }', { id: reportId })
    expect(body.data.report).toEqual({ name: '各支部活动', links: [] })
    const revoked = await browser.query('mutation ($i: RevokeReportLinkInput!) { revokeReportLink(input: $i) { url } }', {
      i: { linkId: made.id },
    })
    expect(revoked.body.errors[0].extensions.code).toBe('NOT_FOUND')
    const own = await administrator.query('query ($id: ID!) { report(id: $id) { links { id state lastUsedAt lastUsedFrom } } }', {
      id: reportId,
    })
    expect(own.body.data.report.links[0]).toEqual({ id: made.id, state: 'LIVE', lastUsedAt: null, lastUsedFrom: null })
  })

  test('stands in no log, and is kept as a digest only; its use is noted', async () => {
    const { url, link: made } = await link(administrator)
    await fetched(url)
    await fetched(`${url}?x=1`)
    const secret = url.slice('/reports/feed/qz_link_'.length, -'.csv'.length)
    const log = server.log.join('')
    expect(log).toContain('/reports/feed/qz_link_***.csv')
    expect(log).not.toContain(secret)
    for (const table of ['report_link', 'audit_entry', 'change_event', 'idempotency_key'])
      expect(JSON.stringify(await server.sql(`SELECT * FROM ${table}`))).not.toContain(secret)
    const own = await administrator.query('query ($id: ID!) { report(id: $id) { links { id lastUsedAt lastUsedFrom } } }', { id: reportId })
    expect(own.body.data.report.links[0]).toEqual({ id: made.id, lastUsedAt: expect.any(String), lastUsedFrom: '127.0.0.1' })
  })

  test('is told once, also where it is asked for twice', async () => {
    const first = await link(administrator, { idempotencyKey: 'twice' })
    const again = await link(administrator, { idempotencyKey: 'twice' })
    expect([again.link.id, again.url]).toEqual([first.link.id, null])
  })

  test('is refused for what is not shown, what cannot be run, a name that is none, a program, and the twenty-first', async () => {
    const { browser } = await somebody('SECRETARY', 'PA')
    const own = await administrator.query('mutation ($i: CreateReportInput!) { createReport(input: $i) { report { id } } }', {
      i: { name: '自用', definition: { source: 'ACTIVITIES', rows: ['TYPE'], columns: [], measures: ['COUNT'], parameters: {} } },
    })
    expect(await link(browser, { reportId: own.body.data.createReport.report.id })).toEqual({ error: 'NOT_FOUND' })
    expect((await link(administrator, { parameters: { period: 'FROM_TO', from: '2026-02-01', to: '2026-01-01' } })).userErrors).not.toEqual(
      [],
    )
    expect((await link(administrator, { name: ' ' })).userErrors).toMatchObject([{ field: ['name'] }])
    const program = await aProgram(server, administrator, [{ scopes: ['reports:read', 'counts:read'] }])
    expect(await link(server.browser(), {}, { authorization: `Bearer ${program.key}` })).toEqual({ error: 'FORBIDDEN' })
    for (const days of [0, 367]) expect(await link(administrator, { expiresInDays: days })).toEqual({ error: 'BAD_USER_INPUT' })
    await server.sql(
      `INSERT INTO report_link (token_hash, account_id, report_id, name, language, expires_at) SELECT 'x' || n, (SELECT id FROM account WHERE username = 'admin'), $1, 'x', 'en', now() + interval '1 day' FROM generate_series(1, 20) n`,
      [reportId],
    )
    expect(await link(administrator)).toMatchObject({ url: null, userErrors: [{ code: 'CONFLICT' }] })
  })
})
