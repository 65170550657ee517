import pg from 'pg'
import { type Column } from '../database/database.ts'

/** What a column's text, as the database sends it, is in JSON; undefined for a type of which that is not known. */
export function jsonOfColumn({ dataTypeID }: Column): ((text: string) => string) | undefined {
  return kinds.get(dataTypeID)
}

/** Whether a column holds JSON already, whose keys nobody has counted. */
export function isJson({ dataTypeID }: Column): boolean {
  return dataTypeID === builtins.JSON || dataTypeID === builtins.JSONB
}

const { builtins } = pg.types
const quoted = (text: string) => `"${text}"`
const asItIs = (text: string) => text

/** By type, as `row_to_json` writes it: what may hold anything is escaped. */
const kinds: ReadonlyMap<number, (text: string) => string> = new Map([
  [builtins.TEXT, JSON.stringify as (text: string) => string],
  [builtins.VARCHAR, JSON.stringify as (text: string) => string],
  [builtins.UUID, quoted],
  [builtins.DATE, quoted],
  [builtins.TIMESTAMPTZ, (text) => quoted(text.replace(' ', 'T').replace(/[+-]\d\d$/, '$&:00'))],
  [builtins.BOOL, (text) => (text === 't' ? 'true' : 'false')],
  [builtins.INT2, asItIs],
  [builtins.INT4, asItIs],
  [builtins.INT8, asItIs],
  [builtins.JSON, asItIs],
  [builtins.JSONB, asItIs],
])
