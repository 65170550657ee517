import { activityTypes } from '@qizhi/rulebook'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { aPlannedActivity, change, today } from '../../testing/test-activities.ts'
import { TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { synchronizeCatalogue } from './activity-catalogue.ts'

let world: TestWorld
let administrator: TestClient
beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
})
afterAll(() => world.close())

const synchronize = () => synchronizeCatalogue((sql, parameters) => world.sql(sql, parameters))
const catalogue = (client: TestClient) => client.query(`{ activityTypes { code name category kinds levels expects source builtIn } }`)

it('has the whole catalogue from the start, in its order, in one statement', async () => {
  const { data, errors, statements } = await catalogue(administrator)
  expect(errors).toEqual([])
  expect(statements).toBe(1)
  expect(data.activityTypes.map((type: { code: string }) => type.code)).toEqual(activityTypes.map((type) => type.code))
  expect(data.activityTypes).toContainEqual({
    code: 'BRANCH_MEETING',
    name: '支部党员大会',
    category: 'ORGANIZATION_LIFE',
    kinds: ['PARTY'],
    levels: ['BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH'],
    expects: 'PARTY_MEMBERS',
    source: '《中国共产党支部工作条例（试行）》第 11 条',
    builtIn: true,
  })
})

it('speaks the language of the request', async () => {
  const english = await world.as(undefined, 'en')
  const { data } = await catalogue(english)
  expect(data.activityTypes).toContainEqual(expect.objectContaining({ code: 'BRANCH_MEETING', name: 'Branch meeting', source: expect.stringContaining('art. 11') }))
})

it('follows the rule book, and leaves the bureau’s own lines alone', async () => {
  await world.sql(`INSERT INTO activity_type (code, category, name_zh, name_en, kinds, levels, expects, source, built_in, position)
    VALUES ('TEA_PARTY', 'UNION', '茶话会', 'Tea party', '{UNION}', '{COMMITTEE}', 'EVERYBODY', '局工〔2026〕1号', false, 1000)`)
  await world.sql(`UPDATE activity_type SET name_zh = '旧名', levels = '{}' WHERE code = 'THEME_DAY'`)
  await Promise.all([synchronize(), synchronize(), synchronize()])
  expect(await world.sql(`SELECT code, name_zh, levels, built_in FROM activity_type WHERE code IN ('THEME_DAY', 'TEA_PARTY') ORDER BY code`)).toEqual([
    { code: 'TEA_PARTY', name_zh: '茶话会', levels: ['COMMITTEE'], built_in: false },
    { code: 'THEME_DAY', name_zh: '主题党日', levels: ['BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH'], built_in: true },
  ])
})

it('writes nothing when it is in step already', async () => {
  await synchronize()
  const [before] = await world.sql(`SELECT max(xmin::text::bigint) AS newest FROM activity_type`)
  await synchronize()
  expect(await world.sql(`SELECT max(xmin::text::bigint) AS newest FROM activity_type`)).toEqual([before])
})

it('judges an own type like a built-in one', async () => {
  const register = new TestRegister(world)
  const union = await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' })
  const group = await register.anOrganization({ under: union, level: 'GROUP' })
  await register.aMemberOf(union, { status: 'RETAINED' })
  expect((await aPlannedActivity(administrator, union, { typeCode: 'TEA_PARTY' })).expectedCount).toBe(1)
  const refused = await change(administrator, 'planActivity', { organizationId: group.id, typeCode: 'TEA_PARTY', title: '茶话会', plannedStart: `${today()}T09:00:00+08:00` })
  expect(refused.userErrors).toMatchObject([{ code: 'RULE_REFUSED', rule: { id: 'activity.type.held-by' } }])
})
