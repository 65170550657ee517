import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { type ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

type Value = string | number | boolean | null

/** Sends rows by COPY, in chunks that the network likes; `sent` is told how many more went. Returns how many they were. */
export async function copyRows(client: ClientBase, statement: string, rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>, sent: (rows: number) => void = () => undefined): Promise<number> {
  const stream = client.query(copyFrom(statement))
  let chunk = ''
  let count = 0
  let told = 0
  for await (const row of rows) {
    chunk += `${row.map(inText).join('\t')}\n`
    count += 1
    if (chunk.length < chunkSize) continue
    if (!stream.write(chunk)) await once(stream, 'drain')
    chunk = ''
    sent(count - told)
    told = count
  }
  stream.end(chunk)
  await finished(stream)
  sent(count - told)
  return count
}

const chunkSize = 1 << 18

/** COPY's text format. */
function inText(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : value
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
