import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aDefinition, aReport, changedReport } from '../../../testing/test-reports.ts'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aSnapshot, compared, foundSnapshot, sendSnapshot } from '../../../testing/test-snapshots.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let committee: TestOrganization
let branch: TestOrganization
let sibling: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
  sibling = await register.anOrganization({ under: committee })
  administrator = await world.as()
  for (const organization of [branch, branch, sibling]) await anActivity(organization)
  for (let at = 0; at < 7; at += 1) await register.aMemberOf(branch, { sex: at < 6 ? 'MALE' : 'FEMALE' })
})
afterAll(() => world.close())

async function anActivity(organization: TestOrganization, day = '2026-03-02', type = 'BRANCH_MEETING'): Promise<string> {
  const [row] = await world.sql<{ id: string }>(
    `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on) VALUES ($1, $2, '活动', 'HELD', $3::date, $3::date) RETURNING id`,
    [organization.id, type, day],
  )
  return row!.id
}

const year = { period: 'FROM_TO', from: '2026-01-01', to: '2026-12-31' }
const byBranch = (more: Record<string, unknown> = {}) =>
  aDefinition({ rows: ['ORGANIZATION'], columns: [], parameters: { ...year, organization: committee.id }, ...more })
const members = (more: Record<string, unknown> = {}) => ({
  source: 'MEMBERS',
  memberFilter: { placeKinds: ['PARTY'] },
  rows: ['SEX'],
  columns: [],
  measures: ['COUNT', 'DISTINCT_MEMBERS'],
  parameters: { organization: committee.id },
  ...more,
})
const codeOf = async (client: TestClient, id: string) => (await foundSnapshot(client, id)).errors[0]?.code

