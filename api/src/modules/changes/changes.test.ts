import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isObjectType, isInterfaceType } from 'graphql'
import { newId } from '../../platform/crypto/ids.ts'
import { aHeldActivity, done, today } from '../../testing/test-activities.ts'
import { changesAfter, cursorOfNow, FeedCopy, settled, visibleTo } from '../../testing/test-feed.ts'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { feedEntities, fieldsOf } from './feed-entities.ts'
import { pruneFeed, settleFeed } from './feed-upkeep.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let bureau: TestOrganization
let east: TestOrganization
let west: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  bureau = await register.anOrganization({ level: 'COMMITTEE' })
  east = await register.anOrganization({ under: bureau, level: 'COMMITTEE' })
  west = await register.anOrganization({ under: bureau, level: 'COMMITTEE' })
})
afterAll(() => world.close())

/** Moves an organisation under another from today on. */
async function move(organization: TestOrganization, under: TestOrganization): Promise<void> {
  const { data } = await administrator.query(`query ($id: ID!) { organization(id: $id) { version } }`, { id: organization.id })
  const moved = await administrator.query(
    `mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { userErrors { code message } } }`,
    {
      input: { id: organization.id, version: data.organization.version, parentId: under.id, effectiveOn: today() },
    },
  )
  expect(moved.errors).toEqual([])
  expect(moved.data.moveOrganization.userErrors).toEqual([])
}

async function since(client: TestClient, cursor: string, options = {}) {
  await settled(world)
  return (await changesAfter(client, cursor, options)).nodes
}

