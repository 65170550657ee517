import { type App } from './app.ts'

/** Signs the administrator in; the cookie of his session. */
export async function cookieOf(app: Pick<App, 'url' | 'administrator'>): Promise<string> {
  const answer = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { message } } }',
      variables: { input: app.administrator },
    }),
  })
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** The data of an operation. @throws when it has errors */
export async function sent(app: Pick<App, 'url'>, cookie: string, query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown }
  if (errors !== undefined) throw new Error(JSON.stringify(errors))
  return data
}
