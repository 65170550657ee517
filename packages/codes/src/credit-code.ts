import { read, refuse, unread, type Reading } from './reading.ts'
import { toHalfWidth, withoutSpaces } from './text.ts'

/** The 31 characters of GB 32100: digits and capitals without I, O, S, V and Z. Their place is their value. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A unified social credit code 统一社会信用代码 (GB 32100-2015), with its check character verified. */
export function readCreditCode(text: string): Reading<string> {
  const code = withoutSpaces(toHalfWidth(text)).toUpperCase()
  if (code === '') return unread(refuse('credit-code.empty'))
  if (code.length !== 18 || [...code].some((char) => !alphabet.includes(char))) return unread(refuse('credit-code.format'))

  const expected = creditCheckCharacter(code)
  const found = code.slice(17)
  if (found !== expected) return unread(refuse('credit-code.check-character', { expected, found }))
  return read(code, text, code)
}

/** ISO 7064 style MOD 31-3 over the first seventeen characters. */
function creditCheckCharacter(code: string): string {
  let weight = 1
  let sum = 0
  for (const char of code.slice(0, 17)) {
    sum += alphabet.indexOf(char) * weight
    weight = (weight * 3) % 31
  }
  return alphabet.charAt((31 - (sum % 31)) % 31)
}
