import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { type ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Value = string | number | boolean | null

/** Items on their way into a table: which column holds what of an item. */
export interface CopyStep<Item> {
  readonly table: string
  readonly columns: Readonly<Record<string, (item: Item) => Value>>
  readonly items: Iterable<Item> | AsyncIterable<Item>
  /** How many there are, as far as can be told. */
  readonly total: number
}

/** Sends the items by COPY, in chunks that the network likes; `sent` is told how many more went. */
export async function copy<Item>(
  client: ClientBase,
  { table, columns, items }: CopyStep<Item>,
  sent: (rows: number) => void,
): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} (${Object.keys(columns).join(', ')}) FROM STDIN`))
  const values = Object.values(columns)
  let chunk = ''
  let waiting = 0
  for await (const item of items) {
    chunk += `${values.map((value) => inText(value(item))).join('\t')}\n`
    waiting += 1
    if (chunk.length < chunkSize) continue
    if (!stream.write(chunk)) await once(stream, 'drain')
    sent(waiting)
    chunk = ''
    waiting = 0
  }
  stream.end(chunk)
  await finished(stream)
  sent(waiting)
}

const chunkSize = 1 << 18

/** COPY's text format. */
function inText(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : value
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
