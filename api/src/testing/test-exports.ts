import { expect } from '@jest/globals'
import { type TestAnswer, type TestBrowser, type TestServer } from './test-server.ts'

export type ExportName = 'exportMembers' | 'exportActivities' | 'exportOrganizations'

const fields = 'id source format status problem rowsTotal rowsDone size fields viewerCan'

/** Asks for an export and leaves its errors to the caller. */
export function ask(browser: TestBrowser, name: ExportName, input: Record<string, unknown>): Promise<TestAnswer> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  return browser.query(
    `mutation ($input: ${type}!) { ${name}(input: $input) { export { ${fields} } userErrors { code field message } } }`,
    { input },
  )
}

/** Asks for an export that is not refused; its id. */
export async function asked(browser: TestBrowser, name: ExportName, input: Record<string, unknown>): Promise<string> {
  const { body } = await ask(browser, name, input)
  expect(body.errors).toBeUndefined()
  expect(body.data[name].userErrors).toEqual([])
  return body.data[name].export.id as string
}

/** The export as it is now. */
export async function exportOf(browser: TestBrowser, id: string) {
  const { body } = await browser.query(`query ($id: ID!) { export(id: $id) { ${fields} } }`, { id })
  return body.data.export
}

/** Asks for a link; its payload. */
export async function linkTo(
  browser: TestBrowser,
  id: string,
): Promise<{ url: string | null; userErrors: { code: string; message: string }[] }> {
  const { body } = await browser.query(
    'mutation ($input: CreateExportLinkInput!) { createExportLink(input: $input) { url expiresAt userErrors { code message } } }',
    { input: { id } },
  )
  expect(body.errors).toBeUndefined()
  return body.data.createExportLink
}

/** Fetches what is behind a link, by somebody who is not signed in. */
export async function fetched(server: TestServer, url: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await fetch(`${server.url}${url}`)
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** Asks for an export, has it made, and fetches its file. */
export async function fileOf(server: TestServer, browser: TestBrowser, name: ExportName, input: Record<string, unknown>): Promise<Buffer> {
  const id = await asked(browser, name, input)
  await server.workOff()
  const { url, userErrors } = await linkTo(browser, id)
  expect(userErrors).toEqual([])
  const { status, bytes } = await fetched(server, url!)
  expect(status).toBe(200)
  return bytes
}
