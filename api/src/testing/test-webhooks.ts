import { BlockList } from 'node:net'
import { expect } from '@jest/globals'
import { type Config } from '../platform/config/config.ts'
import { settled } from './test-feed.ts'
import { aTestReceiver, type ReceivedMessage, type TestReceiver } from './test-receiver.ts'
import { type TestOrganization, TestRegister } from './test-register.ts'
import { aTestWorld, type TestClient, type TestWorld } from './test-world.ts'

/** An endpoint as a test knows it; its path on the receiver is its own. */
export interface TestEndpoint {
  readonly id: string
  readonly secret: string
  readonly path: string
}

/** A delivery as the log tells it. */
interface LoggedDelivery {
  readonly id: string
  readonly entityId: string
  readonly status: string
  readonly viewerCan: readonly string[]
  readonly attempts: readonly { readonly statusCode: number | null; readonly problem: string | null; readonly request: string | null }[]
}

/** Networks in which test receivers stand. */
export function thisMachine(): BlockList {
  const list = new BlockList()
  list.addAddress('127.0.0.1')
  return list
}

/** A world with a receiver beside it, and what tests of webhooks do with both. */
export async function testWebhooks(changes: Partial<Config> = {}): Promise<TestWebhooks> {
  const world = await aTestWorld({ webhookNetworks: thisMachine(), ...changes })
  const register = new TestRegister(world)
  const branch = await register.anOrganization()
  const administrator = await anOwnerIn(world)
  return new TestWebhooks(world, register, branch, administrator, await aTestReceiver())
}

export class TestWebhooks {
  private made = 0

  constructor(
    readonly world: TestWorld,
    readonly register: TestRegister,
    readonly branch: TestOrganization,
    readonly administrator: TestClient,
    readonly receiver: TestReceiver,
  ) {}

  anOwner(organization?: TestOrganization): Promise<TestClient> {
    return anOwnerIn(this.world, organization)
  }

  /** Runs one of the mutations, which must not end in an error. */
  async mutate(
    client: TestClient,
    name: string,
    input: Record<string, unknown>,
    payload = 'endpoint { id status problem } secret userErrors { code message field }',
  ) {
    const type = /^(create|update|replay|resume)/.test(name)
      ? `${name[0]!.toUpperCase()}${name.slice(1)}Input!`
      : name.endsWith('Delivery')
        ? 'DeliveryInput!'
        : 'WebhookInput!'
    const { data, errors } = await client.query(`mutation ($input: ${type}) { ${name}(input: $input) { ${payload} } }`, { input })
    expect(errors).toEqual([])
    return data[name]
  }

  async anEndpoint(client = this.administrator, input: Record<string, unknown> = {}): Promise<TestEndpoint> {
    this.made += 1
    const path = `/hook-${this.made}`
    await settled(this.world)
    const usual = { name: '人事系统', url: this.receiver.url + path, entities: ['MEMBER'], document }
    const made = await this.mutate(client, 'createWebhook', { ...usual, ...input })
    expect(made.userErrors).toEqual([])
    return { id: made.endpoint.id, secret: made.secret, path }
  }

  /** Sends what there is to send, and gives what has come to an endpoint. */
  async told({ path }: TestEndpoint): Promise<(ReceivedMessage & { body: any })[]> {
    await settled(this.world)
    await this.world.modules.webhooks.sender.round()
    const messages = await this.receiver.messages()
    return messages.filter((message) => message.path === path).map((message) => ({ ...message, body: JSON.parse(message.text) }))
  }

  /** As if the time of the next attempts had come. */
  async later(): Promise<void> {
    await this.world.sql('UPDATE webhook_delivery SET next_at = now()')
    await this.world.sql('UPDATE webhook_endpoint SET next_at = now()')
  }

  /** What the log tells, newest first. */
  async logOf({ id }: TestEndpoint, client = this.administrator): Promise<readonly LoggedDelivery[]> {
    const { data, errors } = await client.query(
      `query ($id: ID!) { webhook(id: $id) { deliveries(first: 100) { nodes { id entityId status viewerCan attempts { statusCode problem request } } } } }`,
      { id },
    )
    expect(errors).toEqual([])
    return data.webhook.deliveries.nodes
  }

  async prune(): Promise<void> {
    await this.world.modules.webhooks.jobs.find(({ name }) => name === 'prune-deliveries')!.run()
  }

  /** Leaves no endpoint to the next test. */
  async forget(): Promise<void> {
    await this.receiver.answers({})
    await this.world.sql('DELETE FROM webhook_endpoint')
  }

  async close(): Promise<void> {
    await this.receiver.close()
    await this.world.close()
  }
}

/** Somebody whose grants stand in the database, so that work in his name finds them. */
async function anOwnerIn(world: TestWorld, organization?: TestOrganization): Promise<TestClient> {
  const client = await world.as(organization === undefined ? undefined : [{ role: 'ADMINISTRATOR', paths: [organization.path] }])
  await world.sql(`INSERT INTO access_grant (account_id, role, organization_id, kinds) VALUES ($1, 'ADMINISTRATOR', $2, $3)`, [
    client.viewer.accountId,
    organization?.id ?? null,
    ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT'],
  ])
  return client
}

const document = 'query ($id: ID!) { node(id: $id) { id ... on Member { name } } }'
