/** A GraphQL document that knows what it answers, what it asks for, and how it can be sent again when no answer came. */
export interface TypedDocument<Data, Variables> {
  readonly text: string
  /** ALWAYS: without harm; BY_KEY: with the same `input.idempotencyKey`, which the client adds; NEVER: it might be done twice. */
  readonly again: 'ALWAYS' | 'BY_KEY' | 'NEVER'
  /** For the compiler only. */
  readonly types?: (variables: Variables) => Data
}

/** A document of one's own as a typed one. A mutation that is not repeatable by a key is sent once. */
export function typed<Data, Variables = Record<string, unknown>>(text: string): TypedDocument<Data, Variables> {
  const isQuery = /^\s*(#[^\n]*\n\s*)*(query\b|\{)/.test(text)
  return { text, again: isQuery ? 'ALWAYS' : 'NEVER' }
}
