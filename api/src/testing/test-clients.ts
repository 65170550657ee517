import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { type TestAnswer, type TestBrowser, type TestServer } from './test-server.ts'

/** A program that the administrator made known, with its first key. */
export interface TestProgram {
  readonly id: string
  readonly clientId: string
  readonly key: string
  readonly keyId: string
  /** Asks with the key, or with whatever else stands in the header. */
  query(query: string, variables?: unknown, bearer?: string): Promise<TestAnswer>
}

export interface ProgramGrant {
  readonly scopes: readonly string[]
  readonly organizationId?: string | null
  readonly kinds?: readonly string[]
}

const everyKind = ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT']

let programs = 0

/** Makes a client through the API, as its manager would. */
export async function aProgram(
  server: Pick<TestServer, 'browser'>,
  manager: TestBrowser,
  grants: readonly ProgramGrant[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<TestProgram> {
  programs += 1
  const clientId = `program-${programs}`
  const { body } = await manager.query(
    `mutation ($input: CreateApiClientInput!) {
       createApiClient(input: $input) { secret apiClient { id } apiKey { id } userErrors { code field message } } }`,
    { input: { clientId, name: `程序${programs}`, grants: grants.map((grant) => ({ kinds: everyKind, ...grant })), ...more } },
  )
  const { secret, apiClient, apiKey, userErrors } = body.data?.createApiClient ?? { userErrors: body.errors }
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
  return {
    id: apiClient.id,
    clientId,
    key: secret,
    keyId: apiKey.id,
    query: (query, variables, bearer = secret) => server.browser().query(query, variables, { authorization: `Bearer ${bearer}` }),
  }
}

/** A program's client of graphql-ws: no cookie, no header, the credentials in `connection_init` alone. */
export function programSocket({ url }: Pick<TestServer, 'url'>, authorization: unknown): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  })
}
