import { withoutTextMark } from '../../../platform/files/formula.ts'
import { guessMapping, readSourceFile, tableOf, UnreadableFile } from '../../imports/index.ts'
import { type SyncMemberRow } from '../members/member-sync.inputs.ts'
import { type Preset, type PresetColumn } from './preset-fields.ts'

/** Why a file gives no rows. */
export class NoRows extends Error {
  constructor(
    readonly key: 'sync.jsonLine' | 'sync.noExternalId',
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(key)
  }
}

/**
 * The rows of a file: a workbook, delimited text, or JSON lines. An empty cell says nothing.
 * @throws NoRows, UnreadableFile
 */
export async function rowsOfFile(bytes: Buffer, preset: Preset): Promise<SyncMemberRow[]> {
  return jsonLines.test(bytes.toString('latin1', 0, 1_000)) ? rowsOfLines(bytes.toString('utf8'), preset) : rowsOfTable(bytes, preset)
}

/** A mark of UTF-8 and empty lines may come first, as editors leave them. */
const jsonLines = /^(?:\xef\xbb\xbf)?\s*\{/

async function rowsOfTable(bytes: Buffer, preset: Preset): Promise<SyncMemberRow[]> {
  const table = tableOf(await readSourceFile(bytes), preset.columns)
  const mapping = guessMapping(table.headers, preset.columns)
  if (!mapping.includes('externalId')) throw new NoRows('sync.noExternalId')
  const columns = new Map(preset.columns.map((column) => [column.code as string, column]))
  return table.rows.map(({ cells }) => rowOf(mapping.map((code, at) => [code === null ? undefined : columns.get(code), cells[at] ?? ''])))
}

function rowsOfLines(text: string, preset: Preset): SyncMemberRow[] {
  const columns = new Map(
    preset.columns.flatMap((column) =>
      [column.label.zh, column.label.en, column.code, ...column.alsoCalled].map((name) => [name, column] as const),
    ),
  )
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const record = objectOf(line)
    if (record === null) throw new NoRows('sync.jsonLine', { line: at + 1 })
    const { sourceVersion, deleted } = record as { sourceVersion?: unknown; deleted?: unknown }
    const row = rowOf(Object.entries(record).map(([name, value]) => [columns.get(name), textOf(value)]))
    return [
      { ...row, ...(typeof sourceVersion === 'number' ? { sourceVersion } : {}), ...(typeof deleted === 'boolean' ? { deleted } : {}) },
    ]
  })
}

function rowOf(cells: readonly (readonly [PresetColumn | undefined, string])[]): SyncMemberRow {
  const row: Record<string, unknown> = { externalId: '' }
  for (const [column, text] of cells) {
    if (column === undefined || text.trim() === '') continue
    const plain = withoutTextMark(text.trim())
    const value = column.read === undefined ? plain : column.read(plain)
    if (value !== undefined) row[column.code] = value
  }
  return row as unknown as SyncMemberRow
}

function objectOf(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value)
}

export { UnreadableFile }
