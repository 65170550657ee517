import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { runChecks } from '@qizhi/api/cli/check/run-checks'
import { loadDemoBureau } from '@qizhi/api/cli/demo/index'
import { guessMapping } from '@qizhi/api/modules/imports/index'
import { foldCounts } from '@qizhi/api/modules/counts/index'
import { poolOf } from '@qizhi/api/platform/database/data-source'
import { aTestWorld, type TestClient, type TestWorld } from '@qizhi/api/testing/test-world'

let world: TestWorld
let administrator: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  await loadDemoBureau({ platform: world, modules: world.modules })
  administrator = await world.as()
}, 120_000)
afterAll(() => world.close())

const bureau = join(import.meta.dirname, '../../infra/demo/bureau')

/** Takes a part of the roster in again, as HR would after a change of posts. */
async function importPart(part: number): Promise<void> {
  const { importer } = world.modules.imports
  const [header = '', ...lines] = readFileSync(join(bureau, 'hr-roster.csv'), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const rows = lines.filter((_, at) => at % 20 === part % 20).map((line) => line.replace(/,科员,/, `,科员${part},`))
  const table = await importer.read('ROSTER', Buffer.from([header, ...rows].join('\n')))
  const plan = { target: 'ROSTER' as const, table, mapping: guessMapping(table.headers, importer.target('ROSTER').fields) }
  const results = await importer.execute(administrator.actor, plan, { mode: 'APPLY' })
  expect(results.filter(({ outcome }) => outcome === 'REJECTED')).toEqual([])
}

/** Moves a branch under the next general branch; somebody else may have moved it meanwhile, which is refused, and fine. */
async function moveBranch(round: number): Promise<void> {
  const code = `P${[7, 8, 10, 11, 13, 14][round % 6]}`
  const parent = `P${[6, 9, 12, 15][round % 4]}`
  const { data, errors: unread } = await administrator.query(
    `query ($codes: [String!]) { organizations(filter: { codes: $codes }, first: 2) { nodes { id code version } } }`,
    { codes: [code, parent] },
  )
  expect(unread).toEqual([])
  const branch = data.organizations.nodes.find((node: { code: string }) => node.code === code)
  const target = data.organizations.nodes.find((node: { code: string }) => node.code === parent)
  const [{ today }] = (await world.sql<{ today: string }>('SELECT today()::text AS today')) as [{ today: string }]
  const { errors } = await administrator.query(
    `mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { userErrors { code } } }`,
    {
      input: { id: branch.id, version: branch.version, parentId: target.id, effectiveOn: today },
    },
  )
  expect(errors).toEqual([])
}

/** Records an activity's whole attendance; a stale version is refused, and fine. */
async function recordAttendance(round: number): Promise<void> {
  const { data, errors: unread } = await administrator.query(
    `{ activities(filter: { statuses: [HELD] }, first: 40) { nodes { id version viewerCan } } }`,
  )
  expect(unread).toEqual([])
  const open = data.activities.nodes.filter((node: { viewerCan: string[] }) => node.viewerCan.includes('RECORD_ATTENDANCE'))
  const activity = open[round % open.length]
  const { errors } = await administrator.query(
    `mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) { userErrors { code } } }`,
    {
      input: { activityId: activity.id, version: activity.version, entries: [], othersExpected: ['PRESENT', 'LEAVE', 'ABSENT'][round % 3] },
    },
  )
  expect(errors).toEqual([])
}

/** On a busy machine the pool turns somebody away, who is told that it is temporary and comes again. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 20 || !String(error).includes('timeout exceeded when trying to connect')) throw error
    }
  }
}

describe('a hundred writers at once', () => {
  it('import, move and record attendance, and leave every invariant true', async () => {
    const before = await world.sql<{ persons: number; held: number }>(
      `SELECT (SELECT count(*)::int FROM member) AS persons, (SELECT count(*)::int FROM activity WHERE held_on IS NOT NULL) AS held`,
    )
    await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        patiently(() => [importPart, moveBranch, recordAttendance][at % 3]!(Math.floor(at / 3))),
      ).concat(foldCounts(world.dataSource).then(() => undefined)),
    )
    expect(
      await world.sql(
        `SELECT (SELECT count(*)::int FROM member) AS persons, (SELECT count(*)::int FROM activity WHERE held_on IS NOT NULL) AS held`,
      ),
    ).toEqual(before)
    const moves = await world.sql<{ moves: number }>(`SELECT count(*)::int AS moves FROM audit_entry WHERE action = 'organization.move'`)
    expect(moves[0]!.moves).toBeGreaterThan(1)

    const client = await poolOf(world.dataSource).connect()
    try {
      for await (const { invariant, offending } of runChecks(client))
        expect({ invariant: invariant.name, offending }).toEqual({ invariant: invariant.name, offending: [] })
    } finally {
      client.release()
    }
  }, 180_000)
})
