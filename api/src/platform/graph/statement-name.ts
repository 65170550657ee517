import { createHash } from 'node:crypto'

const names = new Map<string, string>()

/** A connection keeps every prepared statement, so only the first so many shapes get a name; the others are planned each time. */
const mostNames = 1000

/** The name under which connections keep a statement prepared; undefined for one that is planned each time. */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= mostNames) return undefined
  const name = `q${createHash('sha1').update(text).digest('base64url')}`
  names.set(text, name)
  return name
}
