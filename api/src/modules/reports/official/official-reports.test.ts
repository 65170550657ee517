import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadDemoBureau } from '../../../cli/demo/index.ts'
import { changedReport, definitionFields, ran, sendReport } from '../../../testing/test-reports.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../../testing/test-world.ts'
import { definitionErrors } from '../definition/report-check.ts'
import { synchronizeOfficialReports } from './official-report.store.ts'
import { officialReports } from './official-reports.ts'

let world: TestWorld
let administrator: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  await loadDemoBureau({ platform: world, modules: world.modules })
  administrator = await world.as()
}, 60_000)
afterAll(() => world.close())

const versions = () => world.sql('SELECT report_id, count(*)::int AS versions FROM report_version GROUP BY 1 ORDER BY 1')

describe('official layouts', () => {
  test.each(officialReports.map((report) => [report.name.zh, report] as const))(
    '%s can be run and has figures',
    async (_name, { id, definition }) => {
      expect(definitionErrors(definition, '2026-11-23')).toEqual([])
      const parameters =
        definition.parameters.period === 'THIS_YEAR' ? { period: 'FROM_TO', from: '2000-01-01', to: '2030-12-31' } : undefined
      const { table, userErrors } = await ran(administrator, { id, parameters })
      expect(userErrors).toEqual([])
      expect(table.rows.length).toBeGreaterThan(0)
      expect(table.totals.values.some((value: number | null) => (value ?? 0) !== 0)).toBe(true)
    },
  )

  test('speak the reader’s language, are shown to everybody, and are nobody’s to change', async () => {
    const query = `{ reports(first: 50, filter: { official: true }) { totalCount nodes { id name version official owner { id } viewerCan } } }`
    const viewer = await world.as([{ role: 'VIEWER', paths: ['/none'] }], 'en')
    const { data } = await viewer.query(query)
    expect(data.reports.totalCount).toBe(officialReports.length)
    expect(data.reports.nodes).toContainEqual(
      expect.objectContaining({ name: 'Union and league members by unit', official: true, owner: null, viewerCan: [] }),
    )
    const [first] = (await administrator.query(query)).data.reports.nodes
    expect(first.viewerCan).toEqual(['COPY'])
    expect((await sendReport(administrator, 'updateReport', { id: first.id, version: first.version, name: '改名' })).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ])
  })

  test('are copied as they are', async () => {
    for (const { id } of officialReports) {
      const { data } = await administrator.query(`query ($id: ID!) { report(id: $id) { definition { ${definitionFields} } } }`, { id })
      const copy = await changedReport(administrator, 'createReport', { name: '副本', definition: data.report.definition })
      expect(copy['definition']).toEqual(data.report.definition)
    }
  })

  test('stay as they are when the product starts again, and get a version where they have changed', async () => {
    const before = await versions()
    await Promise.all([1, 2, 3].map(() => synchronizeOfficialReports(world.dataSource, officialReports)))
    expect(await versions()).toEqual(before)
    const [changed, ...others] = officialReports
    await synchronizeOfficialReports(world.dataSource, [
      { ...changed!, definition: { ...changed!.definition, showShares: true } },
      ...others,
    ])
    const { data } = await administrator.query(
      `query ($id: ID!) { report(id: $id) { currentVersion definition { showShares } versions(first: 5) { totalCount } } }`,
      { id: changed!.id },
    )
    expect(data.report).toEqual({ currentVersion: 2, definition: { showShares: true }, versions: { totalCount: 2 } })
  })
})
