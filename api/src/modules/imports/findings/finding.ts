import { fillTemplate, maskNationalId, maskPhone, type Placeholders, type Text } from '@qizhi/codes'
import { type ImportField } from '../mapping/import-field.ts'
import { type FindingSeverity } from './finding-kind.ts'
import { type FindingCode, findingKinds } from './finding-kinds.ts'

/** Something about a row that whoever imports it must know. Plain data: it is kept with the row. */
export interface Finding extends Text {
  readonly severity: FindingSeverity
  readonly code: FindingCode
  /** The header of the column, and the field that it is mapped to; null where the row as a whole is meant. */
  readonly column: string | null
  readonly field: string | null
  /** What the cell holds, masked where it is sensitive. */
  readonly value: string | null
}

/** Where a finding was made. */
export interface Spot {
  readonly column: string | null
  readonly field: ImportField | null
  readonly value: string | null
}

export const wholeRow: Spot = { column: null, field: null, value: null }

type Kinds = typeof findingKinds

/** The facts that a finding's text names in braces. A fact may be a word that both languages have. */
export type FindingFacts<Code extends FindingCode> = Record<Placeholders<Kinds[Code]['zh']>, string | number | Text>

/** Makes a finding; the compiler asks for exactly the facts that its text names. */
export function finding<Code extends FindingCode>(
  code: Code,
  spot: Spot,
  ...facts: [Placeholders<Kinds[Code]['zh']>] extends [never] ? [] : [FindingFacts<Code>]
): Finding {
  const { severity, zh, en } = findingKinds[code]
  return {
    severity,
    code,
    column: spot.column,
    field: spot.field?.code ?? null,
    value: spot.value === null ? null : masked(spot.value, spot.field),
    zh: fillTemplate(zh, inWords(facts[0] ?? {}, 'zh')),
    en: fillTemplate(en, inWords(facts[0] ?? {}, 'en')),
  }
}

/** A value as it may be shown and kept. */
export function masked(value: string, field: ImportField | null): string {
  const shown = value.length > longestValue ? `${value.slice(0, longestValue)}…` : value
  if (field?.sensitive === 'NATIONAL_ID') return maskNationalId(shown)
  return field?.sensitive === 'PHONE' ? maskPhone(shown) : shown
}

const longestValue = 100

function inWords(facts: Readonly<Record<string, string | number | Text>>, language: keyof Text): Record<string, string | number> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'object' ? fact[language] : fact]))
}
