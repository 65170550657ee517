import { type ImportField, plainHeader } from './import-field.ts'

/** Which field each column of a file is mapped to, by the columns' places from 0; null for a column that is passed over. */
export type Mapping = readonly (string | null)[]

/** What the headers most probably mean. A field is given to the first column that names it. */
export function guessMapping(headers: readonly string[], fields: readonly ImportField[]): Mapping {
  const meanings = meaningsOf(fields)
  const taken = new Set<string>()
  return headers.map((header) => {
    const code = meanings.get(plainHeader(header))
    if (code === undefined || taken.has(code)) return null
    taken.add(code)
    return code
  })
}

/** How many of the headers name a field. */
export function recognised(headers: readonly string[], fields: readonly ImportField[]): number {
  return guessMapping(headers, fields).filter((code) => code !== null).length
}

/** The required fields that no column is mapped to. */
export function missingFields(mapping: Mapping, fields: readonly ImportField[]): ImportField[] {
  return fields.filter((field) => field.required === true && !mapping.includes(field.code))
}

const known = new WeakMap<readonly ImportField[], ReadonlyMap<string, string>>()

function meaningsOf(fields: readonly ImportField[]): ReadonlyMap<string, string> {
  let meanings = known.get(fields)
  if (meanings === undefined) {
    meanings = new Map(
      fields.flatMap(({ code, label, alsoCalled }) => [code, label.zh, label.en, ...alsoCalled].map((name) => [plainHeader(name), code])),
    )
    known.set(fields, meanings)
  }
  return meanings
}
