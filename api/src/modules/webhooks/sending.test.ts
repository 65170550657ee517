import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { settled } from '../../testing/test-feed.ts'
import { aTestReceiver } from '../../testing/test-receiver.ts'
import { type TestWebhooks, testWebhooks } from '../../testing/test-webhooks.ts'

let webhooks: TestWebhooks
let world: TestWebhooks['world']
let register: TestWebhooks['register']
let administrator: TestWebhooks['administrator']
let receiver: TestWebhooks['receiver']

beforeAll(async () => {
  webhooks = await testWebhooks()
  ;({ world, register, administrator, receiver } = webhooks)
}, 60_000)
afterEach(() => webhooks.forget())
afterAll(() => webhooks.close())

describe('messages of webhooks', () => {
  it('come again under the same id until they are taken, those of one object in their order', async () => {
    const endpoint = await webhooks.anEndpoint()
    const [one, other] = [await register.aMember({ name: '甲' }), await register.aMember({ name: '乙' })]
    await world.sql(`UPDATE member SET name = '甲二', version = version + 1 WHERE id = $1`, [one.id])
    await receiver.answers({ status: 500 })
    const refused = await webhooks.told(endpoint)
    await receiver.answers({})
    expect(await webhooks.told(endpoint)).toHaveLength(refused.length)
    await webhooks.later()
    const taken = (await webhooks.told(endpoint)).filter(({ status }) => status === 204)
    expect(taken.map(({ body }) => body.data.change.entityId).sort()).toEqual([one.id, one.id, other.id].sort())
    expect(taken.filter(({ body }) => body.data.change.entityId === one.id).map(({ body }) => body.type)).toEqual([
      'member.created',
      'member.updated',
    ])
    const ids = new Set(taken.map(({ headers }) => headers['webhook-id']))
    for (const { headers } of refused) expect(ids).toContain(headers['webhook-id'])
  })

  it('wait for as long as the receiver asks, and leave one alone that is gone', async () => {
    const endpoint = await webhooks.anEndpoint()
    await register.aMember()
    await receiver.answers({ status: 429, headers: { 'retry-after': '7200' } })
    await webhooks.told(endpoint)
    expect(await world.sql(`SELECT next_at > now() + interval '119 minutes' AS later FROM webhook_endpoint`)).toEqual([{ later: true }])
    await webhooks.later()
    await receiver.answers({ status: 410 })
    await webhooks.told(endpoint)
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
    const before = (await webhooks.told(endpoint)).length
    expect((await webhooks.mutate(administrator, 'resumeWebhook', { id: endpoint.id })).endpoint).toMatchObject({
      status: 'ACTIVE',
      problem: null,
    })
    expect(await webhooks.told(endpoint)).toHaveLength(before + 1)
    expect(await state()).toMatchObject({ status: 'ACTIVE', failingSince: null, deliveries: { nodes: [{ status: 'DELIVERED' }] } })
  })

  it('give up an endpoint that took nothing for three days, and deliveries likewise', async () => {
    const endpoint = await webhooks.anEndpoint()
    await register.aMember()
    await receiver.answers({ status: 503 })
    await webhooks.told(endpoint)
    await world.sql(`UPDATE webhook_endpoint SET failing_since = now() - interval '71 hours'`)
    await webhooks.later()
    await webhooks.told(endpoint)
    expect(await world.sql('SELECT status, problem FROM webhook_endpoint')).toEqual([{ status: 'ACTIVE', problem: null }])
    await world.sql(`UPDATE webhook_endpoint SET failing_since = now() - interval '73 hours'`)
    await world.sql(`UPDATE webhook_delivery SET begun_at = now() - interval '73 hours'`)
    await webhooks.later()
    await webhooks.told(endpoint)
    expect(await world.sql('SELECT status, problem FROM webhook_endpoint')).toEqual([{ status: 'DISABLED', problem: 'FAILING' }])
    const [delivery] = await world.sql<{ id: string; status: string }>('SELECT id, status FROM webhook_delivery')
    expect(delivery!.status).toBe('FAILED')
    await receiver.answers({})
    await webhooks.mutate(administrator, 'resumeWebhook', { id: endpoint.id })
    await webhooks.mutate(administrator, 'retryDelivery', { id: delivery!.id })
    expect((await webhooks.told(endpoint)).at(-1)).toMatchObject({ status: 204, headers: { 'webhook-id': `msg_${delivery!.id}` } })
  })

  it('go past a message that is refused again and again, and its object goes on once somebody gives it up', async () => {
    const endpoint = await webhooks.anEndpoint()
    const stuck = await register.aMember({ name: '卡住' })
    await world.sql(`UPDATE member SET name = '卡住二', version = version + 1 WHERE id = $1`, [stuck.id])
    const others = [await register.aMember(), await register.aMember()]
    await receiver.answers({ refused: stuck.id })
    const first = await webhooks.told(endpoint)
    expect(first.filter(({ status }) => status === 204).map(({ body }) => body.data.change.entityId)).toEqual(others.map(({ id }) => id))
    expect(await world.sql('SELECT failures, failing_since FROM webhook_endpoint')).toEqual([{ failures: 0, failing_since: null }])
    const log = async () => (await webhooks.logOf(endpoint)).filter(({ entityId }) => entityId === stuck.id)
    const waiting = await log()
    expect(waiting).toMatchObject([
      { status: 'PENDING', attempts: [], viewerCan: ['RETRY', 'SKIP'] },
      { status: 'PENDING', attempts: [{ statusCode: 500 }], viewerCan: ['RETRY', 'SKIP'] },
    ])
    await receiver.answers({})
    await webhooks.mutate(administrator, 'skipDelivery', { id: waiting[1]!.id })
    expect((await webhooks.told(endpoint)).at(-1)!.body).toMatchObject({ type: 'member.updated', data: { change: { entityId: stuck.id } } })
    expect((await log()).map(({ status }) => status)).toEqual(['DELIVERED', 'FAILED'])
    expect(await webhooks.mutate(administrator, 'skipDelivery', { id: waiting[1]!.id })).toMatchObject({
      userErrors: [{ code: 'CONFLICT' }],
    })
  })

  it('come at once, all of them, when an endpoint that was away is there again', async () => {
    const endpoint = await webhooks.anEndpoint()
    await register.aMember()
    await receiver.answers({ status: 500 })
    for (let round = 0; round < 3; round += 1) {
      await webhooks.told(endpoint)
      await webhooks.later()
    }
    await register.aMember()
    await world.sql(`UPDATE webhook_delivery SET next_at = now() + interval '12 hours'`)
    await receiver.answers({})
    expect((await webhooks.told(endpoint)).filter(({ status }) => status === 204)).toHaveLength(2)
  })

  it('are sent by one process alone, until it has been silent for a while', async () => {
    const endpoint = await webhooks.anEndpoint()
    await register.aMember()
    await world.sql(`UPDATE webhook_endpoint SET served_by = gen_random_uuid(), served_until = now() + interval '5 seconds'`)
    expect(await webhooks.told(endpoint)).toEqual([])
    await world.sql(`UPDATE webhook_endpoint SET served_until = now()`)
    expect(await webhooks.told(endpoint)).toHaveLength(1)
  })

  it('are delayed by nobody else who is slow', async () => {
    const slow = await aTestReceiver()
    try {
      await slow.answers({ hold: true })
      await webhooks.anEndpoint(administrator, { url: `${slow.url}/slow` })
      const quick = await webhooks.anEndpoint()
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
})
