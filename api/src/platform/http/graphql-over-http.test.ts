import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { serverAudits } from 'graphql-http'
import { aTestServer, type TestServer } from '../../testing/test-server.ts'

/** What the server does otherwise than the draft recommends, and why. Everything else of the suite holds, each MUST of it. */
const exceptions: Readonly<Record<string, string>> = {
  '572B':
    'A document that cannot be parsed is answered with 400 under application/json too: balancers, logs and clients that try again look at the status.',
  FDE2: 'The same for a document that does not fit the schema.',
  '7B9B': 'The same for variables that are not what the operation declares.',
}

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await aTestServer()
  const { cookies } = await server.signedIn()
  cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
})
afterAll(() => server.close())

/** Somebody who may ask for the schema, which some audits do. GET is open to programs only: a header that no page of another site can send without asking first. */
const asProgram = (url: string, { headers, ...init }: RequestInit = {}) =>
  fetch(url, { ...init, headers: { ...(headers as Record<string, string> | undefined), cookie, 'apollo-require-preflight': 'true' } })

test('the server speaks GraphQL over HTTP as the audit suite of graphql-http asks for', async () => {
  const results = await Promise.all(serverAudits({ url: `${server.url}/graphql`, fetchFn: asProgram }).map((audit) => audit.fn()))
  // what is only allowed is a notice at most
  const failed = results.filter(({ status }) => status === 'warn' || status === 'error')
  expect(Object.fromEntries(failed.map((result) => [result.id, 'reason' in result ? `${result.name}: ${result.reason}` : '']))).toEqual(
    Object.fromEntries(Object.keys(exceptions).map((id) => [id, expect.any(String)])),
  )
  expect(results.filter(({ name, status }) => /\bMUST\b/.test(name) && status !== 'ok')).toEqual([])
  expect(results.length).toBeGreaterThan(50)
})
