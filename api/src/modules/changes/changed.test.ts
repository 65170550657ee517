import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createClient, type Client } from 'graphql-ws'
import { WebSocket } from 'ws'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let browser: TestBrowser
let url: string

beforeAll(async () => {
  server = await aTestServer()
  browser = await server.signedIn()
  url = `${server.url.replace('http', 'ws')}/graphql`
})
afterAll(() => server.close())

const protocol = 'graphql-transport-ws'

function headersOf(own: TestBrowser, origin?: string): Record<string, string> {
  const cookie = [...own.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { ...(cookie === '' ? {} : { cookie }), ...(origin === undefined ? {} : { origin }) }
}

function socketOf(headers: Record<string, string>, subprotocol = protocol): WebSocket {
  return new WebSocket(url, subprotocol, { headers })
}

/** How a socket ends: the code it is closed with, or the status that it is refused with. */
function endOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('close', resolve)
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode!)
    })
    socket.on('error', () => undefined)
  })
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => socket.once('open', () => resolve()))
}

function acknowledged(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => socket.on('message', (text: Buffer) => text.toString().includes('connection_ack') && resolve()))
}

interface Page {
  readonly nodes: readonly { readonly id: string; readonly op: string; readonly node: { readonly name?: string } | null }[]
  readonly pageInfo: { readonly endCursor: string }
}

const document = `subscription ($after: String, $first: Int) { changed(after: $after, first: $first) { nodes { id op node { ... on Organization { name } } } pageInfo { endCursor } } }`

/** Follows the feed until it has heard of a name; `whenStanding` is done once the first page has come, and gives the name. */
async function hear(client: Client, after: string | null, whenStanding: () => Promise<string | null>, first = 100) {
  const heard: { id: string; name: string }[] = []
  let cursor = after
  let awaited: string | null | undefined
  for await (const { data, errors } of client.iterate<{ changed: Page }>({ query: document, variables: { after, first } })) {
    expect(errors).toBeUndefined()
    for (const { id, node } of data!.changed.nodes) if (node?.name !== undefined) heard.push({ id, name: node.name })
    cursor = data!.changed.pageInfo.endCursor
    if (awaited === undefined) awaited = await whenStanding()
    if (awaited === null || heard.some(({ name }) => name === awaited)) break
  }
  return { heard, cursor }
}

function clientOf(own: TestBrowser): Client {
  const headers = headersOf(own)
  class SignedIn extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers })
    }
  }
  return createClient({ url, webSocketImpl: SignedIn, retryAttempts: 0 })
}

let made = 0

async function anOrganization(): Promise<string> {
  made += 1
  const input = {
    code: `P${made}`,
    kind: 'PARTY',
    level: 'COMMITTEE',
    name: `党委${made}`,
    establishedOn: '2020-01-01',
    idempotencyKey: `make ${made}`,
  }
  for (;;) {
    const { body } = await browser.query(
      `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { userErrors { message } } }`,
      { input },
    )
    // the database may just have been away
    if (body.errors?.[0]?.extensions.code === 'UNAVAILABLE') continue
    expect(body).toMatchObject({ data: { createOrganization: { userErrors: [] } } })
    return input.name
  }
}

describe('changed', () => {
  it('tells of changes as they happen, and goes on after a cursor without a gap', async () => {
    const client = clientOf(browser)
    const names: string[] = []
    const first = await hear(client, null, async () => (names.push(await anOrganization()), names[0]!))
    for (let more = 0; more < 3; more += 1) names.push(await anOrganization())
    const rest = await hear(client, first.cursor, () => Promise.resolve(names.at(-1)!), 1)
    expect(new Set(rest.heard.map(({ name }) => name))).toEqual(new Set(names.slice(1)))
    const ids = [...first.heard, ...rest.heard].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    await client.dispose()
  }, 30_000)

  it('goes on when every connection to the database was cut', async () => {
    const client = clientOf(browser)
    const { heard } = await hear(client, null, async () => {
      await server.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      return anOrganization()
    })
    expect(heard).toHaveLength(1)
    await client.dispose()
  }, 30_000)

  it('says what is wrong with a cursor, an operation, or a document that is too large', async () => {
    const client = clientOf(browser)
    const said = async (query: string, variables = {}) => {
      try {
        for await (const { errors } of client.iterate({ query, variables })) return errors
      } catch (errors) {
        return errors
      }
    }
    expect(await said(document, { after: 'nonsense' })).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: '这不是本系统给出的变更游标。' },
    ])
    expect(await said('{ viewer { id } }')).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect(await said('subscription { changd { nodes { id } } }')).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
    expect(await said(`subscription { changed { nodes { ${'id '.repeat(2000)} } } }`)).toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ])
    await client.dispose()
  })

  it('is not run over plain HTTP', async () => {
    const { body } = await browser.query(document)
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })
})

describe('sockets', () => {
  it('refuse pages of other sites, other paths and the old protocol', async () => {
    expect(await endOf(socketOf(headersOf(browser, 'https://evil.example')))).toBe(403)
    expect(await endOf(socketOf(headersOf(browser, 'null')))).toBe(403)
    expect(await endOf(new WebSocket(url.replace('/graphql', '/elsewhere'), protocol))).toBe(404)
    // the server closes with 4406, unless the client has given up first for want of its protocol
    expect([1006, 4406]).toContain(await endOf(socketOf(headersOf(browser), 'graphql-ws')))
  })

  it('take a page of this site', async () => {
    const socket = socketOf(headersOf(browser, server.url))
    await opened(socket)
    socket.send(JSON.stringify({ type: 'connection_init' }))
    await acknowledged(socket)
    socket.terminate()
  })

  it('are closed for whoever subscribes before he says who he is, says it twice, or is nobody', async () => {
    const hasty = socketOf(headersOf(browser))
    await opened(hasty)
    hasty.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: document } }))
    expect(await endOf(hasty)).toBe(4401)

    const twice = socketOf(headersOf(browser))
    await opened(twice)
    twice.send(JSON.stringify({ type: 'connection_init' }))
    twice.send(JSON.stringify({ type: 'connection_init' }))
    expect(await endOf(twice)).toBe(4429)

    const nobody = socketOf({})
    await opened(nobody)
    nobody.send(JSON.stringify({ type: 'connection_init' }))
    expect(await endOf(nobody)).toBe(4403)
  })

  it('are closed for whoever says nothing', async () => {
    const silent = socketOf(headersOf(browser))
    expect(await endOf(silent)).toBe(4408)
  }, 20_000)

  it('tell who followed when his session has ended', async () => {
    const leaving = await server.signedIn()
    const client = clientOf(leaving)
    const told: unknown[] = []
    for await (const { data, errors } of client.iterate({ query: document, variables: { first: 10 } })) {
      told.push(errors ?? data)
      if (told.length > 1) break
      await leaving.query('mutation { signOut { userErrors { code } } }')
    }
    expect(told[1]).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    await client.dispose()
  })
})
