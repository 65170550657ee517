import pg from 'pg'
import { type Database } from '../database/database.ts'

/**
 * A database for whoever reads rows by the million and keeps none. `JSON.parse` puts every text of up to ten characters into the engine's table of
 * strings, among the old objects: codes, days and names that nobody holds stay there until the next full collection, and memory grows meanwhile.
 */
export function passing(database: Database): Database {
  return { query: (statement) => database.query({ ...statement, types }) }
}

const json: number = pg.types.builtins.JSON
const types = {
  getTypeParser: (oid: number, format?: 'text'): unknown => (oid === json ? parsePassing : pg.types.getTypeParser(oid, format)),
} as pg.CustomTypesConfig

/** What `JSON.parse` makes of a text that is JSON, as the database writes it; its texts are gone as soon as nobody holds them. */
export function parsePassing(text: string): unknown {
  let at = 0
  let escape = text.indexOf('\\')

  /** The next sign that is no white space. */
  function sign(): number {
    while (text.charCodeAt(at) <= space) at += 1
    return text.charCodeAt(at)
  }

  function string(): string {
    const start = at + 1
    let end = text.indexOf('"', start)
    if (escape !== -1 && escape < start) escape = text.indexOf('\\', start)
    if (escape === -1 || escape > end) {
      at = end + 1
      return text.slice(start, end)
    }
    for (let mark = escape; mark !== -1 && mark < end; mark = text.indexOf('\\', mark + 2))
      if (mark + 1 === end) end = text.indexOf('"', end + 1)
    at = end + 1
    return JSON.parse(text.slice(start - 1, at)) as string
  }

  function object(): Record<string, unknown> {
    const made: Record<string, unknown> = {}
    at += 1
    while (sign() !== braceEnd) {
      if (text.charCodeAt(at) === comma) {
        at += 1
        sign()
      }
      const key = string()
      sign()
      at += 1
      made[key] = value()
    }
    at += 1
    return made
  }

  function array(): unknown[] {
    const made: unknown[] = []
    at += 1
    while (sign() !== bracketEnd) {
      if (text.charCodeAt(at) === comma) at += 1
      made.push(value())
    }
    at += 1
    return made
  }

  function value(): unknown {
    const first = sign()
    if (first === quote) return string()
    if (first === brace) return object()
    if (first === bracket) return array()
    const start = at
    while (at < text.length && !isEnd(text.charCodeAt(at))) at += 1
    if (first === letterN) return null
    if (first === letterT) return true
    return first === letterF ? false : Number(text.slice(start, at))
  }

  return value()
}

const [space, quote, comma, bracket, bracketEnd, letterF, letterN, letterT, brace, braceEnd] = [32, 34, 44, 91, 93, 102, 110, 116, 123, 125]

function isEnd(sign: number): boolean {
  return sign === comma || sign === braceEnd || sign === bracketEnd || sign <= space
}
