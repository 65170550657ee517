import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aDefinition, aReport, changedReport, definitionFields, sendReport } from '../../testing/test-reports.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient
let reporter: TestClient
let committee: TestOrganization
let branch: TestOrganization
let sibling: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  const register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
  sibling = await register.anOrganization({ under: committee })
  administrator = await world.as()
  reporter = await world.as([grantOver('REPORTER', branch.path)])
})
afterAll(() => world.close())

const seen = async (client: TestClient, filter: Record<string, unknown> = { official: false }) => {
  const { data, errors } = await client.query(
    'query ($filter: ReportFilter) { reports(first: 200, filter: $filter) { nodes { id } totalCount } }',
    { filter },
  )
  expect(errors).toEqual([])
  return data.reports.nodes.map(({ id }: { id: string }) => id) as string[]
}

describe('a report', () => {
  test('is kept as it was defined, with a code, and is the viewer’s own', async () => {
    const definition = aDefinition({
      activityFilter: { kinds: ['PARTY'], types: ['BRANCH_MEETING'] },
      measures: ['COUNT', 'ATTENDANCE_RATE'],
      having: [{ measure: 'COUNT', from: 1 }],
      chart: 'HEAT_MAP',
      parameters: { organization: branch.id, period: 'FROM_TO', from: '2026-01-01', to: '2026-06-30' },
    })
    const report = await aReport(reporter, { name: ' 上半年会议 ', description: '给大会用', definition })
    expect(report).toMatchObject({
      code: expect.stringMatching(/^R\d{6}$/),
      name: '上半年会议',
      description: '给大会用',
      official: false,
      owner: { id: reporter.viewer.accountId },
      source: 'ACTIVITIES',
      currentVersion: 1,
      version: 1,
      viewerCan: ['UPDATE', 'SHARE', 'ARCHIVE', 'COPY'],
      definition: {
        ...definition,
        activityFilter: { kinds: ['PARTY'], types: ['BRANCH_MEETING'], statuses: null, query: null },
        tree: 'NOW',
        organizationDepth: 1,
        showTotals: true,
        having: [{ measure: 'COUNT', from: 1, to: null }],
      },
    })
    expect(await seen(reporter)).toContain(report.id)
    expect(await seen(administrator)).not.toContain(report.id)
    const [entry] = await world.sql(`SELECT action, entity, after ->> 'name' AS name FROM audit_entry WHERE entity_id = $1`, [report.id])
    expect(entry).toEqual({ action: 'report.create', entity: 'Report', name: '上半年会议' })
  })

  test('is copied by sending its definition back', async () => {
    const original = await aReport(reporter, { definition: aDefinition({ orderBy: null, having: [{ measure: 'ATTENDANCES', to: 9 }] }) })
    const copy = await aReport(reporter, { name: '副本', definition: original['definition'] })
    expect(copy['definition']).toEqual(original['definition'])
  })

  test('becomes a version of its own with every change, and what it was stays', async () => {
    const report = await aReport(reporter)
    const renamed = await changedReport(reporter, 'updateReport', { id: report.id, version: 1, name: '新名' })
    expect(renamed).toMatchObject({ name: '新名', currentVersion: 2, version: 2 })
    const again = await changedReport(reporter, 'updateReport', {
      id: report.id,
      version: 2,
      definition: aDefinition({ measures: ['ATTENDANCES'] }),
    })
    expect(again).toMatchObject({ name: '新名', currentVersion: 3, definition: { measures: ['ATTENDANCES'] } })
    expect(await changedReport(reporter, 'updateReport', { id: report.id, version: 3, name: '新名' })).toMatchObject({
      currentVersion: 3,
      version: 3,
    })
    expect(await changedReport(reporter, 'updateReport', { id: report.id, version: 3, description: '说明' })).toMatchObject({
      currentVersion: 3,
      version: 4,
    })
    const query = `query ($id: ID!, $after: String) { report(id: $id) { versions(first: 2, after: $after) { totalCount pageInfo { endCursor } nodes { number name createdBy { id } definition { measures } } } } }`
    const first = await reporter.query(query, { id: report.id })
    expect(first.data.report.versions.nodes).toEqual([
      { number: 3, name: '新名', createdBy: { id: reporter.viewer.accountId }, definition: { measures: ['ATTENDANCES'] } },
      { number: 2, name: '新名', createdBy: { id: reporter.viewer.accountId }, definition: { measures: ['COUNT'] } },
    ])
    const next = await reporter.query(query, { id: report.id, after: first.data.report.versions.pageInfo.endCursor })
    expect(next.data.report.versions).toMatchObject({ totalCount: 3, nodes: [{ number: 1, name: '活动一览' }] })
    await expect(world.sql('UPDATE report_version SET name = $2 WHERE report_id = $1', [report.id, 'x'])).rejects.toThrow('append-only')
    await expect(world.sql('DELETE FROM report_version WHERE report_id = $1', [report.id])).rejects.toThrow('append-only')
  })

  test('is refused where somebody else changed it meanwhile', async () => {
    const report = await aReport(reporter)
    await changedReport(reporter, 'updateReport', { id: report.id, version: 1, name: '先改' })
    const { data } = await sendReport(reporter, 'updateReport', { id: report.id, version: 1, name: '后改' })
    expect(data.updateReport).toMatchObject({
      report: { name: '先改', version: 2 },
      userErrors: [{ code: 'STALE_VERSION', field: ['version'] }],
    })
  })

  test('is made once for one idempotency key', async () => {
    const input = { name: '一次', definition: aDefinition(), idempotencyKey: 'report-once' }
    expect((await changedReport(reporter, 'createReport', input)).id).toBe((await changedReport(reporter, 'createReport', input)).id)
  })

  test('leaves the list when it is archived, and comes back', async () => {
    const report = await aReport(reporter)
    const archived = await changedReport(reporter, 'archiveReport', { id: report.id, version: 1 })
    expect(archived).toMatchObject({ archivedAt: expect.any(String), viewerCan: ['ARCHIVE', 'COPY'] })
    expect(await seen(reporter)).not.toContain(report.id)
    expect(await seen(reporter, { archived: true })).toEqual([report.id])
    expect(
      (await sendReport(reporter, 'updateReport', { id: report.id, version: 2, name: 'x' })).data.updateReport.userErrors,
    ).toMatchObject([{ code: 'CONFLICT' }])
    await changedReport(reporter, 'archiveReport', { id: report.id, version: 2, archived: false })
    expect(await seen(reporter)).toContain(report.id)
  })

  test('is in the change feed', async () => {
    const report = await aReport(reporter)
    const events = await world.sql('SELECT entity, op, version FROM change_event WHERE entity_id = $1 ORDER BY id', [report.id])
    expect(events).toEqual([
      { entity: 'Report', op: 'CREATED', version: 1 },
      { entity: 'ReportVersion', op: 'CREATED', version: null },
    ])
  })
})

