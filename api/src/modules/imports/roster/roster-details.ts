import { type CodeTable, educations, ethnicities, formatYuan, politicalStatuses, readDate, readMoney, readPhone } from '@qizhi/codes'
import { readEmploymentStatus as readStatus } from '../../members/index.ts'
import { reasonOf } from '../findings/reasons.ts'
import { noteDate } from './roster-dates.ts'
import { type RosterDetails, type RosterRow } from './roster-record.ts'

/** Reads what a row tells of the person. What cannot be read is left out and told; the rest of the row stands. */
export function readDetails(row: RosterRow, today: string): RosterDetails {
  return {
    ethnicity: readCode(row, 'ethnicity', ethnicities),
    education: readCode(row, 'education', educations),
    politicalStatus: readCode(row, 'politicalStatus', politicalStatuses),
    phone: readMobile(row),
    employmentStatus: readEmploymentStatus(row),
    employmentStarted: readEmploymentStarted(row, today),
    post: readPost(row),
    monthlyWageBase: readWageBase(row),
    unitCode: readUnitCode(row),
  }
}

function readCode(row: RosterRow, field: 'ethnicity' | 'education' | 'politicalStatus', table: CodeTable): string | null {
  const written = row.text(field)
  if (written === '') return null
  const found = table.find(written)
  if (found === undefined) {
    row.note('CODE_UNKNOWN', field, { table: table.standard.title })
    return null
  }
  const { code, zh, en } = found.entry
  if (found.repaired !== undefined) row.note('CODE_UNDERSTOOD', field, { meant: { zh, en } })
  return code
}

function readMobile(row: RosterRow): string | null {
  const written = row.text('phone')
  if (written === '') return null
  const reading = readPhone(written)
  if (!reading.ok) {
    row.note('PHONE_UNUSABLE', 'phone', { reason: reasonOf(reading.refusal) })
    return null
  }
  if (reading.repaired !== undefined) row.note('PHONE_TIDIED', 'phone')
  return reading.value
}

const employmentTable = { zh: '人员状态（在职、退休、离职、非本单位职工）', en: 'employment status (active, retired, left, none)' }

function readEmploymentStatus(row: RosterRow): RosterDetails['employmentStatus'] {
  const written = row.text('employmentStatus')
  if (written === '') return null
  const status = readStatus(written)
  if (status === null) row.note('CODE_UNKNOWN', 'employmentStatus', { table: employmentTable })
  return status
}

function readEmploymentStarted(row: RosterRow, today: string): string | null {
  const written = row.text('employmentStarted')
  if (written === '') return null
  const reading = readDate(written, { notAfter: today })
  if (!reading.ok) {
    row.note('DATE_UNUSABLE', 'employmentStarted', { reason: reasonOf(reading.refusal) })
    return null
  }
  noteDate(row, 'employmentStarted', reading.value)
  const { day, precision } = reading.value
  return precision === 'DAY' ? day : day.slice(0, 7)
}

/** As many characters as the register's form takes. */
const longestPost = 64
const plainText = /^[^=+\-@\p{C}][^\p{C}]*$/u

function readPost(row: RosterRow): string | null {
  const post = row.text('post').replace(/\s+/gu, ' ')
  if (post === '') return null
  if (plainText.test(post) && Array.from(post).length <= longestPost) return post
  row.note('TEXT_UNUSABLE', 'post', { most: longestPost })
  return null
}

/** In fen. Outside of it a figure is more probably a slip than a salary: yuan for thousands, a year for a month. */
const plausibleWage = { least: 100_000, most: 20_000_000 }

function readWageBase(row: RosterRow): number | null {
  const written = row.text('monthlyWageBase')
  if (written === '') return null
  const reading = readMoney(written)
  if (!reading.ok) {
    row.note('MONEY_UNUSABLE', 'monthlyWageBase', { reason: reasonOf(reading.refusal) })
    return null
  }
  const fen = reading.value
  if (!/^\d+(\.\d{1,2})?$/.test(written)) row.note('MONEY_UNDERSTOOD', 'monthlyWageBase', { meant: formatYuan(fen) })
  const { least, most } = plausibleWage
  if (fen < least || fen > most)
    row.note('WAGE_IMPLAUSIBLE', 'monthlyWageBase', { amount: formatYuan(fen), least: formatYuan(least), most: formatYuan(most) })
  return fen
}

function readUnitCode(row: RosterRow): string | null {
  const code = row.text('unitCode').normalize('NFKC')
  if (code === '' && row.text('unitName') !== '') row.note('UNIT_CODE_MISSING', 'unitName')
  return code || null
}
