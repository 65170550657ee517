import { birthDateOf, contradictions, isDay, readNationalId, readPersonName, readPhone, type Reading, type Refusal, refusalText, sexOf } from '@qizhi/codes'
import { type MessageKey, type MessageParams } from '../../platform/i18n/texts.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { isCodeOf } from './code-tables.ts'
import { type CodeTableName, type Sex } from './member.enums.ts'

/** What a person's entry may be given, as people write it: absent = leave, null = clear. */
export interface WrittenFields {
  readonly name?: string | null
  readonly nationalId?: string | null
  readonly sex?: Sex | null
  readonly birthDate?: string | null
  readonly ethnicity?: string | null
  readonly education?: string | null
  readonly politicalStatus?: string | null
  readonly phone?: string | null
  readonly employmentStarted?: string | null
  readonly post?: string | null
}

/** The same once it is read: checked, and in the form in which it is kept. */
export interface ReadFields {
  name?: string
  nationalId?: string | null
  sex?: Sex
  birthDate?: string | null
  ethnicity?: string | null
  education?: string | null
  politicalStatus?: string | null
  phone?: string | null
  employmentStarted?: string | null
  post?: string | null
}

const longestPost = 100

/** Reads what was written, and tells everything that is wrong with it. Birth date and sex follow from a national ID number. */
export function readFields(written: WrittenFields, today: string): { readonly fields: ReadFields; readonly errors: UserError[] } {
  const fields: ReadFields = {}
  const errors: UserError[] = []
  const wrong = (field: keyof WrittenFields, key: MessageKey, params: MessageParams = {}) => void errors.push(userError('INVALID', key, { field, params }))
  const accept = <Value>(field: keyof WrittenFields, reading: Reading<Value>, take: (value: Value) => void) => {
    if (reading.ok) take(reading.value)
    else errors.push(refused(field, reading.refusal))
  }

  if (written.name === null) errors.push(userError('REQUIRED', 'member.nameRequired', { field: 'name' }))
  else if (written.name !== undefined) accept('name', readPersonName(written.name), (name) => (fields.name = name))

  if (written.sex !== undefined) fields.sex = written.sex ?? 'UNKNOWN'
  if (written.birthDate !== undefined) fields.birthDate = written.birthDate
  if (written.birthDate != null && (written.birthDate > today || written.birthDate < earliestBirth)) wrong('birthDate', 'member.birthDate', { earliest: earliestBirth, today })

  if (isBlank(written.nationalId)) fields.nationalId = null
  else if (written.nationalId != null) {
    accept('nationalId', readNationalId(written.nationalId, today), ({ number }) => {
      fields.nationalId = number
      errors.push(...disagreements(number, fields))
      fields.birthDate = birthDateOf(number)
      fields.sex = sexes[sexOf(number)]
    })
  }

  if (isBlank(written.phone)) fields.phone = null
  else if (written.phone != null) accept('phone', readPhone(written.phone), (phone) => (fields.phone = phone))

  for (const [field, table] of codes) {
    const code = written[field]
    if (code === undefined) continue
    if (code !== null && !isCodeOf(table, code)) wrong(field, 'member.code', { code: code.slice(0, 20) })
    else fields[field] = code
  }

  if (isBlank(written.employmentStarted)) fields.employmentStarted = null
  else if (written.employmentStarted != null) {
    const started = written.employmentStarted
    if (!isDay(started.length === 7 ? `${started}-01` : started) || started > today) wrong('employmentStarted', 'member.employmentStarted')
    else fields.employmentStarted = started
  }

  if (isBlank(written.post)) fields.post = null
  else if (written.post != null) {
    const post = written.post.normalize('NFC').trim()
    if (Array.from(post).length > longestPost || /\p{Cc}/u.test(post)) wrong('post', 'member.post', { most: longestPost })
    else fields.post = post
  }
  return { fields, errors }
}

/** Where birth date and sex contradict a checked number. */
export function disagreements(number: string, { birthDate, sex }: { birthDate?: string | null; sex?: Sex }): UserError[] {
  const id = { number, birthDate: birthDateOf(number), sex: sexOf(number), provinceCode: number.slice(0, 2) }
  const byBirth = birthDate == null ? [] : contradictions(id, { birthDate: { day: birthDate, precision: 'DAY' } })
  const bySex = sex === undefined || sex === 'UNKNOWN' ? [] : contradictions(id, { sexCode: sex === 'MALE' ? '1' : '2' })
  return [...byBirth.map((refusal) => refused('birthDate', refusal)), ...bySex.map((refusal) => refused('sex', refusal))]
}

const sexes = { '1': 'MALE', '2': 'FEMALE' } as const

const codes = [
  ['ethnicity', 'ETHNICITY'],
  ['education', 'EDUCATION'],
  ['politicalStatus', 'POLITICAL_STATUS'],
] as const satisfies [keyof WrittenFields, CodeTableName][]

const earliestBirth = '1900-01-01'

function refused(field: keyof WrittenFields, refusal: Refusal): UserError {
  return { code: 'INVALID', field: [field], wording: { zh: refusalText(refusal, 'zh'), en: refusalText(refusal, 'en') }, rule: null }
}

/** Null and the empty text both clear a field. */
function isBlank(text: string | null | undefined): boolean {
  return text === null || text?.trim() === ''
}