describe('sharing', () => {
  const shared = async (...organizations: TestOrganization[]) => {
    const report = await aReport(administrator)
    return changedReport(administrator, 'shareReport', { id: report.id, version: 1, organizationIds: organizations.map(({ id }) => id) })
  }

  test('shows a report to whoever looks after the organisation, something below it or something above it, and nobody else', async () => {
    const above = await world.as([grantOver('VIEWER', committee.path)])
    const beside = await world.as([grantOver('OFFICER', sibling.path)])
    const [toCommittee, toBranch] = [await shared(committee), await shared(branch)]
    for (const [client, expected] of [
      [reporter, [true, true]],
      [above, [true, true]],
      [beside, [true, false]],
    ] as const) {
      const ids = await seen(client)
      expect([ids.includes(toCommittee.id), ids.includes(toBranch.id)]).toEqual(expected)
    }
    const hidden = await beside.query('query ($id: ID!) { report(id: $id) { id } node(id: $id) { id } }', { id: toBranch.id })
    expect(hidden.errors.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND'])
  })

  test('tells only of organisations in the viewer’s scope, and leaves the report its owner’s', async () => {
    const report = await shared(branch, sibling)
    const { data } = await reporter.query('query ($id: ID!) { report(id: $id) { sharedWith { id } viewerCan owner { id } } }', {
      id: report.id,
    })
    expect(data.report).toEqual({ sharedWith: [{ id: branch.id }], viewerCan: ['COPY'], owner: { id: administrator.viewer.accountId } })
    for (const verb of ['updateReport', 'archiveReport'] as const) {
      expect((await sendReport(reporter, verb, { id: report.id, version: 2 })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    }
  })

  test('ends', async () => {
    const report = await shared(branch)
    await changedReport(administrator, 'shareReport', { id: report.id, version: 2, organizationIds: [] })
    expect(await seen(reporter)).not.toContain(report.id)
  })

  test('is refused with an organisation outside the scope', async () => {
    const report = await aReport(reporter)
    const { data } = await sendReport(reporter, 'shareReport', {
      id: report.id,
      version: 1,
      organizationIds: [branch.id, sibling.id, 'nonsense'],
    })
    expect(data.shareReport.userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['organizationIds', '1'] },
      { code: 'NOT_FOUND', field: ['organizationIds', '2'] },
    ])
  })
})

describe('who may do what', () => {
  test('whoever only looks keeps no reports of his own', async () => {
    const viewer = await world.as([grantOver('VIEWER', branch.path)])
    expect((await sendReport(viewer, 'createReport', { name: 'x', definition: aDefinition() })).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ])
    expect(await seen(viewer)).toEqual(expect.any(Array))
  })

  test('finds a filter’s reports by part of the name, by what they count and by whose they are', async () => {
    const own = await aReport(reporter, {
      name: '独一无二%报表',
      definition: aDefinition({ source: 'MEMBERS', rows: ['SEX'], columns: [] }),
    })
    expect(await seen(reporter, { query: '无二%报' })).toEqual([own.id])
    expect(await seen(reporter, { query: '无二_报' })).toEqual([])
    expect(await seen(reporter, { sources: ['MEMBERS'], own: true })).toEqual([own.id])
    expect(await seen(reporter, { query: '独一无二', own: false })).toEqual([])
  })
})