describe('a snapshot', () => {
  test('holds what the report came to, of what, when and by whom, and stays so', async () => {
    const report = await aReport(administrator, { name: '各支部活动', definition: byBranch() })
    const snapshot = await aSnapshot(administrator, report.id, { note: ' 年中检查 ' })
    expect(snapshot).toMatchObject({
      name: '各支部活动',
      note: '年中检查',
      reportVersion: 1,
      report: { id: report.id },
      takenBy: { id: administrator.viewer.accountId, displayName: administrator.viewer.displayName },
      everywhere: true,
      scope: [],
      facts: 'KEPT',
      factCount: 3,
      ruleBook: expect.stringMatching(/^[0-9a-f]{12}$/),
      run: { organization: committee.id, period: 'FROM_TO', from: '2026-01-01', to: '2026-12-31', asOf: null },
      organization: { code: committee.code },
      table: { rows: [{ values: [2] }, { values: [1] }], totals: { values: [3] }, rowCount: 2, suppressed: false },
      verification: { holds: true, faults: [], digest: snapshot.digest },
    })
    await anActivity(branch)
    await changedReport(administrator, 'updateReport', {
      id: report.id,
      version: 1,
      name: '新名',
      definition: byBranch({ rows: ['TYPE'] }),
    })
    const { data } = await foundSnapshot(administrator, snapshot.id)
    expect(data.reportSnapshot).toEqual(snapshot)
    expect(await compared(administrator, snapshot.id)).toMatchObject({
      changedCells: 2,
      table: { rows: [{ values: [3] }, { values: [1] }] },
    })
    const [entry] = await world.sql(`SELECT action, after ->> 'digest' AS digest FROM audit_entry WHERE entity_id = $1`, [snapshot.id])
    expect(entry).toEqual({ action: 'report.snapshot', digest: snapshot.digest })
    const events = await world.sql(`SELECT entity, op FROM change_event WHERE entity_id = $1`, [snapshot.id])
    expect(events).toEqual([{ entity: 'ReportSnapshot', op: 'CREATED' }])
  })

  test('is of the version, the organisation and the period that were asked for', async () => {
    const report = await aReport(administrator, { definition: byBranch() })
    await changedReport(administrator, 'updateReport', { id: report.id, version: 1, definition: byBranch({ rows: ['TYPE'] }) })
    const parameters = { organization: sibling.id, period: 'FROM_TO', from: '2026-03-01', to: '2026-03-31' }
    const first = await aSnapshot(administrator, report.id, { reportVersion: 1, parameters })
    expect(first).toMatchObject({
      reportVersion: 1,
      definition: { rows: ['ORGANIZATION'] },
      run: { ...parameters, asOf: null },
      table: { totals: { values: [1] } },
    })
    expect(await aSnapshot(administrator, report.id)).toMatchObject({ reportVersion: 2, definition: { rows: ['TYPE'] } })
    const { data } = await administrator.query(
      'query ($id: ID!) { report(id: $id) { snapshots(first: 5) { totalCount nodes { reportVersion } } } }',
      { id: report.id },
    )
    expect(data.report.snapshots).toEqual({ totalCount: 2, nodes: [{ reportVersion: 2 }, { reportVersion: 1 }] })
  })

  test('is refused for what cannot be run, and for what is not shown', async () => {
    const report = await aReport(administrator, { definition: byBranch() })
    const refusals = async (input: Record<string, unknown>) =>
      (await sendSnapshot(administrator, { reportId: report.id, ...input })).data.takeSnapshot
    expect(await refusals({ reportVersion: 9 })).toMatchObject({
      snapshot: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['reportVersion'] }],
    })
    expect(await refusals({ parameters: { period: 'FROM_TO', from: '2026-01-01' } })).toMatchObject({
      userErrors: [{ field: ['parameters', 'to'] }],
    })
    expect(await refusals({ note: '长'.repeat(501) })).toMatchObject({ userErrors: [{ field: ['note'] }] })
    expect((await refusals({ note: '长'.repeat(500) })).userErrors).toEqual([])
    const reporter = await world.as([grantOver('REPORTER', branch.path)])
    expect((await sendSnapshot(reporter, { reportId: report.id })).errors[0]?.code).toBe('NOT_FOUND')
    const onlooker = await world.as([grantOver('VIEWER', committee.path)])
    expect((await sendSnapshot(onlooker, { reportId: report.id })).errors[0]?.code).toBe('FORBIDDEN')
    await changedReport(administrator, 'archiveReport', { id: report.id, version: 1 })
    expect(await refusals({})).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
    const kept = await administrator.query('query ($id: ID!) { report(id: $id) { snapshots(first: 5) { totalCount } } }', { id: report.id })
    expect(kept.data.report.snapshots.totalCount).toBe(1)
  })

  test('is taken once for one idempotency key', async () => {
    const report = await aReport(administrator, { definition: byBranch() })
    const input = { idempotencyKey: 'snapshot-1' }
    const taken = await Promise.all([aSnapshot(administrator, report.id, input), aSnapshot(administrator, report.id, input)])
    expect(taken[0].id).toBe(taken[1].id)
  })

  test('of a table that is cut keeps the rest, and compares every group', async () => {
    const report = await aReport(administrator, { definition: byBranch({ first: 1, orderBy: { measure: 'COUNT', direction: 'DESC' } }) })
    const snapshot = await aSnapshot(administrator, report.id)
    expect(snapshot.table).toMatchObject({ rowCount: 2, rows: [{ labels: [expect.any(String)] }], rest: { values: [1] } })
    await anActivity(sibling)
    const { cells } = await compared(administrator, snapshot.id)
    expect(cells).toMatchObject([
      { row: [sibling.id], figures: [{ then: 1, now: 2, difference: 1 }], changes: { totalCount: 1 } },
      { row: null },
    ])
  })

  test('proves itself with the public key alone', async () => {
    const report = await aReport(administrator, { definition: byBranch() })
    const { verification } = await aSnapshot(administrator, report.id)
    const key = createPublicKey(verification.key.pem as string)
    const text = (digest: string) => Buffer.from(`qizhi.report-snapshot.1 sha256:${digest}`)
    const signature = Buffer.from(verification.signature as string, 'base64')
    expect(verify(null, text(verification.digest), key, signature)).toBe(true)
    expect(verify(null, text('0'.repeat(64)), key, signature)).toBe(false)
    const { data } = await administrator.query('{ snapshotSigningKey { id algorithm publicKey pem } }')
    expect(data.snapshotSigningKey).toEqual(verification.key)
  })
})

