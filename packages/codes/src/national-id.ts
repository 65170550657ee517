import type { HrDate } from './date.ts'
import { dayOf, type Day } from './day.ts'
import { read, refuse, unread, type Reading, type Refusal } from './reading.ts'
import { provinces } from './tables/province.ts'
import { sexes } from './tables/sex.ts'
import { toHalfWidth, withoutSpaces } from './text.ts'

/** What a citizen's identity number 公民身份号码 says by itself (GB 11643-1999). */
export interface NationalId {
  /** The eighteen characters. */
  readonly number: string
  readonly birthDate: Day
  /** GB/T 2261.1: '1' male, '2' female. */
  readonly sex: '1' | '2'
  /** The first two digits, as in `provinces`; '83' on residence permits of Taiwan residents. */
  readonly provinceCode: string
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** Residence permits for residents of Taiwan begin with 83 (those of Hong Kong and Macao with 81 and 82, as in GB/T 2260). */
const taiwanResidentsPrefix = '83'

/** Reads a number as people and spreadsheets write it: full-width, spaced, with a small x, or in the old form of 15 digits. */
export function readNationalId(text: string, today: Day): Reading<NationalId> {
  const number = normaliseNationalId(text)
  const refusal = checkNationalId(number, today)
  if (refusal) return unread(refusal)
  return read({ number, birthDate: birthDateOf(number), sex: sexOf(number), provinceCode: number.slice(0, 2) }, text, number)
}

/** Ordinary digits without spaces, a capital X, and an old number of 15 digits in its new form of 18. Checks nothing. */
export function normaliseNationalId(text: string): string {
  const compact = withoutSpaces(toHalfWidth(text)).toUpperCase()
  return /^\d{15}$/.test(compact) ? withCheckCharacter(`${compact.slice(0, 6)}19${compact.slice(6)}`) : compact
}

/**
 * Why a normalised number cannot be one; nothing where it can. Counties came and went, so that only the province is checked.
 */
export function checkNationalId(number: string, today: Day): Refusal | undefined {
  if (number === '') return refuse('national-id.empty')
  if (number.length !== 18) return refuse('national-id.length', { length: number.length })
  if (!/^\d{17}[\dX]$/.test(number)) return refuse('national-id.characters')

  const province = number.slice(0, 2)
  if (!provinces.byCode(province) && province !== taiwanResidentsPrefix) return refuse('national-id.province', { province })

  const birthDate = dayOf(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)))
  if (!birthDate) return refuse('national-id.birth-date', { date: number.slice(6, 14) })
  if (birthDate > today) return refuse('national-id.future', { date: birthDate, today })

  const expected = checkCharacter(number)
  const found = number.slice(17)
  return found === expected ? undefined : refuse('national-id.check-digit', { expected, found })
}

/** Where a roster's own birth date and sex contradict a checked number. A date known to the month is compared by the month. */
export function contradictions(id: NationalId, written: { birthDate?: HrDate; sexCode?: string }): Refusal[] {
  const found: Refusal[] = []
  const { birthDate, sexCode } = written
  if (birthDate) {
    const length = birthDate.precision === 'MONTH' ? 7 : 10
    const [own, inNumber] = [birthDate.day.slice(0, length), id.birthDate.slice(0, length)]
    if (own !== inNumber) found.push(refuse('national-id.birth-date-differs', { written: own, inNumber }))
  }
  if ((sexCode === '1' || sexCode === '2') && sexCode !== id.sex) {
    found.push(refuse('national-id.sex-differs', { written: sexName(sexCode), inNumber: sexName(id.sex) }))
  }
  return found
}

function sexName(code: string): string {
  return sexes.byCode(code)?.zh ?? code
}

/** The birth date in a checked number. */
export function birthDateOf(number: string): Day {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

/** The sex in a checked number: the seventeenth digit is odd for men. */
export function sexOf(number: string): '1' | '2' {
  return Number(number[16]) % 2 === 1 ? '1' : '2'
}

/** The first three and the last four characters: `110***********1234`. */
export function maskNationalId(number: string): string {
  return number.length < 8 ? '*'.repeat(number.length) : number.slice(0, 3) + '*'.repeat(number.length - 7) + number.slice(-4)
}

/**
 * Composes a valid number for tests and demonstration data. The default region 119900 was never issued, so that the number is nobody's.
 * `sequence` (0–499) tells apart people of one birth date and sex.
 */
export function composeNationalId(of: { birthDate: Day; sex: '1' | '2'; region?: string; sequence?: number }): string {
  const order = String((of.sequence ?? 0) * 2 + (of.sex === '1' ? 1 : 0)).padStart(3, '0')
  return withCheckCharacter(`${of.region ?? '119900'}${of.birthDate.replaceAll('-', '')}${order}`)
}

function withCheckCharacter(seventeen: string): string {
  return seventeen + checkCharacter(seventeen)
}

/** ISO 7064 MOD 11-2 over the first seventeen digits. */
function checkCharacter(number: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(number[place]), 0)
  return checkCharacters.charAt(sum % 11)
}