describe('a definition', () => {
  const errorsOf = async (definition: Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const { data, errors } = await sendReport(reporter, 'createReport', { name: '报表', definition, ...more })
    expect(errors).toEqual([])
    return data.createReport.userErrors.map(
      ({ code, field }: { code: string; field: string[] }) => `${code} ${field.join('.')}`,
    ) as string[]
  }

  test.each<[string, Record<string, unknown>, string]>([
    ['a dimension of another source', { columns: [], rows: ['SEX'] }, 'INVALID definition.rows'],
    ['a column of another source', { columns: ['SEX'] }, 'INVALID definition.columns'],
    ['a dimension twice', { rows: ['TYPE'], columns: ['TYPE'] }, 'INVALID definition.columns'],
    ['five dimensions', { rows: ['TYPE', 'KIND'], columns: ['MONTH', 'YEAR', 'STATUS'] }, 'INVALID definition.columns'],
    ['a measure of another source', { measures: ['NET'] }, 'INVALID definition.measures'],
    ['no measure', { measures: [] }, 'INVALID definition.measures'],
    ['a measure twice', { measures: ['COUNT', 'COUNT'] }, 'INVALID definition.measures'],
    ['a filter of another source', { memberFilter: { sexes: ['MALE'] } }, 'INVALID definition.memberFilter'],
    ['the organisation in the filter', { activityFilter: { organization: 'x' } }, 'INVALID definition.activityFilter.organization'],
    ['days in the filter', { activityFilter: { from: '2026-01-01' } }, 'INVALID definition.activityFilter.from'],
    ['an unbounded text to search for', { activityFilter: { query: 'x'.repeat(101) } }, ''],
    ['a depth beyond all trees', { organizationDepth: 21 }, 'INVALID definition.organizationDepth'],
    ['days without a period', { parameters: { period: 'THIS_YEAR', to: '2026-01-01' } }, 'INVALID definition.parameters.to'],
    ['a period without its days', { parameters: { period: 'FROM_TO', from: '2026-01-01' } }, 'INVALID definition.parameters.to'],
    [
      'a period that ends before it begins',
      { parameters: { period: 'FROM_TO', from: '2026-02-01', to: '2026-01-01' } },
      'INVALID definition.parameters.to',
    ],
    ['a comparison without a period', { compare: 'PREVIOUS_PERIOD', parameters: {} }, 'INVALID definition.compare'],
    ['a past day and the tree as it was', { tree: 'AS_IT_WAS', parameters: { asOf: '2026-01-01' } }, 'INVALID definition.tree'],
    ['rows by a figure beside columns', { orderBy: { measure: 'COUNT', direction: 'DESC' } }, 'INVALID definition.orderBy'],
    ['some rows beside columns', { first: 5 }, 'INVALID definition.first'],
    ['no rows', { columns: [], first: 0 }, 'INVALID definition.first'],
    ['a heat map of one dimension', { columns: [], chart: 'HEAT_MAP' }, 'INVALID definition.chart'],
    ['bars of nothing', { rows: [], columns: [], chart: 'BAR' }, 'INVALID definition.chart'],
    [
      'a range given twice',
      {
        having: [
          { measure: 'COUNT', from: 1 },
          { measure: 'COUNT', to: 2 },
        ],
      },
      'INVALID definition.having',
    ],
  ])('is refused for %s', async (_what, more, expected) => {
    if (expected === '') {
      // what a list refuses, it refuses here
      expect((await sendReport(reporter, 'createReport', { name: 'x', definition: aDefinition(more) })).errors).toHaveLength(1)
      return
    }
    expect(await errorsOf(aDefinition(more))).toContain(expected)
  })

  test('is refused for an organisation outside the scope', async () => {
    expect(await errorsOf(aDefinition({ parameters: { organization: sibling.id } }))).toEqual([
      'NOT_FOUND definition.parameters.organization',
    ])
    expect(await errorsOf(aDefinition({ parameters: { organization: 'nonsense' } }))).toContain(
      'NOT_FOUND definition.parameters.organization',
    )
  })

  test.each(['', ' ', '一'.repeat(101), '两\n行'])('is not called %j', async (name) => {
    expect(await errorsOf(aDefinition(), { name })).toEqual(['INVALID name'])
  })

  test('says what is wrong in both languages', async () => {
    const english = await world.as([grantOver('REPORTER', branch.path)], 'en')
    const input = { name: 'x', definition: aDefinition({ memberFilter: { sexes: ['MALE'] } }) }
    const [zh] = (await sendReport(reporter, 'createReport', input)).data.createReport.userErrors
    const [en] = (await sendReport(english, 'createReport', input)).data.createReport.userErrors
    expect([zh.message, en.message]).toEqual([
      '这一筛选条件不属于所选的统计对象。',
      'This filter belongs to something else than what is counted.',
    ])
  })

  test('comes out with every field that goes in', async () => {
    const { data } = await administrator.query('{ __type(name: "ReportDefinitionInput") { inputFields { name } } }')
    for (const { name } of data.__type.inputFields) expect(definitionFields).toContain(name)
  })
})
