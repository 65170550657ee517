import { setImmediate as soon } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { aTestServer, type TestAnswer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let officer: TestBrowser

beforeAll(async () => {
  server = await aTestServer()
  officer = await server.signedIn()
})
afterAll(() => server.close())

const run = `id target status filename encoding version counts { total created updated unchanged rejected repaired warnings } rejectedFileUrl appliedAt
  columns { index header samples field } rows(first: 100) { totalCount nodes { line label outcome findings { severity code column field value message } } }`
const payload = `{ importRun { ${run} } userErrors { code field message } }`

async function upload(text: string | Buffer, browser = officer): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([text]), '组织.csv')
  const { body } = await browser.request('/files', { method: 'POST', headers: { 'x-qizhi-upload': '1' }, body: form })
  return body.id
}

function step(
  name: 'startImport' | 'mapImport' | 'applyImport' | 'discardImport',
  input: Record<string, unknown>,
  browser = officer,
): Promise<TestAnswer> {
  const type = {
    startImport: 'StartImportInput',
    mapImport: 'MapImportInput',
    applyImport: 'ApplyImportInput',
    discardImport: 'DiscardImportInput',
  }[name]
  return browser.query(`mutation ($input: ${type}!) { ${name}(input: $input) ${payload} }`, { input })
}

async function started(text: string | Buffer) {
  const { body } = await step('startImport', { target: 'ORGANIZATIONS', fileId: await upload(text) })
  expect(body.errors).toBeUndefined()
  expect(body.data.startImport.userErrors).toEqual([])
  return body.data.startImport.importRun
}

const file = (code: string) => `组织编码,类别,组织名称,层级,上级编码,领导党组织编码
${code}1,PARTY,甲党委,COMMITTEE,,
${code}2,PARTY,=甲支部,BRANCH,${code}1,
${code}3,UNION,甲工会,COMMITTEE,,${code}1
`

