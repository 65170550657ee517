import { plain, type SelectedField } from '../../../platform/graph/selection.ts'
import { type Language } from '../../../platform/i18n/language.ts'

/** A text in both languages. */
export interface BothLanguages {
  readonly zh: string
  readonly en: string
}

export type Words = Readonly<Record<string, BothLanguages>>

export type ExportValue = string | number | null

/** A column of an export: where it stands in the rows of the read door, and how people are told of it. */
export interface ExportField {
  /** Its name in the enum of its source. */
  readonly code: string
  readonly title: BothLanguages
  /** Paths of what it is made of, such as `party.organization.name`. */
  readonly paths: readonly string[]
  readonly value: (row: object) => ExportValue
  /** What codes are called in files for people. */
  readonly words?: Words
  /** MOMENT: an instant, shown in Asia/Shanghai. RATE: ten-thousandths, shown as a percentage. */
  readonly shape?: 'MOMENT' | 'RATE'
}

type More = Pick<ExportField, 'words' | 'shape'>

/** A field that stands at one path. */
export function field(code: string, zh: string, en: string, path: string, more: More = {}): ExportField {
  const steps = path.split('.')
  return { code, title: { zh, en }, paths: [path], value: (row) => at(row, steps) as ExportValue, ...more }
}

/** A field that is made of the rows of a list. */
export function listField<Item>(
  code: string,
  zh: string,
  en: string,
  list: string,
  parts: readonly string[],
  text: (item: Item) => string,
): ExportField {
  return {
    code,
    title: { zh, en },
    paths: parts.map((part) => `${list}.${part}`),
    value: (row) => {
      const items = at(row, [list]) as readonly Item[]
      return items.length === 0 ? null : items.map(text).join('；')
    },
  }
}

function at(value: unknown, steps: readonly string[]): unknown {
  let here: unknown = value
  for (const step of steps) {
    if (here == null) return null
    here = (here as Record<string, unknown>)[step]
  }
  return here ?? null
}

/** The selection in which the fields find their values. */
export function selectionFor(fields: readonly ExportField[]): SelectedField[] {
  return branches(fields.flatMap(({ paths }) => paths.map((path) => path.split('.'))))
}

function branches(paths: readonly (readonly string[])[]): SelectedField[] {
  const names = [...new Set(paths.map(([name]) => name!))]
  return names.map((name) =>
    plain(name, branches(paths.filter((path) => path[0] === name && path.length > 1).map((path) => path.slice(1)))),
  )
}

/** The key of a field in JSON: EMPLOYER_UNIT → employerUnit. */
export function jsonKey({ code }: ExportField): string {
  return code.toLowerCase().replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase())
}

export function inLanguage(text: BothLanguages, language: Language): string {
  return language === 'en' ? text.en : text.zh
}

/** The value in words: codes by name, instants in Asia/Shanghai, rates in per cent. */
export function inWords({ words, shape }: ExportField, value: ExportValue, language: Language): ExportValue {
  if (value === null) return null
  if (words !== undefined) {
    const word = words[String(value)]
    return word === undefined ? value : inLanguage(word, language)
  }
  return shape === 'MOMENT' ? momentInShanghai(String(value)) : value
}

/** YYYY-MM-DD HH:MM; Asia/Shanghai has been eight hours ahead all the time that the register tells of. */
function momentInShanghai(instant: string): string {
  const shifted = new Date(new Date(instant).getTime() + 8 * 3600_000)
  return shifted.toISOString().slice(0, 16).replace('T', ' ')
}

/** The fields of a source as the values of a GraphQL enum. */
export function enumOf(fields: readonly ExportField[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ code }) => [code, code]))
}

export function describedFields(fields: readonly ExportField[]): Record<string, { description: string }> {
  return Object.fromEntries(fields.map(({ code, title }) => [code, { description: `${title.en} 「${title.zh}」.` }]))
}
