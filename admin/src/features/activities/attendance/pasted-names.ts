import { readPersonName } from '@qizhi/codes'
import { type SheetRow } from './attendance-sheet.ts'

/** Names as they were pasted, against the sheet. */
export interface NameMatch {
  /** The one person of that name. */
  readonly found: readonly { readonly name: string; readonly row: SheetRow }[]
  /** Names that several people of the sheet have. */
  readonly several: readonly { readonly name: string; readonly rows: readonly SheetRow[] }[]
  /** Names that nobody of the sheet has. */
  readonly unknown: readonly string[]
}

const separators = /[\n\r\t,，、;；|]+/
/** Spaces part names only where every part is one of two to four Chinese characters: 张三 李四, but not 张 三 or John Smith. */
const chineseNames = /^\s*\p{Script=Han}{2,4}(\s+\p{Script=Han}{2,4})+\s*$/u
/** 1. 2、(3) 4) in front of a name. */
const numbering = /^\s*[（(]?\d{1,4}[)）.、．]?\s*/

/** The names in a pasted text: lines, lists with commas, columns from a spreadsheet. Each name once. */
export function namesIn(text: string): string[] {
  const parts = text.split(separators).flatMap((part) => {
    const bare = part.replace(numbering, '')
    return chineseNames.test(bare) ? bare.trim().split(/\s+/) : [bare]
  })
  return [...new Set(parts.map(written).filter((name) => name !== ''))]
}

/** Whom the names mean. */
export function matchNames(names: readonly string[], rows: readonly SheetRow[]): NameMatch {
  const byName = new Map<string, SheetRow[]>()
  for (const row of rows) {
    const name = written(row.name)
    byName.set(name, [...(byName.get(name) ?? []), row])
  }
  const match = {
    found: [] as { name: string; row: SheetRow }[],
    several: [] as { name: string; rows: SheetRow[] }[],
    unknown: [] as string[],
  }
  for (const name of names) {
    const of = byName.get(name) ?? []
    const [only] = of
    if (only === undefined) match.unknown.push(name)
    else if (of.length === 1) match.found.push({ name, row: only })
    else match.several.push({ name, rows: of })
  }
  return match
}

/** A name as the register writes it, so that 艾力.艾山 finds 艾力·艾山; what is no name stays as it is. */
function written(text: string): string {
  const reading = readPersonName(text)
  return reading.ok ? reading.value : text.trim()
}
