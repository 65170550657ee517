import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let administrator: TestBrowser
beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
})
afterAll(() => server.close())

const register = async (documents: string[]) =>
  (
    await administrator.query(
      'mutation ($input: RegisterDocumentsInput!) { registerDocuments(input: $input) { documentIds userErrors { code field message } } }',
      { input: { documents } },
    )
  ).body.data.registerDocuments

const send = (browser: TestBrowser, body: Record<string, unknown>) =>
  browser.request('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('registered documents', () => {
  const document = 'query Who($with: Boolean!) { viewer { username displayName @include(if: $with) } }'
  const documentId = `sha256:${createHash('sha256').update(document).digest('hex')}`

  test('are sent by their digest, with variables of their own, in the name of whoever sends them', async () => {
    expect((await send(administrator, { documentId, variables: { with: false } })).status).toBe(404)
    expect(await register([document, document])).toEqual({ documentIds: [documentId, documentId], userErrors: [] })
    // registered twice they are the same
    expect((await register([document])).documentIds).toEqual([documentId])
    for (let round = 0; round < 3; round += 1) {
      expect((await send(administrator, { documentId, variables: { with: false } })).body.data).toEqual({ viewer: { username: 'admin' } })
    }
    expect((await send(server.browser(), { documentId, variables: { with: true } })).body.data).toEqual({ viewer: null })
  })

  test('are good documents', async () => {
    const { documentIds, userErrors } = await register([document, '{ viewer {', '{ nothing }', `{ ${'a: viewer { id } '.repeat(60)} }`])
    expect(documentIds).toEqual([])
    expect(userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, field.join('.')])).toEqual([
      ['INVALID', 'documents.1'],
      ['INVALID', 'documents.2'],
      ['INVALID', 'documents.3'],
    ])
  })

  test('are registered by whoever is signed in, and named by a digest and nothing else', async () => {
    const stranger = await server
      .browser()
      .query('mutation { registerDocuments(input: { documents: ["{ __typename }"] }) { documentIds } }')
    expect(stranger.body.errors[0].extensions.code).toBe('UNAUTHENTICATED')
    for (const body of [{ documentId: 'sha256:short' }, { documentId: 7 }, { documentId, query: '{ viewer { id } }' }]) {
      expect((await send(administrator, body)).status).toBe(400)
    }
    // Apollo's way, by which anybody could register anything, is off
    const automatic = { query: '{ viewer { id } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }
    expect((await send(administrator, automatic)).body.errors?.[0].extensions.code ?? 'ignored').not.toBe('PERSISTED_QUERY_NOT_FOUND')
  })
})
