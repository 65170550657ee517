/**
 * The one text of a JSON value, by RFC 8785: keys in the order of their UTF-16 units, no spaces. Whoever has the value, in whatever language
 * and order of keys, comes to the same text, and so to the same digest. Numbers are integers here, whose text every language agrees on.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined)
    entries.sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`${value} is no integer`)
  return JSON.stringify(value)
}
