import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { poolOf } from '../../platform/database/data-source.ts'
import { aHeldActivity, today } from '../../testing/test-activities.ts'
import { changesAfter, FeedCopy, settled, visibleTo } from '../../testing/test-feed.ts'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { writeAtRandom } from '../../testing/test-writers.ts'

/** How many transactions each writer makes; the long run takes 200. */
const rounds = Number(process.env['QIZHI_FEED_TEST_ROUNDS'] ?? 5)
const writers = 16

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let pool: pg.Pool
let areas: TestOrganization[]
let branches: TestOrganization[]

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  const { connectionString, host } = poolOf(world.dataSource).options
  expect(connectionString ?? host).toBeDefined()
  pool = new pg.Pool({ ...poolOf(world.dataSource).options, max: writers + 4 })
  // a pool has ended before its connections are closed, and the database is dropped then
  pool.on('error', () => undefined)
  const bureau = await register.anOrganization({ level: 'COMMITTEE' })
  areas = [
    await register.anOrganization({ under: bureau, level: 'COMMITTEE' }),
    await register.anOrganization({ under: bureau, level: 'COMMITTEE' }),
  ]
  branches = []
  for (let made = 0; made < 6; made += 1) branches.push(await register.anOrganization({ under: areas[made % 2]! }))
  for (const branch of branches) for (let made = 0; made < 4; made += 1) await register.aMemberOf(branch)
  for (const branch of branches) await aHeldActivity(administrator, branch)
})
afterAll(async () => {
  await pool.end()
  await world.close()
})

/** Moves branches to and fro, so that whole subtrees enter and leave the readers' scopes. */
async function moveBranches(goesOn: () => boolean): Promise<void> {
  for (let moves = 0; goesOn(); moves += 1) {
    const branch = branches[moves % branches.length]!
    const { data } = await administrator.query('query ($id: ID!) { organization(id: $id) { version parent { id } } }', { id: branch.id })
    const target = areas.find(({ id }) => id !== data.organization.parent.id)!
    const { errors } = await administrator.query(
      'mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { userErrors { code } } }',
      {
        input: { id: branch.id, version: data.organization.version, parentId: target.id, effectiveOn: today() },
      },
    )
    expect(errors).toEqual([])
  }
}

/** Reads the feed page after page while it grows, in pages of ever other sizes. */
async function follow(copy: FeedCopy, client: TestClient, goesOn: () => boolean): Promise<void> {
  for (let round = 1; goesOn(); round += 1) {
    const page = await changesAfter(client, copy.cursor, { first: 1 + (round % 50) })
    for (const change of page.nodes) copy.take(change)
    copy.cursor = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('sixteen writers, some of whom take back or wait', () => {
  it('and moves leave every reader of the feed with the state of the tables: nothing lost, nothing told twice', async () => {
    const readers = [
      administrator,
      await world.as([grantOver('OFFICER', areas[0]!.path)]),
      await world.as([grantOver('OFFICER', areas[1]!.path, branches[0]!.path)]),
    ]
    const copies = readers.map((reader) => new FeedCopy(reader))
    let writing = true
    const goesOn = () => writing
    await Promise.all([
      Promise.all(
        Array.from({ length: writers }, (_, seed) => writeAtRandom(pool, branches, { seed: seed + 1, goesOn: (round) => round < rounds })),
      ).finally(() => (writing = false)),
      moveBranches(goesOn),
      ...copies.map((copy, at) => follow(copy, readers[at]!, goesOn)),
    ])
    await settled(world)
    for (const [at, copy] of copies.entries()) {
      await copy.catchUp()
      expect({ reader: at, contents: copy.contents }).toEqual({ reader: at, contents: await visibleTo(world, readers[at]!) })
      expect([...copy.told.values()].filter((times) => times > 1)).toEqual([])
    }
  }, 120_000)
})
