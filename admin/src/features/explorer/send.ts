/** An answer as it came, and what it took. */
export interface Sent {
  readonly body: unknown
  readonly code: string | undefined
  readonly milliseconds: number
}

interface Request {
  readonly query: string
  readonly variables?: object
  readonly language: string
  readonly signal?: AbortSignal
}

/** Sends an operation as it is, in the session of whoever is signed in, past the admin's cache. @throws TypeError when the server cannot be reached */
export async function send({ query, variables = {}, language, signal }: Request): Promise<Sent> {
  const begin = performance.now()
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    // the type that no page of another site can send without asking first
    headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': language },
    body: JSON.stringify({ query, variables }),
    ...(signal === undefined ? {} : { signal }),
  })
  const body = (await response.json()) as { errors?: readonly { extensions?: { code?: string } }[] }
  return { body, code: body.errors?.[0]?.extensions?.code, milliseconds: Math.round(performance.now() - begin) }
}
