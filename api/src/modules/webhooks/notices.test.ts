import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestMailServer, type ReceivedMail, type TestMailServer } from '../../testing/test-mail-server.ts'
import { aColleague, type TestColleague } from '../../testing/test-schedules.ts'
import { type TestEndpoint, type TestWebhooks, testWebhooks } from '../../testing/test-webhooks.ts'

let mail: TestMailServer
let webhooks: TestWebhooks
let world: TestWebhooks['world']

beforeAll(async () => {
  mail = await aTestMailServer()
  webhooks = await testWebhooks(mail.config)
  ;({ world } = webhooks)
}, 60_000)
afterEach(async () => {
  mail.received.splice(0)
  await webhooks.forget()
  await world.sql(`UPDATE account SET email = NULL`)
})
afterAll(async () => {
  await webhooks.close()
  await mail.stop()
})

const anAdministrator = (options: object = {}) => aColleague(world, null, { role: 'ADMINISTRATOR', ...options })

/** Has an endpoint given up: its receiver says that it is gone, or has taken nothing for three days. */
async function givenUp(endpoint: TestEndpoint, problem: 'GONE' | 'FAILING'): Promise<void> {
  await webhooks.register.aMemberOf(webhooks.branch)
  await webhooks.receiver.answers({ status: problem === 'GONE' ? 410 : 503 })
  if (problem === 'FAILING') await world.sql(`UPDATE webhook_endpoint SET failing_since = now() - interval '73 hours'`)
  await webhooks.told(endpoint)
  expect(await world.sql('SELECT problem FROM webhook_endpoint WHERE id = $1', [endpoint.id])).toEqual([{ problem }])
}

/** As if the time of the next attempts had come. */
async function workOffAgain(): Promise<void> {
  await world.sql('UPDATE graphile_worker._private_jobs SET run_at = now()')
  await world.workOff()
}

function mailTo({ email }: TestColleague): ReceivedMail['mail'] {
  const found = mail.received.filter(({ to }) => to === email)
  expect(found).toHaveLength(1)
  return found[0]!.mail
}

describe('an endpoint that is given up', () => {
  test('is told of to the person whose it is, once and in his language, without the secrets of its address', async () => {
    const owner = await anAdministrator({ name: 'Zhao <b>', english: true })
    await anAdministrator()
    const endpoint = await webhooks.anEndpoint(owner, { name: 'HR <i>' })
    await givenUp(endpoint, 'GONE')
    await world.workOff()
    await workOffAgain()
    const { subject, text, html, headers } = mailTo(owner)
    expect(mail.received).toHaveLength(1)
    expect(subject).toBe('The webhook “HR <i>” was disabled')
    expect(text).toContain('its receiver says that it is gone (410)')
    expect(text).toContain('Messages that wait (2 now) are kept')
    expect(text).toContain(`https://qizhi.bureau.example/integration/webhooks?webhook=${endpoint.id}`)
    expect(text).toContain(new URL(webhooks.receiver.url).host)
    expect(`${text}${String(html)}`).not.toContain(endpoint.path)
    expect(html).toContain('HR &#60;i&#62;')
    expect(headers.get('content-language')).toBe('en')
  })

  test('is told of to those who manage the program whose it is, wherever they see it, and to nobody else', async () => {
    const everywhere = await anAdministrator()
    const there = await aColleague(world, webhooks.branch, { role: 'ADMINISTRATOR', name: '孙管理员' })
    const elsewhere = await aColleague(world, await webhooks.register.anOrganization(), { role: 'ADMINISTRATOR' })
    const officer = await aColleague(world, webhooks.branch)
    const left = await anAdministrator()
    await anAdministrator({ email: null })
    const scopes = ['changes:read', 'webhooks:run', 'members:read', 'organizations:read']
    const grants = [{ scopes, organizationId: webhooks.branch.id, kinds: ['PARTY'] }]
    const { data } = await there.query(
      'mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } userErrors { message } } }',
      { input: { clientId: 'told', name: '门禁系统', grants } },
    )
    const endpoint = await webhooks.anEndpoint(there, { apiClientId: data.createApiClient.apiClient.id })
    await givenUp(endpoint, 'FAILING')
    await world.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [left.id])
    await world.workOff()
    expect(mail.received.map(({ to }) => to).sort()).toEqual([everywhere.email, there.email].sort())
    expect([elsewhere.email, officer.email]).not.toContain(undefined)
    const { subject, text, headers } = mailTo(there)
    expect(subject).toBe('变更推送“人事系统”已停用')
    expect(text).toContain('孙管理员，您好：')
    expect(text).toContain('应用“门禁系统”')
    expect(text).toContain('连续 72 小时')
    expect(headers.get('content-language')).toBe('zh-CN')
  })

  test('is told of again when it is given up again, under another id; not when it was resumed meanwhile', async () => {
    const owner = await anAdministrator()
    const endpoint = await webhooks.anEndpoint(owner)
    await givenUp(endpoint, 'GONE')
    await webhooks.mutate(owner, 'resumeWebhook', { id: endpoint.id })
    await world.workOff()
    expect(mail.received).toEqual([])
    for (const told of [1, 2]) {
      await givenUp(endpoint, 'GONE')
      await world.workOff()
      expect(mail.received).toHaveLength(told)
      await webhooks.mutate(owner, 'resumeWebhook', { id: endpoint.id })
    }
    expect(new Set(mail.received.map(({ mail: { messageId } }) => messageId)).size).toBe(2)
  })

  test('is told of later, under the same id, where the mail server is away or breaks off', async () => {
    const owner = await anAdministrator()
    const endpoint = await webhooks.anEndpoint(owner)
    await givenUp(endpoint, 'GONE')
    await mail.stop()
    await world.workOff()
    await mail.start()
    mail.afterTaking(() => Promise.reject(Object.assign(new Error('broken off'), { responseCode: 451 })))
    await workOffAgain()
    mail.afterTaking(() => undefined)
    await workOffAgain()
    await workOffAgain()
    expect(mail.received).toHaveLength(2)
    expect(new Set(mail.received.map(({ mail: { messageId } }) => messageId)).size).toBe(1)
  })

  test('is not told of again where the server refuses the address for good', async () => {
    const owner = await anAdministrator()
    const endpoint = await webhooks.anEndpoint(owner)
    mail.answer(owner.email, 550)
    await givenUp(endpoint, 'GONE')
    await world.workOff()
    mail.answer(owner.email, null)
    await workOffAgain()
    expect(mail.received).toEqual([])
  })
})
