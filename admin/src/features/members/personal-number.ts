/** Shorter runs of digits are staff numbers, years, parts of codes. */
const personalNumber = /^(\d{9,18}|\d{17}X)$/i

/**
 * Whether a text typed into a search field is a person's number, or the beginning of one: such a text must not stand in an address, and
 * searching by it needs a purpose.
 */
export function isPersonalNumber(text: string): boolean {
  return personalNumber.test(text.normalize('NFKC').replace(/[\s-]/g, ''))
}
