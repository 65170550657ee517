import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { poolOf } from '../../platform/database/data-source.ts'
import { aHeldActivity, today } from '../../testing/test-activities.ts'
import { changesAfter, FeedCopy, settled, visibleTo } from '../../testing/test-feed.ts'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

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

/** What a writer does in one transaction; any of it may meet any other. */
const deeds: readonly ((client: pg.PoolClient, pick: (size: number) => number) => Promise<void>)[] = [
  async (client, pick) => {
    await client.query(`INSERT INTO member (name, sex) VALUES ('新人' || $1, 'FEMALE')`, [pick(1_000_000)])
  },
  async (client, pick) => {
    const { rows } = await client.query<{ id: string }>(`INSERT INTO member (name, sex) VALUES ('新党员' || $1, 'MALE') RETURNING id`, [
      pick(1_000_000),
    ])
    await client.query(
      `INSERT INTO membership (member_id, kind, organization_id, status, valid) VALUES ($1, 'PARTY', $2, 'FULL', daterange('2020-01-01', NULL))`,
      [rows[0]!.id, branches[pick(branches.length)]!.id],
    )
  },
  async (client, pick) => {
    await client.query(
      `UPDATE member SET post = $1, version = version + 1 WHERE id = (SELECT id FROM member ORDER BY id OFFSET $2 LIMIT 1)`,
      [`岗位${pick(1000)}`, pick(24)],
    )
  },
  async (client, pick) => {
    // from one branch to another, as a transfer does: the person is held first
    const { rows } = await client.query<{ id: string }>('SELECT id FROM member ORDER BY id OFFSET $1 LIMIT 1 FOR NO KEY UPDATE', [pick(24)])
    await client.query(`UPDATE membership SET organization_id = $2, version = version + 1 WHERE member_id = $1 AND upper_inf(valid)`, [
      rows[0]?.id,
      branches[pick(branches.length)]!.id,
    ])
  },
  async (client, pick) => {
    await client.query(
      `UPDATE activity SET title = $1, version = version + 1 WHERE id = (SELECT id FROM activity ORDER BY id OFFSET $2 LIMIT 1)`,
      [`活动${pick(1000)}`, pick(6)],
    )
  },
  async (client, pick) => {
    await client.query(
      `DELETE FROM member WHERE id = (SELECT m.id FROM member m WHERE m.name LIKE '新人%' ORDER BY m.id OFFSET $1 LIMIT 1)`,
      [pick(5)],
    )
  },
]

/** Writes round after round: one in twenty is taken back, and one in thirty stays open for a while. */
async function write(seed: number): Promise<void> {
  let state = seed
  const pick = (size: number) => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648), Math.floor((state / 2_147_483_648) * size))
  for (let round = 0; round < rounds; round += 1) {
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      for (let step = pick(3); step >= 0; step -= 1) await deeds[pick(deeds.length)]!(client, pick)
      if (pick(30) === 0) await new Promise((resolve) => setTimeout(resolve, 300))
      await client.query(pick(20) === 0 ? 'ROLLBACK' : 'COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      if (!['40P01', '40001', '23503', '23P01'].includes((error as { code?: string }).code ?? '')) throw error
    } finally {
      client.release()
    }
  }
}

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
      Promise.all(Array.from({ length: writers }, (_, seed) => write(seed + 1))).finally(() => (writing = false)),
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
