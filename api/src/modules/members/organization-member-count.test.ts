import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { TestRegister, type TestOrganization } from '../../testing/test-register.ts'
import { aTestWorld, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
})
afterAll(() => world.close())

async function memberCount(organization: TestOrganization, asOf: string | null = null): Promise<number> {
  const administrator = await world.as()
  const { data, errors, statements } = await administrator.query(`query ($id: ID!, $asOf: Date) { organization(id: $id, asOf: $asOf) { memberCount } }`, { id: organization.id, asOf })
  expect({ errors, statements }).toEqual({ errors: [], statements: 1 })
  return data.organization.memberCount
}

it('counts who belongs to the whole subtree, and not those who only wish to', async () => {
  const committee = await register.anOrganization({ level: 'COMMITTEE' })
  const branch = await register.anOrganization({ under: committee })
  for (const status of ['APPLICANT', 'ACTIVIST', 'CANDIDATE', 'PROBATIONARY', 'FULL', 'FULL']) await register.aMemberOf(branch, { status })
  const former = await register.aMember()
  await register.aMembership({ of: former, in: branch, from: '2010-01-01', to: '2012-01-01' })
  expect([await memberCount(committee), await memberCount(branch)]).toEqual([3, 3])
  expect([await memberCount(committee, '2011-06-01'), await memberCount(committee, '2012-01-01'), await memberCount(committee, '2026-01-01')]).toEqual([1, 0, 3])
})

it.each([
  ['UNION', 'COMMITTEE', ['MEMBER', 'RETAINED'], 2],
  ['LEAGUE', 'BRANCH', ['APPLICANT', 'MEMBER'], 1],
] as const)('counts the members of a %s', async (kind, level, statuses, expected) => {
  const organization = await register.anOrganization({ kind, level })
  for (const status of statuses) await register.aMemberOf(organization, { status })
  expect([await memberCount(organization), await memberCount(organization, '2025-01-01')]).toEqual([expected, expected])
})

it('counts the active staff of a unit', async () => {
  const bureau = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
  const department = await register.anOrganization({ under: bureau })
  await register.aMember({ employedIn: department, employmentStarted: '2015-07' })
  await register.aMember({ employedIn: bureau })
  await register.aMember({ employedIn: bureau, employmentStatus: 'RETIRED' })
  expect([await memberCount(bureau), await memberCount(department)]).toEqual([2, 1])
  expect([await memberCount(bureau, '2015-06-30'), await memberCount(bureau, '2015-07-01')]).toEqual([1, 2])
})

it('counts over the tree of the day', async () => {
  const root = await register.anOrganization({ level: 'COMMITTEE' })
  const [one, other] = [await register.anOrganization({ under: root, level: 'COMMITTEE' }), await register.anOrganization({ under: root, level: 'COMMITTEE' })]
  const branch = await register.anOrganization({ under: one })
  await register.aMemberOf(branch)
  const officer = await world.as()
  const moved = await officer.query(`mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { userErrors { message } } }`, {
    input: { id: branch.id, version: 1, parentId: other.id, effectiveOn: '2024-05-01' },
  })
  expect(moved.data.moveOrganization.userErrors).toEqual([])
  expect([await memberCount(one), await memberCount(other), await memberCount(root)]).toEqual([0, 1, 1])
  expect([await memberCount(one, '2024-04-30'), await memberCount(other, '2024-04-30'), await memberCount(other, '2024-05-01')]).toEqual([1, 0, 1])
})

it('is 0 for women’s organisations', async () => {
  const women = await register.anOrganization({ kind: 'WOMEN', level: 'COMMITTEE' })
  expect([await memberCount(women), await memberCount(women, '2025-01-01')]).toEqual([0, 0])
})