describe('changes', () => {
  it('tells once of each object what one transaction did to it', async () => {
    const from = await cursorOfNow(world, administrator)
    const branch = await register.anOrganization({ under: east })
    const member = await register.aMemberOf(branch, { name: '王小明' })
    const changes = await since(administrator, from)
    expect(changes.filter(({ entity }) => entity === 'MEMBER')).toMatchObject([
      { entityId: member.id, op: 'CREATED', version: 1, changed: [], node: { __typename: 'Member', id: member.id, name: '王小明' } },
      { entityId: member.id, op: 'UPDATED', changed: ['memberships'] },
    ])
    expect(changes.filter(({ entity }) => entity === 'MEMBERSHIP')).toMatchObject([
      { op: 'CREATED', node: { __typename: 'Membership', status: 'FULL' } },
    ])
    expect(changes.filter(({ entityId }) => entityId === branch.id)[0]).toMatchObject({
      op: 'CREATED',
      node: { __typename: 'PartyOrganization' },
    })
    expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length)
  })

  it('takes what is done to parts for a change of the whole', async () => {
    const branch = await register.anOrganization({ under: east })
    for (let made = 0; made < 3; made += 1) await register.aMemberOf(branch)
    const activity = await aHeldActivity(administrator, branch)
    const from = await cursorOfNow(world, administrator)
    await done(administrator, 'recordAttendance', {
      activityId: activity.id,
      version: activity.version,
      entries: [],
      othersExpected: 'PRESENT',
    })
    expect(await since(administrator, from)).toMatchObject([
      {
        entity: 'ACTIVITY',
        entityId: activity.id,
        op: 'UPDATED',
        changed: expect.arrayContaining(['attendances', 'presentCount']),
        actor: { displayName: administrator.viewer.displayName },
      },
    ])
  })

  it('tells once of somebody new, wherever he stands by what came with him', async () => {
    const here = await register.anOrganization({ under: east })
    const [sees, doesNot] = [await world.as([grantOver('OFFICER', east.path)]), await world.as([grantOver('OFFICER', west.path)])]
    const from = await cursorOfNow(world, administrator)
    const id = newId()
    const steps = [
      `INSERT INTO member (id, name, pinyin, initials, sex) VALUES ('${id}', '新来人', 'xinlairen', 'xlr', 'UNKNOWN')`,
      `INSERT INTO external_identity (source, external_id, member_id) VALUES ('HR', '${id}', '${id}')`,
      `INSERT INTO membership (member_id, kind, organization_id, status, valid) VALUES ('${id}', 'PARTY', '${here.id}', 'FULL', daterange(today(), NULL))`,
      `INSERT INTO external_identity (source, external_id, member_id) VALUES ('PAYROLL', '${id}', '${id}')`,
    ]
    await world.sql(`DO $$ BEGIN ${steps.join('; ')}; END $$`)
    const persons = { entities: ['MEMBER'] }
    const created = [{ entityId: id, op: 'CREATED', version: 1, changed: [], node: { name: '新来人' } }]
    expect(await since(administrator, from, persons)).toMatchObject(created)
    expect(await since(sees, from, persons)).toMatchObject(created)
    expect(await since(doesNot, from, persons)).toEqual([])
  })

  it('names changed fields as the schema does', () => {
    for (const entity of Object.values(feedEntities)) {
      const type = world.schema.getType(entity.graph.name)
      const fields = isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : []
      const columns = world.dataSource.getMetadata(entity.graph.table).columns.map(({ databaseName }) => databaseName)
      expect(fieldsOf(columns, entity).filter((field) => !fields.includes(field) && field !== 'updatedAt')).toEqual([])
    }
  })

  it('gives what comes into the scope, and of what leaves it nothing but the ids', async () => {
    const here = await register.anOrganization({ under: east })
    const there = await register.anOrganization({ under: west })
    const reader = await world.as([grantOver('OFFICER', east.path)])
    const person = await register.aMemberOf(here, { name: '去留人' })
    const from = await cursorOfNow(world, reader)
    await world.sql(
      `UPDATE membership SET valid = daterange(lower(valid), today()), ending = 'TRANSFERRED_OUT' WHERE member_id = $1 AND upper_inf(valid)`,
      [person.id],
    )
    const left = await since(reader, from, { entities: ['MEMBER'] })
    expect(left).toMatchObject([{ entity: 'MEMBER', entityId: person.id, op: 'LEFT', version: null, changed: [], actor: null, node: null }])
    expect(JSON.stringify(left)).not.toContain('去留人')

    const elsewhere = await cursorOfNow(world, reader)
    await register.aMembership({ of: person, in: there, from: today() })
    await world.sql(`UPDATE member SET post = '书记', version = version + 1 WHERE id = $1`, [person.id])
    expect(await since(reader, elsewhere)).toEqual([])

    const back = await cursorOfNow(world, reader)
    await world.sql(`DELETE FROM membership WHERE member_id = $1 AND upper_inf(valid)`, [person.id])
    await register.aMembership({ of: person, in: here, from: today() })
    expect(await since(reader, back, { entities: ['MEMBER'] })).toMatchObject([{ op: 'UPDATED', node: { name: '去留人', version: 2 } }])
  })

  it('tells of everything that an organisation takes along when it moves, and only those who see a difference', async () => {
    const top = await register.anOrganization({ under: east, level: 'GENERAL_BRANCH' })
    const branch = await register.anOrganization({ under: top })
    const [inEast, inWest] = [await world.as([grantOver('OFFICER', east.path)]), await world.as([grantOver('OFFICER', west.path)])]
    const member = await register.aMemberOf(branch)
    const activity = await aHeldActivity(administrator, branch)
    const cursors = {
      east: await cursorOfNow(world, inEast),
      west: await cursorOfNow(world, inWest),
      all: await cursorOfNow(world, administrator),
    }
    await move(top, west)
    const left = await since(inEast, cursors.east)
    expect(new Set(left.map(({ op }) => op))).toEqual(new Set(['LEFT']))
    const entered = await since(inWest, cursors.west)
    expect(new Set(entered.map(({ op }) => op))).toEqual(new Set(['UPDATED']))
    for (const changes of [left, entered]) {
      const ids = changes.map(({ entityId }) => entityId)
      expect(ids).toEqual(expect.arrayContaining([top.id, branch.id, member.id, activity.id]))
      expect(changes.filter(({ entity }) => entity === 'MEMBERSHIP')).toHaveLength(1)
    }
    // who sees both places is told of the organisations only
    expect(new Set((await since(administrator, cursors.all)).map(({ entity }) => entity))).toEqual(new Set(['ORGANIZATION']))
    // the same by a filter
    const narrowed = await since(administrator, cursors.all, { organization: east.id, entities: ['MEMBER'] })
    expect(narrowed).toMatchObject([{ entityId: member.id, op: 'LEFT', node: null }])
  })

  it('still tells of leaving after the scope has moved as a whole', async () => {
    const own = await register.anOrganization({ under: east, level: 'GENERAL_BRANCH' })
    const branch = await register.anOrganization({ under: own })
    const person = await register.aMemberOf(branch)
    const from = await cursorOfNow(world, await world.as([grantOver('OFFICER', own.path)]))
    await world.sql(`UPDATE membership SET valid = daterange(lower(valid), today()), ending = 'TRANSFERRED_OUT' WHERE member_id = $1`, [
      person.id,
    ])
    await move(own, west)
    const [{ path }] = (await world.sql<{ path: string }>(
      'SELECT path FROM organization_placement WHERE organization_id = $1 AND upper_inf(valid)',
      [own.id],
    )) as [{ path: string }]
    await settled(world)
    const page = await changesAfter(await world.as([grantOver('OFFICER', path)]), from)
    expect(page.nodes.filter(({ entityId }) => entityId === person.id)).toMatchObject([{ op: 'LEFT' }])
    expect(page.scopeChanged).toBe(false)
  })

  it('needs the permission of each kind, and tells who did it only to auditors', async () => {
    const from = await cursorOfNow(world, administrator)
    const branch = await register.anOrganization({ under: east })
    const { id } = await aHeldActivity(administrator, branch)
    await register.aMemberOf(branch)
    const reporter = await world.as([grantOver('REPORTER', bureau.path)])
    const seen = await since(reporter, from)
    expect(new Set(seen.map(({ entity }) => entity))).toEqual(new Set(['ORGANIZATION', 'ACTIVITY']))
    expect(seen.find(({ entityId }) => entityId === id)).toMatchObject({ actor: null, op: 'CREATED' })
    expect((await reporter.query('{ changes(entities: [MEMBER]) { nodes { id } } }')).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    const nobody = await world.as([])
    expect((await nobody.query('{ changes { nodes { id } } }')).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  it('takes one statement, whatever is read', async () => {
    const { statements } = await administrator.query(
      `{ changes(first: 50) { nodes { id node { id ... on Member { name memberships { organization { name } } } ... on Activity { organization { name } } } } pageInfo { endCursor } } }`,
    )
    expect(statements).toBe(1)
  })
})

describe('cursors', () => {
  it('page through the feed without a gap, one change at a time', async () => {
    await settled(world)
    const whole = new FeedCopy(administrator)
    const all = (await whole.catchUp()).slice(0, 40).map(({ id }) => id)
    const single: string[] = []
    for (let cursor: string | null = null; single.length < all.length;) {
      const page = await changesAfter(administrator, cursor, { first: 1 })
      single.push(...page.nodes.map(({ id }) => id))
      cursor = page.pageInfo.endCursor
    }
    expect(single).toEqual(all)
    const [, second] = (await changesAfter(administrator, null, { first: 2 })).nodes
    expect((await changesAfter(administrator, second!.cursor, { first: 1 })).nodes[0]!.id).toBe(all[2])
  })

  it('are no one’s to make up', async () => {
    const cursor = await cursorOfNow(world, administrator)
    const [body, signature] = cursor.split('.') as [string, string]
    const forged = Buffer.from(
      Buffer.from(body, 'base64url')
        .toString()
        .replace(/\.\d+\./, '.1.'),
    ).toString('base64url')
    for (const after of ['', 'x', `${forged}.${signature}`, `${body}.${'A'.repeat(22)}`, `${body}.`]) {
      const { errors } = await administrator.query('query ($after: String) { changes(after: $after) { nodes { id } } }', { after })
      expect({ after, errors }).toMatchObject({ errors: [{ code: 'BAD_USER_INPUT' }] })
    }
  })

  it.each([0, 501, -1])('ask for 1 to 500 changes, not %d', async (first) => {
    expect((await administrator.query('query ($first: Int!) { changes(first: $first) { nodes { id } } }', { first })).errors).toMatchObject(
      [{ code: 'BAD_USER_INPUT' }],
    )
  })

  it('tell when the scope is another one', async () => {
    const cursor = await cursorOfNow(world, await world.as([grantOver('OFFICER', east.path)]))
    expect((await changesAfter(await world.as([grantOver('OFFICER', east.path)]), cursor)).scopeChanged).toBe(false)
    expect((await changesAfter(await world.as([grantOver('OFFICER', west.path)]), cursor)).scopeChanged).toBe(true)
  })
})

describe('upkeep', () => {
  const after = async (cursor: string) =>
    (await administrator.query('query ($after: String) { changes(after: $after) { nodes { id } } }', { after: cursor })).errors.map(
      ({ code }) => code,
    )

  it('removes old changes, and refuses cursors before them but no others', async () => {
    await settled(world)
    const old = (await changesAfter(administrator, null, { first: 1 })).nodes[0]!.cursor
    await world.sql(`UPDATE change_event SET at = at - interval '91 days' WHERE xid < pg_snapshot_xmin(pg_current_snapshot())`)
    const kept = await cursorOfNow(world, administrator)
    await register.anOrganization({ under: east })
    expect(await pruneFeed(world.dataSource, 90)).toBeGreaterThan(50)
    expect(await after(old)).toEqual(['CURSOR_EXPIRED'])
    expect(await after(kept)).toEqual([])
    expect((await since(administrator, kept)).length).toBeGreaterThan(0)
    expect((await changesAfter(administrator, null)).nodes.length).toBeGreaterThan(0)
  })

  it('begins anew where the tables are a copy, and in a timeline of its own', async () => {
    const cursor = await cursorOfNow(world, administrator)
    await settleFeed(world.dataSource)
    expect(await after(cursor)).toEqual([])
    await world.sql(`UPDATE change_feed SET home = 'another cluster'`)
    await settleFeed(world.dataSource)
    expect(await after(cursor)).toEqual(['CURSOR_EPOCH_CHANGED'])
    expect((await changesAfter(administrator, null)).nodes).toEqual([])
  })

  it('takes over what a copy of the register holds by the feed alone', async () => {
    const reader = await world.as([grantOver('OFFICER', west.path)])
    const copy = new FeedCopy(reader)
    await copy.catchUp()
    // what was there before the feed began is unknown to it; what is changed once comes whole
    for (const table of ['organization', 'member', 'membership', 'activity'])
      await world.sql(`UPDATE ${table} SET version = version + 1, updated_at = now(), created_at = created_at - interval '1 second'`)
    await settled(world)
    await copy.catchUp()
    expect(copy.contents).toEqual(await visibleTo(world, reader))
  })
})
