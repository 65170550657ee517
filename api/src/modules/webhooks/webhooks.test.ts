import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { cursorOfNow } from '../../testing/test-feed.ts'
import { isSignedBy } from '../../testing/test-receiver.ts'
import { type TestWebhooks, testWebhooks } from '../../testing/test-webhooks.ts'

let webhooks: TestWebhooks
let world: TestWebhooks['world']
let register: TestWebhooks['register']
let administrator: TestWebhooks['administrator']
let receiver: TestWebhooks['receiver']
let branch: TestWebhooks['branch']

beforeAll(async () => {
  webhooks = await testWebhooks()
  ;({ world, register, administrator, receiver, branch } = webhooks)
}, 60_000)
afterEach(() => webhooks.forget())
afterAll(() => webhooks.close())

describe('webhooks', () => {
  it('tell of a change with the answer to the endpoint’s query, signed', async () => {
    const endpoint = await webhooks.anEndpoint()
    const person = await register.aMember({ name: '被告知' })
    const [message, ...more] = await webhooks.told(endpoint)
    expect(more).toEqual([])
    expect(message!.body).toMatchObject({
      type: 'member.created',
      data: { change: { entity: 'MEMBER', entityId: person.id, op: 'CREATED' }, answer: { node: { id: person.id, name: '被告知' } } },
    })
    expect(isSignedBy(message!, endpoint.secret)).toBe(true)
    expect(message!.headers['webhook-id']).toMatch(/^msg_/)
    expect(await webhooks.told(endpoint)).toHaveLength(1)
    const stored = JSON.stringify([
      await world.sql('SELECT * FROM webhook_endpoint'),
      await world.sql('SELECT * FROM webhook_delivery'),
      await world.sql('SELECT * FROM webhook_attempt'),
      await world.sql('SELECT * FROM idempotency_key'),
    ])
    expect(stored).not.toContain('被告知')
    expect(stored).not.toContain(endpoint.secret)
  })

  it('keep what was sent for a while, for whoever sees as much as the owner saw then', async () => {
    const owner = await webhooks.anOwner(branch)
    const endpoint = await webhooks.anEndpoint(owner)
    const [stays, goes] = [await register.aMemberOf(branch, { name: '留下的' }), await register.aMemberOf(branch, { name: '调走的' })]
    const [message] = await webhooks.told(endpoint)
    const requests = async (client = owner) =>
      (await webhooks.logOf(endpoint, client)).flatMap(({ attempts }) => attempts).flatMap(({ request }) => request ?? [])
    const before = await requests()
    expect(before.find((request) => request.includes(message!.headers['webhook-id']!))).toBe(
      [
        `POST ${receiver.url}${endpoint.path}`,
        'content-type: application/json',
        'user-agent: Qizhi-Webhooks/1',
        ...['id', 'timestamp', 'signature'].map((name) => `webhook-${name}: ${message!.headers[`webhook-${name}`]}`),
        '',
        message!.text,
      ].join('\n'),
    )
    expect(before.filter((request) => request.includes('调走的')).length).toBeGreaterThan(0)
    await world.sql(`UPDATE membership SET valid = daterange(lower(valid), today()), ending = 'TRANSFERRED_OUT' WHERE member_id = $1`, [
      goes.id,
    ])
    await webhooks.told(endpoint)
    const after = await requests()
    expect(after.filter((request) => request.includes('调走的'))).toEqual([])
    expect(after.filter((request) => request.includes(stays.id)).length).toBeGreaterThan(0)
    const less = await world.as([{ role: 'OFFICER', paths: [branch.path] }])
    await world.sql('UPDATE webhook_endpoint SET owner_id = $1', [less.viewer.accountId])
    expect(await requests(less)).toEqual([])
    await world.sql('UPDATE webhook_endpoint SET owner_id = $1', [owner.viewer.accountId])
    await world.sql(`UPDATE webhook_attempt SET at = now() - interval '8 days'`)
    expect(await requests()).toEqual([])
    await world.sql(`UPDATE webhook_delivery SET delivered_at = now() - interval '31 days'`)
    await webhooks.prune()
    expect(await world.sql('SELECT FROM webhook_attempt')).toEqual([])
  })

  it('follow their owner’s scope, and belong to him alone', async () => {
    const owner = await webhooks.anOwner(branch)
    const endpoint = await webhooks.anEndpoint(owner)
    const inside = await register.aMemberOf(branch, { name: '在内' })
    await register.aMember({ name: '在外' })
    const names = (await webhooks.told(endpoint)).map(({ body }) => body.data.answer?.node?.name)
    expect(new Set(names)).toEqual(new Set(['在内']))
    await world.sql(`UPDATE membership SET valid = daterange(lower(valid), today()), ending = 'TRANSFERRED_OUT' WHERE member_id = $1`, [
      inside.id,
    ])
    const last = (await webhooks.told(endpoint)).at(-1)!
    expect(last.body).toMatchObject({ type: 'member.left', data: { change: { entityId: inside.id }, answer: null } })
    expect(last.text).not.toContain('在内')
    const { errors } = await administrator.query(`mutation ($id: ID!) { pauseWebhook(input: { id: $id }) { userErrors { code } } }`, {
      id: endpoint.id,
    })
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
    await world.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [owner.viewer.accountId])
    await webhooks.told(endpoint)
    expect(await world.sql('SELECT status, problem FROM webhook_endpoint')).toEqual([{ status: 'DISABLED', problem: 'NOT_ALLOWED' }])
  })

  it('are paused, tested, replayed under the same ids, and signed twice while the secret changes', async () => {
    const endpoint = await webhooks.anEndpoint()
    const from = await cursorOfNow(world, administrator)
    await register.aMember()
    const [first] = await webhooks.told(endpoint)
    await webhooks.mutate(administrator, 'pauseWebhook', { id: endpoint.id })
    await register.aMember()
    expect(await webhooks.told(endpoint)).toHaveLength(1)
    await webhooks.mutate(administrator, 'resumeWebhook', { id: endpoint.id })
    expect(await webhooks.told(endpoint)).toHaveLength(2)
    const { secret } = await webhooks.mutate(administrator, 'rotateWebhookSecret', { id: endpoint.id })
    await webhooks.mutate(administrator, 'replayWebhook', { id: endpoint.id, after: from })
    const again = await webhooks.told(endpoint)
    expect(again).toHaveLength(4)
    const ids = again.map(({ headers }) => headers['webhook-id'])
    expect(ids[0]).toBe(first!.headers['webhook-id'])
    expect(new Set(ids.slice(2))).toEqual(new Set(ids.slice(0, 2)))
    expect([isSignedBy(again[2]!, secret), isSignedBy(again[2]!, endpoint.secret)]).toEqual([true, true])
    expect(await webhooks.mutate(administrator, 'testWebhook', { id: endpoint.id }, 'statusCode problem')).toEqual({
      statusCode: 204,
      problem: null,
    })
    expect((await webhooks.told(endpoint)).at(-1)!.body.type).toBe('test')
  })

  it('are registered for a program by whoever manages it, and told in its scope', async () => {
    let programs = 0
    const program = async (organizationId: string | null, ...scopes: string[]): Promise<string> => {
      programs += 1
      const grants = [{ scopes, organizationId, kinds: ['PARTY'] }]
      const { data } = await administrator.query(
        `mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } userErrors { message } } }`,
        { input: { clientId: `hooked-${programs}`, name: '人事系统', grants } },
      )
      expect(data.createApiClient.userErrors).toEqual([])
      return data.createApiClient.apiClient.id
    }
    const scopes = ['changes:read', 'webhooks:run', 'members:read', 'organizations:read']
    const apiClientId = await program(branch.id, ...scopes)
    const manager = await webhooks.anOwner(branch)
    const endpoint = await webhooks.anEndpoint(manager, { apiClientId })
    const inside = await register.aMemberOf(branch, { name: '程序可见' })
    await register.aMember({ name: '程序不可见' })
    const messages = await webhooks.told(endpoint)
    expect(new Set(messages.map(({ body }) => body.data.answer.node.name))).toEqual(new Set(['程序可见']))
    const { data } = await manager.query('{ webhooks(first: 5) { nodes { id apiClient { id } } } }')
    expect(data.webhooks.nodes).toEqual([{ id: endpoint.id, apiClient: { id: apiClientId } }])
    const requests = (await webhooks.logOf(endpoint, manager)).flatMap(({ attempts }) => attempts.map(({ request }) => request))
    expect(requests.every((request) => request!.includes(inside.id))).toBe(true)

    const base = { name: 'x', url: receiver.url, entities: ['MEMBER'] }
    const refused = await webhooks.mutate(administrator, 'createWebhook', { ...base, apiClientId: await program(null, 'members:read') })
    expect(refused.userErrors).toMatchObject([{ field: ['apiClientId'] }, { field: ['entities'] }])
    const beyond = await manager.query('mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { userErrors { code } } }', {
      input: { ...base, apiClientId: await program(null, ...scopes) },
    })
    expect(beyond.errors).toMatchObject([{ code: 'NOT_FOUND' }])
    await world.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [apiClientId])
    await webhooks.told(endpoint)
    expect(await world.sql('SELECT problem FROM webhook_endpoint')).toEqual([{ problem: 'NOT_ALLOWED' }])
  })

  it('are changed by whoever saw them as they are, and told again since a moment', async () => {
    const endpoint = await webhooks.anEndpoint()
    const person = await register.aMember()
    expect((await webhooks.told(endpoint)).map(({ body }) => body.data.change.entityId)).toEqual([person.id])
    const change = { id: endpoint.id, version: 1, document: null, entities: ['MEMBER', 'ACTIVITY'], organizationId: branch.id }
    const content = 'endpoint { version document entities organization { id } } userErrors { code }'
    expect(await webhooks.mutate(administrator, 'updateWebhook', change, content)).toEqual({
      endpoint: { version: 2, document: null, entities: ['MEMBER', 'ACTIVITY'], organization: { id: branch.id } },
      userErrors: [],
    })
    expect((await webhooks.mutate(administrator, 'updateWebhook', change)).userErrors).toMatchObject([{ code: 'STALE_VERSION' }])
    await webhooks.mutate(administrator, 'updateWebhook', { id: endpoint.id, version: 2, organizationId: null })
    const [{ moment }] = (await world.sql<{ moment: Date }>('SELECT now() AS moment')) as [{ moment: Date }]
    const later = await register.aMember()
    await webhooks.told(endpoint)
    const before = (await receiver.messages()).length
    await webhooks.mutate(administrator, 'replayWebhook', { id: endpoint.id, since: moment.toISOString() })
    await webhooks.told(endpoint)
    const again = (await receiver.messages()).slice(before).map(({ text }) => JSON.parse(text).data)
    expect(again).toMatchObject([{ change: { entityId: later.id }, answer: null }])
    for (const since of ['-000001-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z'])
      expect((await webhooks.mutate(administrator, 'replayWebhook', { id: endpoint.id, since })).userErrors).toEqual([])
    const { errors } = await administrator.query(
      'mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { userErrors { code } } }',
      { input: { id: endpoint.id } },
    )
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })

  it.each([
    ['url', { url: 'https://10.0.0.1/x' }],
    ['url', { url: 'http://0x7f.2/x' }],
    ['url', { url: 'https://user:password@example.org/' }],
    ['url', { url: 'file:///etc/passwd' }],
    ['name', { name: ' ' }],
    ['entities', { entities: [] }],
    ['document', { document: '{ nonsense }' }],
    ['document', { document: 'mutation { signOut { userErrors { code } } }' }],
    ['document', { document: 'query ($id: ID!, $x: Int) { node(id: $id) { id } members(first: $x) { nodes { id } } }' }],
    ['document', { document: '{ members(first: 200) { nodes { id name code memberships { id } } } }' }],
    ['organizationId', { organizationId: '00000000-0000-0000-0000-000000000000' }],
  ])('refuse a wrong %s: %j', async (field, input) => {
    const made = await webhooks.mutate(administrator, 'createWebhook', {
      name: 'x',
      url: 'https://example.org/',
      entities: ['MEMBER'],
      ...input,
    })
    expect(made).toMatchObject({ endpoint: null, secret: null, userErrors: [{ field: [field] }] })
  })
})
