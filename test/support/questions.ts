import pg from 'pg'
import type { Page } from 'playwright-core'
import type { App } from './app.ts'

/** Asks the API what the person at this page may ask; anything but an answer fails the test. */

export async function ask(page: Page, query: string, variables: object = {}): Promise<any> {
  const answer = await page.context().request.post('/graphql', { data: { query, variables } })
  const body = (await answer.json()) as { data?: unknown; errors?: unknown }
  if (body.errors !== undefined || body.data === undefined) throw new Error(`The API refused: ${JSON.stringify(body.errors ?? body)}`)
  return body.data
}

/** Reads from the database itself, past everything that the product might get wrong. */
export async function rowsOf<Row extends object>(app: App, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: app.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(sql, [...parameters])
    return rows
  } finally {
    await client.end()
  }
}
