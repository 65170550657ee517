import { QizhiError } from './errors.ts'

/** How a program says who it is: by a key, or by OAuth 2 client credentials, for which it is given short tokens. */
export type Credentials =
  { readonly key: string } | { readonly clientId: string; readonly clientSecret: string; readonly scopes?: readonly string[] }

interface Token {
  readonly value: string
  readonly until: number
}

/** Gives the bearer of each request; a token is asked for once and used until shortly before its end. */
export class Bearer {
  private token: Promise<Token> | undefined

  constructor(
    private readonly credentials: Credentials,
    private readonly url: string,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  async value(): Promise<string> {
    if ('key' in this.credentials) return this.credentials.key
    const known = await this.token?.catch(() => undefined)
    if (known !== undefined && Date.now() < known.until) return known.value
    return (await (this.token = this.asked())).value
  }

  /** The server did not take the token; another is asked for the next time. False for a key, which stays what it is. */
  forget(): boolean {
    const forgotten = this.token !== undefined
    this.token = undefined
    return forgotten
  }

  private async asked(): Promise<Token> {
    const { clientId, clientSecret, scopes } = this.credentials as Exclude<Credentials, { key: string }>
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scopes === undefined ? {} : { scope: scopes.join(' ') }) })
    const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
    const response = await this.fetch(`${this.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: form,
    })
    const answer = (await response.json()) as { access_token?: string; expires_in?: number; error?: string; error_description?: string }
    if (answer.access_token === undefined)
      throw new QizhiError(answer.error ?? 'UNAUTHENTICATED', answer.error_description ?? 'No token was given.', response.status)
    return { value: answer.access_token, until: Date.now() + ((answer.expires_in ?? 60) - 30) * 1000 }
  }
}
