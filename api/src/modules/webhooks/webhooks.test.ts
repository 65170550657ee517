import { BlockList } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { cursorOfNow, settled } from '../../testing/test-feed.ts'
import { aTestReceiver, isSignedBy, type ReceivedMessage, type TestReceiver } from '../../testing/test-receiver.ts'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let receiver: TestReceiver
let branch: TestOrganization

beforeAll(async () => {
  const webhookNetworks = new BlockList()
  webhookNetworks.addAddress('127.0.0.1')
  world = await aTestWorld({ webhookNetworks })
  register = new TestRegister(world)
  branch = await register.anOrganization()
  receiver = await aTestReceiver()
  administrator = await anOwner()
}, 60_000)
afterEach(async () => {
  await receiver.answers({})
  await world.sql('DELETE FROM webhook_endpoint')
})
afterAll(async () => {
  await receiver.close()
  await world.close()
})

/** Somebody whose grants stand in the database, so that work in his name finds them. */
async function anOwner(organization?: TestOrganization): Promise<TestClient> {
  const client = await world.as(organization === undefined ? undefined : [{ role: 'ADMINISTRATOR', paths: [organization.path] }])
  await world.sql(`INSERT INTO access_grant (account_id, role, organization_id, kinds) VALUES ($1, 'ADMINISTRATOR', $2, $3)`, [
    client.viewer.accountId,
    organization?.id ?? null,
    ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT'],
  ])
  return client
}

const query = 'query ($id: ID!) { node(id: $id) { id ... on Member { name } } }'

async function mutate(
  client: TestClient,
  name: string,
  input: Record<string, unknown>,
  payload = 'endpoint { id status problem } secret userErrors { code message field }',
) {
  const type = `${/^(create|update|replay|resume)/.test(name) ? `${name[0]!.toUpperCase()}${name.slice(1)}` : name.endsWith('Delivery') ? 'Delivery' : 'Webhook'}Input!`
  const { data, errors } = await client.query(`mutation ($input: ${type}) { ${name}(input: $input) { ${payload} } }`, { input })
  expect(errors).toEqual([])
  return data[name]
}

let hooks = 0

async function anEndpoint(
  client = administrator,
  input: Record<string, unknown> = {},
): Promise<{ id: string; secret: string; path: string }> {
  hooks += 1
  const path = `/hook-${hooks}`
  await settled(world)
  const made = await mutate(client, 'createWebhook', { name: '人事系统', url: receiver.url + path, entities: ['MEMBER'], query, ...input })
  expect(made.userErrors).toEqual([])
  return { id: made.endpoint.id, secret: made.secret, path }
}

/** Sends what there is to send, and gives what has come to an endpoint. */
async function told({ path }: { path: string }): Promise<(ReceivedMessage & { body: any })[]> {
  await settled(world)
  await world.modules.webhooks.sender.round()
  const messages = await receiver.messages()
  return messages.filter((message) => message.path === path).map((message) => ({ ...message, body: JSON.parse(message.text) }))
}

/** As if the time of the next attempts had come. */
async function later(): Promise<void> {
  await world.sql('UPDATE webhook_delivery SET next_at = now()')
  await world.sql('UPDATE webhook_endpoint SET next_at = now()')
}

