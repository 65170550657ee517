import { createHash } from 'node:crypto'

/** The names under which connections keep statements prepared. */
export interface StatementNames {
  /** The name of a statement; undefined for one that is planned each time. */
  of(text: string): string | undefined
}

/** A connection keeps every prepared statement, so only the first `most` texts get a name. */
export function statementNames(most: number): StatementNames {
  const names = new Map<string, string>()
  return {
    of(text) {
      const known = names.get(text)
      if (known !== undefined) return known
      if (names.size >= most) return undefined
      const name = `q${createHash('sha1').update(text).digest('base64url')}`
      names.set(text, name)
      return name
    },
  }
}