describe('an import', () => {
  test('is rehearsed, applied, and tells what became of each row', async () => {
    const draft = await started(file('A'))
    expect(draft).toMatchObject({
      target: 'ORGANIZATIONS',
      status: 'DRAFT',
      filename: '组织.csv',
      encoding: 'UTF-8',
      version: 1,
      counts: { total: 3, created: 2, updated: 0, unchanged: 0, rejected: 1, repaired: 0, warnings: 2 },
      rejectedFileUrl: `/imports/${draft.id}/rejected.csv`,
      appliedAt: null,
    })
    expect(draft.columns[0]).toEqual({ index: 0, header: '组织编码', samples: ['A1', 'A2', 'A3'], field: 'code' })
    expect(draft.rows.nodes[1]).toEqual({
      line: 3,
      label: 'A2 =甲支部',
      outcome: 'REJECTED',
      findings: [
        {
          severity: 'REFUSED',
          code: 'ORGANIZATION_NAME_INVALID',
          column: '组织名称',
          field: 'name',
          value: '=甲支部',
          message: '组织名称须为 2 至 100 个字的普通文字',
        },
      ],
    })
    expect(await server.sql('SELECT code FROM organization')).toEqual([])

    const { body } = await step('applyImport', { id: draft.id, version: 1 })
    expect(body.data.applyImport).toMatchObject({
      userErrors: [],
      importRun: { status: 'APPLIED', appliedAt: expect.any(String), counts: draft.counts, rows: draft.rows },
    })
    expect(await server.sql('SELECT code FROM organization ORDER BY code')).toEqual([{ code: 'A1' }, { code: 'A3' }])

    const again = await step('applyImport', { id: draft.id, version: body.data.applyImport.importRun.version })
    expect(again.body.data.applyImport.userErrors).toMatchObject([{ code: 'CONFLICT', message: '已经导入完毕。' }])
    expect((await started(file('A'))).counts).toMatchObject({ created: 0, unchanged: 2, rejected: 1 })
  })

  test('shows the rows of an end, or with a kind of finding', async () => {
    const draft = await started(file('R'))
    const linesOf = async (args: string) => {
      const { body } = await officer.query(`query ($id: ID!) { importRun(id: $id) { rows(first: 10, ${args}) { nodes { line } } } }`, {
        id: draft.id,
      })
      return body.data.importRun.rows.nodes.map(({ line }: { line: number }) => line)
    }
    expect(await linesOf('outcomes: [REJECTED]')).toEqual([3])
    expect(await linesOf('severities: [REFUSED]')).toEqual([3])
    expect(await linesOf('severities: [REPAIRED]')).toEqual([])
    expect(await linesOf('severities: [WARNING, REFUSED], withFindings: true')).toEqual(
      draft.rows.nodes.filter((row: { findings: unknown[] }) => row.findings.length > 0).map((row: { line: number }) => row.line),
    )
  })

  test('gives its rejected rows back with the reasons, and takes them in once they are mended', async () => {
    const draft = await started(file('B'))
    await step('applyImport', { id: draft.id, version: 1 })
    const answer = await officer.request(draft.rejectedFileUrl)
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(answer.text).toBe(
      "组织编码,类别,组织名称,层级,上级编码,领导党组织编码,导入问题 Problems\r\nB2,PARTY,'=甲支部,BRANCH,B1,,组织名称：组织名称须为 2 至 100 个字的普通文字\r\n",
    )
    expect((await started(answer.text)).rows.nodes).toMatchObject([{ label: 'B2 =甲支部', outcome: 'REJECTED' }])
    const mended = await started(answer.text.replace("'=", ''))
    expect(mended.columns.at(-1)).toMatchObject({ header: '导入问题 Problems', field: null })
    const { body } = await step('applyImport', { id: mended.id, version: 1 })
    expect(body.data.applyImport.importRun.counts).toMatchObject({ created: 1, rejected: 0 })
  })

  test('waits for the columns that it needs', async () => {
    const draft = await started('代号,名字叫,层级,类别,13800138000\nC1,丙党委,COMMITTEE,PARTY,身份证119909199312102198\n')
    expect(draft.counts).toMatchObject({ total: 1, created: 0 })
    expect(draft.columns.at(-1).samples).toEqual(['身份证119***********2198'])
    expect(draft.rows.totalCount).toBe(0)
    const early = await step('applyImport', { id: draft.id, version: 1 })
    expect(early.body.data.applyImport.userErrors).toMatchObject([
      { code: 'REQUIRED', message: '还没有列对应到必需的字段：组织编码、组织名称。' },
    ])

    const twice = await step('mapImport', {
      id: draft.id,
      version: 1,
      mapping: [
        { index: 0, field: 'code' },
        { index: 1, field: 'code' },
        { index: 2_000_000_000, field: 'name' },
        { index: 2, field: 'nonsense' },
      ],
    })
    expect(twice.body.data.mapImport.userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, ...field])).toEqual([
      ['INVALID', 'mapping', '2', 'index'],
      ['INVALID', 'mapping', '3', 'field'],
      ['INVALID', 'mapping'],
    ])
    const input = {
      id: draft.id,
      version: 1,
      mapping: [
        { index: 0, field: 'code' },
        { index: 1, field: 'name' },
      ],
      idempotencyKey: 'map-C',
    }
    const mapped = await step('mapImport', input)
    expect((await step('mapImport', input)).body.data.mapImport).toEqual(mapped.body.data.mapImport)
    expect(mapped.body.data.mapImport).toMatchObject({ userErrors: [], importRun: { version: 2, counts: { created: 1 } } })
    const stale = await step('applyImport', { id: draft.id, version: 1 })
    expect(stale.body.data.applyImport.userErrors).toMatchObject([{ code: 'STALE_VERSION' }])
  })

  test('can be given up', async () => {
    const draft = await started(file('D'))
    const { body } = await step('discardImport', { id: draft.id, version: 1 })
    expect(body.data.discardImport.importRun).toMatchObject({ status: 'DISCARDED', rows: { totalCount: 0 } })
    const late = await step('applyImport', { id: draft.id, version: 2 })
    expect(late.body.data.applyImport.userErrors).toMatchObject([{ code: 'CONFLICT' }])
  })

  test('goes on where it broke off', async () => {
    const draft = await started(file('E'))
    await server.sql(`UPDATE import_run SET status = 'APPLYING', version = 2 WHERE id = $1`, [draft.id])
    const { body } = await step('applyImport', { id: draft.id, version: 2 })
    expect(body.data.applyImport.importRun).toMatchObject({ status: 'APPLIED', counts: { created: 2 } })
  })

  test('keeps the batches that are in when a later one fails, and adds the others', async () => {
    const rows = Array.from({ length: 1_200 }, (_, at) => `K${at},张三,${at === 700 ? '外星' : '男'}`).join('\n')
    const { body } = await step('startImport', { target: 'ROSTER', fileId: await upload(`工号,姓名,性别\n${rows}\n`) })
    const draft = body.data.startImport.importRun
    expect(draft.counts).toMatchObject({ total: 1_200, created: 1_200 })
    await server.sql(`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`)
    await server.sql(`CREATE TRIGGER break_off BEFORE UPDATE ON import_row FOR EACH ROW WHEN (NEW.line > 700) EXECUTE FUNCTION break_off()`)
    const broken = await step('applyImport', { id: draft.id, version: 1 })
    expect(broken.body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR')
    await server.sql('DROP TRIGGER break_off ON import_row')
    const members = async () =>
      (await server.sql<{ members: number }>(`SELECT count(*)::int AS members FROM external_identity WHERE external_id LIKE 'K%'`))[0]!
        .members
    expect(await members()).toBe(500)

    const failed = (await officer.query(`query ($id: ID!) { importRun(id: $id) { status version } }`, { id: draft.id })).body.data.importRun
    expect(failed.status).toBe('FAILED')
    const again = await step('applyImport', { id: draft.id, version: failed.version })
    expect(again.body.data.applyImport).toMatchObject({ userErrors: [], importRun: { status: 'APPLIED', counts: draft.counts } })
    expect(await members()).toBe(1_200)
  })

  test('is carried out once, however many ask for it at the same time', async () => {
    const draft = await started(file('F'))
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => step('applyImport', { id: draft.id, version: 1, idempotencyKey: 'apply-F' })),
    )
    for (const { body } of answers) expect(body.data.applyImport.userErrors).toEqual([])
    const [counted] = await server.sql(`SELECT applied_batches FROM import_run WHERE id = $1`, [draft.id])
    expect(counted).toEqual({ applied_batches: 1 })
    const [applied] = (await officer.query(`query ($id: ID!) { importRun(id: $id) { ${run} } }`, { id: draft.id })).body.data.importRun.rows
      .nodes
    expect(applied.outcome).toBe('CREATED')
  })

  test('leaves a batch to another process that has it already', async () => {
    const draft = await started(file('G'))
    const other = new pg.Client({ connectionString: server.databaseUrl })
    await other.connect()
    await other.query('BEGIN; LOCK TABLE organization IN SHARE ROW EXCLUSIVE MODE')
    const asked = step('applyImport', { id: draft.id, version: 1 })
    const begun = async () => (await server.sql(`SELECT FROM import_run WHERE id = $1 AND status = 'APPLYING'`, [draft.id])).length > 0
    while (!(await begun())) await soon()
    await other.query('UPDATE import_run SET applied_batches = 1 WHERE id = $1', [draft.id])
    await other.query('COMMIT')
    await other.end()

    expect((await asked).body.data.applyImport.userErrors).toMatchObject([{ code: 'CONFLICT' }])
    expect(await server.sql(`SELECT FROM organization WHERE code LIKE 'G%'`)).toEqual([])
  })

  test('says why a file cannot be read', async () => {
    const refusal = async (fileId: string) => (await step('startImport', { target: 'ORGANIZATIONS', fileId })).body.data.startImport
    expect(await refusal(await upload('组织编码\n'))).toMatchObject({
      importRun: null,
      userErrors: [{ code: 'INVALID', field: ['fileId'], message: '文件里没有数据。' }],
    })
    expect(await refusal('00000000-0000-7000-8000-000000000000')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] })
  })

  test('belongs to whoever started it', async () => {
    const draft = await started(file('G'))
    const other = server.browser()
    const { credentials } = await server.app.modules.accounts.creation.create({
      username: 'second',
      displayName: '第二人',
      role: 'ADMINISTRATOR',
      organizationCode: null,
      kinds: ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT'],
    })
    await other.signIn(credentials!.username, credentials!.password)
    await server.sql(`UPDATE account SET must_change_password = false WHERE username = 'second'`)
    const seen = await other.query(`query ($id: ID!) { importRun(id: $id) { id } }`, { id: draft.id })
    expect(seen.body.errors[0].extensions.code).toBe('NOT_FOUND')
    expect((await other.query(`query ($id: ID!) { node(id: $id) { id } }`, { id: draft.id })).body.errors[0].extensions.code).toBe(
      'NOT_FOUND',
    )
    expect((await other.query(`{ importRuns(first: 10) { totalCount } }`)).body.data.importRuns.totalCount).toBe(0)
    expect((await step('applyImport', { id: draft.id, version: 1 }, other)).body.errors[0].extensions.code).toBe('NOT_FOUND')
    expect((await other.request(draft.rejectedFileUrl)).status).toBe(404)
    expect((await server.browser().request(draft.rejectedFileUrl)).status).toBe(401)
    const stolen = await step('startImport', { target: 'ORGANIZATIONS', fileId: await upload(file('H')) }, other)
    expect(stolen.body.data.startImport.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })
})