describe('who is shown a snapshot', () => {
  const totals = async (client: TestClient, id: string) =>
    (await client.query('query ($id: ID!) { report(id: $id) { snapshots(first: 5) { totalCount } } }', { id })).data.report.snapshots
      .totalCount as number
  const shared = async (definition: Record<string, unknown>) => {
    const report = await aReport(administrator, { definition })
    await changedReport(administrator, 'shareReport', { id: report.id, version: 1, organizationIds: [committee.id] })
    return report
  }

  test('sees the report, and every organisation that it takes in', async () => {
    const report = await shared(byBranch())
    const wide = await aSnapshot(administrator, report.id)
    const narrow = await aSnapshot(administrator, report.id, { parameters: { organization: branch.id } })
    const [mine, over, elsewhere] = await Promise.all(
      [branch, committee, await register.anOrganization({ level: 'COMMITTEE' })].map(({ path }) => world.as([grantOver('OFFICER', path)])),
    )
    expect([await codeOf(mine!, wide.id), await codeOf(mine!, narrow.id)]).toEqual(['NOT_FOUND', undefined])
    expect([await codeOf(over!, wide.id), await codeOf(over!, narrow.id)]).toEqual([undefined, undefined])
    expect([await codeOf(elsewhere!, wide.id), await codeOf(elsewhere!, narrow.id)]).toEqual(['NOT_FOUND', 'NOT_FOUND'])
    expect([await totals(mine!, report.id), await totals(over!, report.id)]).toEqual([1, 2])
    for (const document of ['node(id: $id) { id }', 'snapshotComparison(id: $id) { changedCells }'])
      expect((await mine!.query(`query ($id: ID!) { ${document} }`, { id: wide.id })).errors[0]?.code).toBe('NOT_FOUND')
  })

  test('is no longer shown it when something that it counts has left his scope, whoever took it', async () => {
    const moving = await register.anOrganization({ under: branch })
    const officer = await world.as([grantOver('OFFICER', branch.path)])
    const report = await aReport(officer, { definition: byBranch({ parameters: year }) })
    const snapshot = await aSnapshot(officer, report.id)
    expect(await codeOf(officer, snapshot.id)).toBeUndefined()
    await world.sql('UPDATE organization_placement SET path = $2, parent_id = $3 WHERE organization_id = $1', [
      moving.id,
      `${sibling.path}${moving.path.slice(-9)}`,
      sibling.id,
    ])
    expect(await codeOf(officer, snapshot.id)).toBe('NOT_FOUND')
    expect((await officer.query('query ($id: ID!) { node(id: $id) { id } }', { id: snapshot.id })).errors[0]?.code).toBe('NOT_FOUND')
  })

  test('may see its persons, where it tells figures about them as they are', async () => {
    const report = await shared(members())
    const exact = await aSnapshot(administrator, report.id)
    expect(exact).toMatchObject({ facts: 'KEPT', factCount: 7, table: { totals: { values: [7, 7] } } })
    const reporter = await world.as([grantOver('REPORTER', committee.path)])
    const stepped = await aSnapshot(reporter, report.id)
    expect(stepped).toMatchObject({
      facts: 'PERSONS_NOT_TOLD',
      factCount: 0,
      table: { rows: [{ values: [5, 5] }, { values: [null, null], suppressed: [true, true] }], totals: { values: [5, 5] } },
    })
    expect([await codeOf(reporter, exact.id), await codeOf(administrator, stepped.id)]).toEqual(['NOT_FOUND', undefined])
    expect([await totals(reporter, report.id), await totals(administrator, report.id)]).toEqual([1, 2])
    const stored = await world.sql<{ text: string }>(`SELECT result::text AS text FROM report_snapshot WHERE id = $1`, [stepped.id])
    expect(stored[0]!.text).not.toMatch(/"(count|distinctMembers)": [12346789]\b/)
  })

  test('compares in steps what was told in steps, and names no rows', async () => {
    const report = await shared(members())
    const reporter = await world.as([grantOver('REPORTER', committee.path)])
    const stepped = await aSnapshot(reporter, report.id)
    for (let at = 0; at < 3; at += 1) await register.aMemberOf(branch, { sex: 'FEMALE' })
    for (const client of [reporter, administrator]) {
      const { facts, cells, changes } = await compared(client, stepped.id)
      expect({ facts, changes }).toEqual({ facts: 'PERSONS_NOT_TOLD', changes: null })
      expect(cells).toMatchObject([
        {
          row: null,
          figures: [
            { then: 5, now: 10 },
            { then: 5, now: 10 },
          ],
          changes: null,
        },
      ])
    }
  })

  test('is not told steps that are finer than the operator allows today', async () => {
    const report = await shared(members())
    const reporter = await world.as([grantOver('REPORTER', committee.path)])
    const before = world.smallestGroup
    const stepped = await aSnapshot(reporter, report.id)
    try {
      world.smallestGroup = before + 1
      expect([await codeOf(reporter, stepped.id), await codeOf(administrator, stepped.id)]).toEqual(['NOT_FOUND', undefined])
    } finally {
      world.smallestGroup = before
    }
    expect(await codeOf(reporter, stepped.id)).toBeUndefined()
  })
})