describe('webhooks', () => {
  it('tell of a change with the answer to the endpoint’s query, signed', async () => {
    const endpoint = await anEndpoint()
    const person = await register.aMember({ name: '被告知' })
    const [message, ...more] = await told(endpoint)
    expect(more).toEqual([])
    expect(message!.body).toMatchObject({
      type: 'member.created',
      data: { change: { entity: 'MEMBER', entityId: person.id, op: 'CREATED' }, answer: { node: { id: person.id, name: '被告知' } } },
    })
    expect(isSignedBy(message!, endpoint.secret)).toBe(true)
    expect(message!.headers['webhook-id']).toMatch(/^msg_/)
    expect(await told(endpoint)).toHaveLength(1)
    const stored = JSON.stringify([
      await world.sql('SELECT * FROM webhook_endpoint'),
      await world.sql('SELECT * FROM webhook_delivery'),
      await world.sql('SELECT * FROM webhook_attempt'),
      await world.sql('SELECT * FROM idempotency_key'),
    ])
    expect(stored).not.toContain('被告知')
    expect(stored).not.toContain(endpoint.secret)
  })

  it('come again under the same id until they are taken, those of one object in their order', async () => {
    const endpoint = await anEndpoint()
    const [one, other] = [await register.aMember({ name: '甲' }), await register.aMember({ name: '乙' })]
    await world.sql(`UPDATE member SET name = '甲二', version = version + 1 WHERE id = $1`, [one.id])
    await receiver.answers({ status: 500 })
    const refused = await told(endpoint)
    await receiver.answers({})
    expect(await told(endpoint)).toHaveLength(refused.length)
    await later()
    const taken = (await told(endpoint)).filter(({ status }) => status === 204)
    expect(taken.map(({ body }) => body.data.change.entityId).sort()).toEqual([one.id, one.id, other.id].sort())
    expect(taken.filter(({ body }) => body.data.change.entityId === one.id).map(({ body }) => body.type)).toEqual([
      'member.created',
      'member.updated',
    ])
    const ids = new Set(taken.map(({ headers }) => headers['webhook-id']))
    for (const { headers } of refused) expect(ids).toContain(headers['webhook-id'])
  })

  it('wait for as long as the receiver asks, and leave one alone that is gone', async () => {
    const endpoint = await anEndpoint()
    await register.aMember()
    await receiver.answers({ status: 429, headers: { 'retry-after': '7200' } })
    await told(endpoint)
    expect(await world.sql(`SELECT next_at > now() + interval '119 minutes' AS later FROM webhook_delivery`)).toEqual([{ later: true }])
    await later()
    await receiver.answers({ status: 410 })
    await told(endpoint)
    const state = async () =>
      (
        await administrator.query(
          `{ webhooks(first: 1) { nodes { status problem failingSince viewerCan deliveries(first: 5) { nodes { status attempts { statusCode problem } } } } } }`,
        )
      ).data.webhooks.nodes[0]
    expect(await state()).toMatchObject({
      status: 'DISABLED',
      problem: 'GONE',
      deliveries: { nodes: [{ status: 'PENDING', attempts: [{ statusCode: 410, problem: 'STATUS' }, { statusCode: 429 }] }] },
    })
    await receiver.answers({})
    const before = (await told(endpoint)).length
    expect((await mutate(administrator, 'resumeWebhook', { id: endpoint.id })).endpoint).toMatchObject({ status: 'ACTIVE', problem: null })
    expect(await told(endpoint)).toHaveLength(before + 1)
    expect(await state()).toMatchObject({ status: 'ACTIVE', failingSince: null, deliveries: { nodes: [{ status: 'DELIVERED' }] } })
  })

  it('give up an endpoint that took nothing for three days, and deliveries likewise', async () => {
    const endpoint = await anEndpoint()
    await register.aMember()
    await receiver.answers({ status: 503 })
    await told(endpoint)
    await world.sql(`UPDATE webhook_endpoint SET failing_since = now() - interval '71 hours'`)
    await later()
    await told(endpoint)
    expect(await world.sql('SELECT status, problem FROM webhook_endpoint')).toEqual([{ status: 'ACTIVE', problem: null }])
    await world.sql(`UPDATE webhook_endpoint SET failing_since = now() - interval '73 hours'`)
    await world.sql(`UPDATE webhook_delivery SET begun_at = now() - interval '73 hours', next_at = now()`)
    await told(endpoint)
    expect(await world.sql('SELECT status, problem FROM webhook_endpoint')).toEqual([{ status: 'DISABLED', problem: 'FAILING' }])
    const [delivery] = await world.sql<{ id: string; status: string }>('SELECT id, status FROM webhook_delivery')
    expect(delivery!.status).toBe('FAILED')
    await receiver.answers({})
    await mutate(administrator, 'resumeWebhook', { id: endpoint.id })
    await mutate(administrator, 'retryDelivery', { id: delivery!.id })
    expect((await told(endpoint)).at(-1)).toMatchObject({ status: 204, headers: { 'webhook-id': `msg_${delivery!.id}` } })
  })

  it('are delayed by nobody else who is slow', async () => {
    const slow = await aTestReceiver()
    try {
      await slow.answers({ hold: true })
      await anEndpoint(administrator, { url: `${slow.url}/slow` })
      const quick = await anEndpoint()
      await register.aMember()
      await settled(world)
      const round = world.modules.webhooks.sender.round()
      while (!(await receiver.messages()).some(({ path }) => path === quick.path)) await new Promise((resolve) => setTimeout(resolve, 20))
      expect(await slow.messages()).toEqual([])
      await slow.answers({})
      await round
      expect(await slow.messages()).toHaveLength(1)
    } finally {
      await slow.close()
    }
  })

  it('follow their owner’s scope, and belong to him alone', async () => {
    const owner = await anOwner(branch)
    const endpoint = await anEndpoint(owner)
    const inside = await register.aMemberOf(branch, { name: '在内' })
    await register.aMember({ name: '在外' })
    const names = (await told(endpoint)).map(({ body }) => body.data.answer?.node?.name)
    expect(new Set(names)).toEqual(new Set(['在内']))
    await world.sql(`UPDATE membership SET valid = daterange(lower(valid), today()), ending = 'TRANSFERRED_OUT' WHERE member_id = $1`, [
      inside.id,
    ])
    const last = (await told(endpoint)).at(-1)!
    expect(last.body).toMatchObject({ type: 'member.left', data: { change: { entityId: inside.id }, answer: null } })
    expect(last.text).not.toContain('在内')
    const { errors } = await administrator.query(`mutation ($id: ID!) { pauseWebhook(input: { id: $id }) { userErrors { code } } }`, {
      id: endpoint.id,
    })
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
    await world.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [owner.viewer.accountId])
    await told(endpoint)
    expect(await world.sql('SELECT status, problem FROM webhook_endpoint')).toEqual([{ status: 'DISABLED', problem: 'NOT_ALLOWED' }])
  })

  it('are paused, tested, replayed under the same ids, and signed twice while the secret changes', async () => {
    const endpoint = await anEndpoint()
    const from = await cursorOfNow(administrator)
    await register.aMember()
    const [first] = await told(endpoint)
    await mutate(administrator, 'pauseWebhook', { id: endpoint.id })
    await register.aMember()
    expect(await told(endpoint)).toHaveLength(1)
    await mutate(administrator, 'resumeWebhook', { id: endpoint.id })
    expect(await told(endpoint)).toHaveLength(2)
    const { secret } = await mutate(administrator, 'rotateWebhookSecret', { id: endpoint.id })
    await mutate(administrator, 'replayWebhook', { id: endpoint.id, after: from })
    const again = await told(endpoint)
    expect(again).toHaveLength(4)
    const ids = again.map(({ headers }) => headers['webhook-id'])
    expect(ids[0]).toBe(first!.headers['webhook-id'])
    expect(new Set(ids.slice(2))).toEqual(new Set(ids.slice(0, 2)))
    expect([isSignedBy(again[2]!, secret), isSignedBy(again[2]!, endpoint.secret)]).toEqual([true, true])
    expect(await mutate(administrator, 'testWebhook', { id: endpoint.id }, 'statusCode problem')).toEqual({
      statusCode: 204,
      problem: null,
    })
    expect((await told(endpoint)).at(-1)!.body.type).toBe('test')
  })

  it.each([
    ['url', { url: 'https://10.0.0.1/x' }],
    ['url', { url: 'http://0x7f.2/x' }],
    ['url', { url: 'https://user:password@example.org/' }],
    ['url', { url: 'file:///etc/passwd' }],
    ['name', { name: ' ' }],
    ['entities', { entities: [] }],
    ['query', { query: '{ nonsense }' }],
    ['query', { query: 'mutation { signOut { userErrors { code } } }' }],
    ['query', { query: 'query ($id: ID!, $x: Int) { node(id: $id) { id } members(first: $x) { nodes { id } } }' }],
    ['query', { query: '{ members(first: 200) { nodes { id name code memberships { id } } } }' }],
    ['organizationId', { organizationId: '00000000-0000-0000-0000-000000000000' }],
  ])('refuse a wrong %s: %j', async (field, input) => {
    const made = await mutate(administrator, 'createWebhook', { name: 'x', url: 'https://example.org/', entities: ['MEMBER'], ...input })
    expect(made).toMatchObject({ endpoint: null, secret: null, userErrors: [{ field: [field] }] })
  })
})
