import { type CodeEntry, type CodeTable, educations, ethnicities, politicalStatuses, sexes } from '@qizhi/codes'
import { derived, type Expression, type Field } from '../../platform/graph/graph.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { type CodeTableName } from './member.enums.ts'

export interface Code {
  readonly code: string
  readonly name: string
}

const tables: Record<CodeTableName, CodeTable> = { SEX: sexes, ETHNICITY: ethnicities, EDUCATION: educations, POLITICAL_STATUS: politicalStatuses }

/** The entries of a table in the order of its standard. */
export function entriesOf(table: CodeTableName, language: Language): Code[] {
  return tables[table].all.map((entry) => ({ code: entry.code, name: nameOf(entry, language) }))
}

/** Whether the table has this code. */
export function isCodeOf(table: CodeTableName, code: string): boolean {
  return tables[table].byCode(code) !== undefined
}

/** A code with its name. A code that the table does not know is its own name. */
export function codeOf(table: CodeTableName, code: string, language: Language): Code {
  const entry = tables[table].byCode(code)
  return { code, name: entry === undefined ? code : nameOf(entry, language) }
}

/** A column that holds a code, as `{ code name }`. */
export function codeField(table: CodeTableName, column: Expression): Field {
  return derived<{ code: string | null }>({ code: column }, ({ code }, { language }): Code | null => (code === null ? null : codeOf(table, code, language)))
}

function nameOf(entry: CodeEntry, language: Language): string {
  return language === 'en' ? entry.en : entry.zh
}
