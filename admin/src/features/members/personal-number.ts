import { normaliseNationalId } from '@qizhi/codes'

/** Shorter runs of digits are staff numbers, years, parts of codes. */
const shortestPersonalNumber = 9

/**
 * Whether a text typed into a search field is a person's number, or the beginning of one: such a text must not stand in an address, and
 * searching by it needs a purpose.
 */
export function isPersonalNumber(text: string): boolean {
  return new RegExp(`^\\d{${shortestPersonalNumber},17}X?$|^\\d{18}$`).test(normaliseNationalId(text))
}
