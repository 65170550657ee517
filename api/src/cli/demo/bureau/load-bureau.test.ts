import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { activityTypes } from '@qizhi/rulebook'
import { aTestWorld, type TestClient, type TestWorld } from '../../../testing/test-world.ts'
import { loadDemoBureau } from './load-bureau.ts'

let world: TestWorld
let viewer: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  viewer = await world.as()
  await Promise.all([load(), load()])
}, 60_000)
afterAll(() => world.close())

function load(): Promise<boolean> {
  return loadDemoBureau({ platform: world, modules: world.modules })
}

describe('the demo bureau', () => {
  it('is there once, however often and by however many it is loaded', async () => {
    expect(await load()).toBe(false)
    const [found] = await world.sql(
      `SELECT (SELECT count(*)::int FROM organization) AS organizations, (SELECT count(*)::int FROM member) AS members,
         (SELECT count(*)::int FROM audit_entry WHERE action = 'demo.load') AS loads`,
    )
    expect(found).toEqual({ organizations: 130, members: 640, loads: 1 })
  })

  it('holds what the regulations ask of a branch, month by month', async () => {
    const held = await world.sql<{ type_code: string; months: number }>(
      `SELECT type_code, count(DISTINCT date_trunc('month', planned_start AT TIME ZONE 'Asia/Shanghai'))::int AS months
       FROM activity WHERE organization_id = (SELECT id FROM organization WHERE code = 'P7') AND planned_start < date_trunc('month', now()) GROUP BY 1`,
    )
    const [{ month }] = (await world.sql<{ month: number }>(`SELECT extract(month FROM today())::int AS month`)) as [{ month: number }]
    const past = month > 6 ? month - 1 : month + 11
    for (const type of ['THEME_DAY', 'COMMITTEE_MEETING', 'BRANCH_STUDY'])
      expect(held.find(({ type_code }) => type_code === type)?.months).toBe(past)
  })

  it('serves each of the fourteen points of the work plan', async () => {
    const held = new Set((await world.sql<{ code: string }>('SELECT DISTINCT type_code AS code FROM activity')).map(({ code }) => code))
    const served = new Set(activityTypes.filter(({ code }) => held.has(code)).flatMap(({ planPoints }) => planPoints))
    expect([...served].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
  })

  it('has something of every state, and nothing held in the future', async () => {
    const states = await world.sql<{ status: string; future: boolean; past: boolean }>(
      `SELECT status, bool_or(on_day > today()) AS future, bool_or(on_day < today()) AS past FROM activity GROUP BY 1 ORDER BY 1`,
    )
    expect(states).toEqual([
      { status: 'ARCHIVED', future: false, past: true },
      { status: 'CANCELLED', future: true, past: true },
      { status: 'HELD', future: false, past: true },
      { status: 'PLANNED', future: true, past: true },
    ])
  })

  it('counts what its rows say', async () => {
    const { data, errors } = await viewer.query(
      `{ organizations(filter: { codes: ["P0"] }, first: 1) { nodes { memberCount activityCount } } activityCounts { totals { count attendances } } }`,
    )
    expect(errors).toEqual([])
    const [rows] = await world.sql<{ activities: number; attendances: number }>(
      `SELECT (SELECT count(*)::int FROM activity WHERE held_on IS NOT NULL) AS activities,
         (SELECT count(*)::int FROM attendance t JOIN activity a ON a.id = t.activity_id WHERE a.held_on IS NOT NULL AND t.status IN ('PRESENT', 'OBSERVER')) AS attendances`,
    )
    expect(data.activityCounts.totals).toEqual({ count: rows!.activities, attendances: rows!.attendances })
    expect(data.organizations.nodes[0].memberCount).toBe(378)
  })
})
