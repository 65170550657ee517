import { repairOf, type Repair } from './reading.ts'
import { toHalfWidth, withoutSpaces, type Text } from './text.ts'

/** One line of a code table. */
export interface CodeEntry {
  readonly code: string
  /** The everyday Chinese word, as rosters and screens write it. */
  readonly zh: string
  readonly en: string
  /** The standard's own wording, where the everyday word is another. */
  readonly standardName?: string
  /** Words that mean exactly this entry and are taken as they are. */
  readonly alsoWritten?: readonly string[]
  /** Spellings that are understood, but told as a repair. */
  readonly variants?: readonly string[]
}

/** The edition of the standard that a table comes from. */
export interface Standard {
  readonly number: string
  readonly title: Text
}

/** An entry that a text was taken to mean, and the repair where the text was not one of its own words. */
export interface Found<Entry extends CodeEntry = CodeEntry> {
  readonly entry: Entry
  readonly repaired?: Repair
}

export interface CodeTable<Entry extends CodeEntry = CodeEntry> {
  readonly standard: Standard
  readonly all: readonly Entry[]
  /** The entry of exactly this code. */
  byCode(code: string): Entry | undefined
  /** The entry that a code, a Chinese or English name or a common variant means. Never a guess by likeness. */
  find(text: string): Found<Entry> | undefined
}

/** Makes a table of its data. Two entries that claim one word are a mistake in the data and stop the program at once. */
export function codeTable<Entry extends CodeEntry = CodeEntry>(standard: Standard, all: readonly NoInfer<Entry>[]): CodeTable<Entry> {
  const byCode = new Map<string, Entry>(all.map((entry) => [entry.code, entry]))
  const literal = index(all, ownWords, (word) => word)
  const tolerant = index(all, (entry) => [...ownWords(entry), String(Number(entry.code)), entry.en, ...(entry.variants ?? [])], fold)

  return {
    standard,
    all,
    byCode: (code) => byCode.get(code),
    find(text) {
      const exact = literal.get(text)
      if (exact) return { entry: exact }
      const entry = tolerant.get(fold(text))
      const repaired = entry && repairOf(text, entry.zh)
      return entry && { entry, ...(repaired && { repaired }) }
    },
  }
}

function ownWords(entry: CodeEntry): string[] {
  return [entry.code, entry.zh, ...(entry.standardName ? [entry.standardName] : []), ...(entry.alsoWritten ?? [])]
}

function index<Entry extends CodeEntry>(
  entries: readonly Entry[],
  wordsOf: (entry: Entry) => string[],
  keyOf: (word: string) => string,
): Map<string, Entry> {
  const words = new Map<string, Entry>()
  for (const entry of entries) {
    for (const key of wordsOf(entry).map(keyOf)) {
      const other = words.get(key)
      if (other && other !== entry) throw new Error(`"${key}" means both ${other.zh} and ${entry.zh}`)
      words.set(key, entry)
    }
  }
  return words
}

/** What does not distinguish two words: width, spaces and capitals. */
function fold(text: string): string {
  return withoutSpaces(toHalfWidth(text.normalize('NFC'))).toLowerCase()
}
