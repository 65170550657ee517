import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Client, createClient } from 'graphql-ws'
import { type CloseEvent, WebSocket } from 'ws'
import { aProgram, programSocket, type TestProgram } from '../../testing/test-clients.ts'
import { settled } from '../../testing/test-feed.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

interface Organization {
  readonly id: string
  readonly name: string
}

let server: TestServer
let administrator: TestBrowser
let east: Organization
let west: Organization
const scopes = ['changes:read', 'organizations:read']

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  const bureau = await anOrganization(null)
  east = await anOrganization(bureau)
  west = await anOrganization(bureau)
})
afterAll(() => server.close())

let made = 0

async function anOrganization(parent: Organization | null): Promise<Organization> {
  made += 1
  const input = {
    kind: 'PARTY',
    level: 'COMMITTEE',
    code: `P${made}`,
    name: `党委${made}`,
    establishedOn: '2020-01-01',
    parentId: parent?.id,
  }
  const { body } = await administrator.query(
    'mutation ($i: CreateOrganizationInput!) { createOrganization(input: $i) { organization { id name } userErrors { message } } }',
    { i: input },
  )
  expect(body).toMatchObject({ data: { createOrganization: { userErrors: [] } } })
  return body.data.createOrganization.organization
}

/** A token of a quarter of an hour, as `/oauth/token` gives it for a key. */
async function tokenOf({ clientId, key }: TestProgram, narrowed: object = {}): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: key, ...narrowed }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await server.browser().request('/oauth/token', { method: 'POST', headers, body })
  return answer.body.access_token
}

interface Page {
  readonly changed: { readonly nodes: readonly { readonly entityId: string; readonly node: { readonly name: string } | null }[] }
}

const query = 'subscription { changed(first: 50) { nodes { entityId node { ... on Organization { name } } } } }'
const subscribe = (client: Client) => client.iterate<Page>({ query })

/** The code that a socket is closed with; 0 where it stays open, and a subscription answers. */
async function closedWith(authorization: unknown): Promise<number> {
  const client = programSocket(server, authorization)
  try {
    for await (const { errors } of subscribe(client)) {
      expect(errors).toBeUndefined()
      return 0
    }
    throw new Error('the subscription ended by itself')
  } catch (event) {
    return (event as CloseEvent).code
  } finally {
    await client.dispose()
  }
}

describe('a bearer in connection_init', () => {
  test.each(['key', 'token'] as const)(
    'signs its program in, within its scope (%s)',
    async (kind) => {
      const program = await aProgram(server, administrator, [{ scopes, organizationId: east.id }])
      const client = programSocket(server, `Bearer ${kind === 'key' ? program.key : await tokenOf(program)}`)
      const heard: { readonly entityId: string }[] = []
      let ours: Organization | undefined
      // what was made before is not told any more
      await settled(server)
      for await (const { data, errors } of subscribe(client)) {
        expect(errors).toBeUndefined()
        heard.push(...data!.changed.nodes)
        if (heard.some(({ entityId }) => entityId === ours?.id)) break
        if (ours !== undefined) continue
        // what stands outside is committed first: were it told, it would be told by now
        await anOrganization(west)
        ours = await anOrganization(east)
      }
      expect(heard).toEqual([{ entityId: ours!.id, node: { name: ours!.name } }])
      await client.dispose()
    },
    20_000,
  )

  test('goes before a cookie', async () => {
    const cookie = [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    class SignedIn extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers: { cookie } })
      }
    }
    const url = `${server.url.replace('http', 'ws')}/graphql`
    const connectionParams = { authorization: `Bearer qz_live_000000000000_${'A'.repeat(43)}` }
    const client = createClient({ url, webSocketImpl: SignedIn, connectionParams, retryAttempts: 0 })
    await expect(subscribe(client).next()).rejects.toMatchObject({ code: 4403 })
    await client.dispose()
  })

  test('is refused with 4403 where it is wrong, expired or revoked, or its program disabled', async () => {
    const program = await aProgram(server, administrator, [{ scopes }])
    const token = await tokenOf(program)
    expect(await closedWith(`Bearer ${token}`)).toBe(0)

    for (const wrong of ['Bearer', `Bearer qz_token_${'A'.repeat(43)}`, `Basic ${token}`, token, '', 42, null, { bearer: token }])
      expect({ wrong, code: await closedWith(wrong) }).toEqual({ wrong, code: 4403 })

    await server.sql('UPDATE access_token SET expires_at = now() WHERE key_id = $1', [program.keyId])
    expect(await closedWith(`Bearer ${token}`)).toBe(4403)

    const another = await tokenOf(program)
    await server.sql('UPDATE account SET disabled_at = now() WHERE id = $1', [program.id])
    expect(await closedWith(`Bearer ${another}`)).toBe(4403)
    await server.sql('UPDATE account SET disabled_at = NULL WHERE id = $1', [program.id])
    expect(await closedWith(`Bearer ${another}`)).toBe(0)

    await administrator.query(`mutation { revokeApiKey(input: { keyId: "${program.keyId}" }) { userErrors { code } } }`)
    expect(await closedWith(`Bearer ${another}`)).toBe(4403)
    expect(await closedWith(`Bearer ${program.key}`)).toBe(4403)
  }, 20_000)

  test('is refused by the operation, not the socket, where the program may not follow changes', async () => {
    const program = await aProgram(server, administrator, [{ scopes }])
    const narrowed = programSocket(server, `Bearer ${await tokenOf(program, { scope: 'organizations:read' })}`)
    const { value } = await subscribe(narrowed).next()
    expect(value.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    await narrowed.dispose()
  })

  test('holds an open socket no longer than it is valid: the operation is told, the socket closed with 4401', async () => {
    const program = await aProgram(server, administrator, [{ scopes }])
    let closing: (code: number) => void
    const closed = new Promise<number>((resolve) => (closing = resolve))
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${await tokenOf(program)}` },
      lazy: false,
      onNonLazyError: () => undefined,
      retryAttempts: 0,
      on: { closed: (event) => closing((event as CloseEvent).code) },
    })
    const pages = subscribe(client)
    expect((await pages.next()).value.errors).toBeUndefined()
    await server.sql('UPDATE access_token SET expires_at = now() WHERE key_id = $1', [program.keyId])
    expect((await pages.next()).value.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    expect(await closed).toBe(4401)
  }, 20_000)

  test('is let go of at once by whoever leaves, though nothing changes', async () => {
    const program = await aProgram(server, administrator, [{ scopes }])
    // more, one after the other, than one account may hold
    for (let at = 0; at < 60; at += 1) {
      const client = programSocket(server, `Bearer ${program.key}`)
      const pages = subscribe(client)
      expect((await pages.next()).value.errors).toBeUndefined()
      // as a process does that is killed: nothing is said before the connection is gone
      client.terminate()
      await expect(pages.next()).rejects.toMatchObject({ code: 4499 })
    }
  }, 20_000)
})
