import { fillTemplate, type Language, type Placeholders } from './text.ts'
import { refusalTexts } from './refusal-texts.ts'

type RefusalTexts = typeof refusalTexts
export type RefusalCode = keyof RefusalTexts

/** What a refusal's text names in braces. */
export type RefusalParams<Code extends RefusalCode> = Record<Placeholders<RefusalTexts[Code]['zh']>, string | number>

/** Why something could not be read. A value, never an exception; `refusalText` says it in words. */
export interface Refusal {
  readonly code: RefusalCode
  readonly params: Readonly<Record<string, string | number>>
}

/** What was written, and what it was taken to mean, where the two differ. */
export interface Repair {
  readonly from: string
  readonly to: string
}

/** The outcome of reading what a person or another system wrote. `repaired` tells when it was not taken literally. */
export type Reading<Value> =
  { readonly ok: true; readonly value: Value; readonly repaired?: Repair } | { readonly ok: false; readonly refusal: Refusal }

/** Makes a refusal; the compiler asks for exactly the parameters that its text names. */
export function refuse<Code extends RefusalCode>(
  code: Code,
  ...params: [Placeholders<RefusalTexts[Code]['zh']>] extends [never] ? [] : [RefusalParams<Code>]
): Refusal {
  return { code, params: params[0] ?? {} }
}

/** A refusal in words. */
export function refusalText(refusal: Refusal, language: Language): string {
  return fillTemplate(refusalTexts[refusal.code][language], refusal.params)
}

/** A reading that succeeded; the repair is noted only where the canonical form differs from what was written. */
export function read<Value>(value: Value, written: string, canonical: string): Reading<Value> {
  const repair = repairOf(written, canonical)
  return repair ? { ok: true, value, repaired: repair } : { ok: true, value }
}

/** A reading that failed. */
export function unread(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}

/** The repair between two forms, if they differ. */
export function repairOf(from: string, to: string): Repair | undefined {
  return from === to ? undefined : { from, to }
}
