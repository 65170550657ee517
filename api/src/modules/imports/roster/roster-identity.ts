import {
  contradictions,
  type HrDate,
  normaliseNationalId,
  type NationalId,
  readDate,
  readNationalId,
  readPersonName,
  sexes,
} from '@qizhi/codes'
import { reasonOf } from '../findings/reasons.ts'
import { noteDate } from './roster-dates.ts'
import { type RosterIdentity, type RosterRow } from './roster-record.ts'

/** Reads who a row is about, and holds the number, the birth date and the sex against each other. */
export function readIdentity(row: RosterRow, today: string): RosterIdentity {
  const externalId = readExternalId(row)
  const name = readName(row)
  const number = readNumber(row, today)
  if (externalId === null && row.text('externalId') === '') {
    if (row.text('nationalId') === '') row.note('IDENTITY_MISSING', null)
    else row.note('EXTERNAL_ID_MISSING', 'externalId')
  }
  const birthDate = readBirthDate(row, today)
  const sexCode = readSex(row)
  const against = number === null ? [] : contradictions(number, { ...(birthDate && { birthDate }), ...(sexCode !== null && { sexCode }) })
  for (const refusal of against) {
    if (refusal.code === 'national-id.sex-differs') row.note('SEX_CONTRADICTS_ID', 'sex', { reason: reasonOf(refusal) })
    else row.note('BIRTH_DATE_CONTRADICTS_ID', 'birthDate', { reason: reasonOf(refusal) })
  }
  return {
    externalId,
    nationalId: number?.number ?? null,
    contradicted: against.length > 0,
    name,
    sex: settledSex(row, sexCode, number),
    birthDate: settledBirthDate(row, birthDate, number, against.length > 0),
  }
}

const externalIdForm = /^[^=+\-@\p{C}\s][^\p{C}\s]{0,63}$/u

function readExternalId(row: RosterRow): string | null {
  const written = row.text('externalId')
  if (written === '') return null
  const externalId = written.normalize('NFKC').replace(/\s/gu, '')
  if (!externalIdForm.test(externalId)) {
    row.note('EXTERNAL_ID_INVALID', 'externalId')
    return null
  }
  if (externalId !== row.written('externalId')) row.note('EXTERNAL_ID_TIDIED', 'externalId', { meant: externalId })
  return externalId
}

function readName(row: RosterRow): string {
  const reading = readPersonName(row.written('name'))
  if (!reading.ok) {
    row.note('NAME_UNUSABLE', 'name', { reason: reasonOf(reading.refusal) })
    return ''
  }
  if (reading.repaired !== undefined) row.note('NAME_TIDIED', 'name', { meant: reading.value })
  return reading.value
}

function readNumber(row: RosterRow, today: string): NationalId | null {
  const written = row.written('nationalId')
  if (written.trim() === '') {
    if (row.has('nationalId')) row.note('NATIONAL_ID_MISSING', 'nationalId')
    return null
  }
  const reading = readNationalId(written, today)
  if (!reading.ok) {
    row.note('NATIONAL_ID_UNUSABLE', 'nationalId', { reason: reasonOf(reading.refusal) })
    return null
  }
  if (normaliseNationalId(written).length !== written.replace(/\s/gu, '').length) row.note('NATIONAL_ID_EXTENDED', 'nationalId')
  else if (reading.repaired !== undefined) row.note('NATIONAL_ID_TIDIED', 'nationalId')
  return reading.value
}

function readBirthDate(row: RosterRow, today: string): HrDate | null {
  const written = row.text('birthDate')
  if (written === '') return null
  const reading = readDate(written, { notAfter: today })
  if (!reading.ok) {
    row.note('BIRTH_DATE_UNUSABLE', 'birthDate', { reason: reasonOf(reading.refusal) })
    return null
  }
  noteDate(row, 'birthDate', reading.value)
  return reading.value
}

/** GB/T 2261.1; null where the cell says nothing that can be used. */
function readSex(row: RosterRow): string | null {
  const written = row.text('sex')
  if (written === '') return null
  const found = sexes.find(written)
  if (found === undefined) {
    row.note('CODE_UNKNOWN', 'sex', { table: sexes.standard.title })
    return null
  }
  if (found.repaired !== undefined) row.note('CODE_UNDERSTOOD', 'sex', { meant: found.entry.zh })
  return found.entry.code
}

function settledSex(row: RosterRow, code: string | null, number: NationalId | null): 'MALE' | 'FEMALE' | null {
  const known = code === '1' || code === '2' ? code : undefined
  if (known === undefined && number !== null && row.has('sex')) {
    const { zh, en } = sexes.byCode(number.sex)!
    row.note('SEX_FROM_ID', 'sex', { meant: { zh, en } })
  }
  const settled = known ?? number?.sex
  return settled === undefined ? null : settled === '1' ? 'MALE' : 'FEMALE'
}

function settledBirthDate(row: RosterRow, written: HrDate | null, number: NationalId | null, contradicted: boolean): string | null {
  if (written?.precision === 'DAY') return written.day
  if (number === null) {
    if (written !== null) row.note('BIRTH_DATE_ONLY_MONTH', 'birthDate')
    return null
  }
  if (row.has('birthDate') && !contradicted && (written !== null || row.text('birthDate') === ''))
    row.note('BIRTH_DATE_FROM_ID', 'birthDate', { meant: number.birthDate })
  return number.birthDate
}
