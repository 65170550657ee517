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

/** Reads what was written, and tells everything that is wrong with it. Birth date and sex follow from a national ID number. */
export function readFields(written: WrittenFields, today: string): { readonly fields: ReadFields; readonly errors: UserError[] } {
  const sheet = new Sheet(written, today)
  sheet.readName()
  sheet.readBirth()
  sheet.readNationalId()
  sheet.readPhone()
  sheet.readCodes()
  sheet.readEmploymentStarted()
  sheet.readPost()
  return sheet
}

/** What is being read. */
class Sheet {
  readonly fields: ReadFields = {}
  readonly errors: UserError[] = []

  constructor(
    private readonly written: WrittenFields,
    private readonly today: string,
  ) {}

  readName(): void {
    const { name } = this.written
    if (name === null) this.errors.push(userError('REQUIRED', 'member.nameRequired', { field: 'name' }))
    else if (name !== undefined) this.take('name', readPersonName(name), (read) => (this.fields.name = read))
  }

  readBirth(): void {
    const { sex, birthDate } = this.written
    if (sex !== undefined) this.fields.sex = sex ?? 'UNKNOWN'
    if (birthDate !== undefined) this.fields.birthDate = birthDate
    if (birthDate != null && (birthDate > this.today || birthDate < earliestBirth)) this.refuse('birthDate', 'member.birthDate', { earliest: earliestBirth, today: this.today })
  }

  readNationalId(): void {
    const { nationalId } = this.written
    if (isBlank(nationalId)) this.fields.nationalId = null
    else if (nationalId != null) {
      this.take('nationalId', readNationalId(nationalId, this.today), ({ number, birthDate, sex }) => {
        this.errors.push(...disagreements(number, this.fields))
        Object.assign(this.fields, { nationalId: number, birthDate, sex: sex === '1' ? 'MALE' : 'FEMALE' })
      })
    }
  }

  readPhone(): void {
    const { phone } = this.written
    if (isBlank(phone)) this.fields.phone = null
    else if (phone != null) this.take('phone', readPhone(phone), (read) => (this.fields.phone = read))
  }

  readCodes(): void {
    for (const [field, table] of codes) {
      const code = this.written[field]
      if (code === undefined) continue
      if (code !== null && !isCodeOf(table, code)) this.refuse(field, 'member.code', { code: code.slice(0, 20) })
      else this.fields[field] = code
    }
  }

  readEmploymentStarted(): void {
    const started = this.written.employmentStarted
    if (isBlank(started)) this.fields.employmentStarted = null
    else if (started != null) {
      if (!isDay(started.length === 7 ? `${started}-01` : started) || started > this.today) this.refuse('employmentStarted', 'member.employmentStarted')
      else this.fields.employmentStarted = started
    }
  }

  readPost(): void {
    const post = this.written.post?.normalize('NFC').trim()
    if (isBlank(this.written.post)) this.fields.post = null
    else if (post !== undefined) {
      if (Array.from(post).length > longestPost || /\p{Cc}/u.test(post)) this.refuse('post', 'member.post', { most: longestPost })
      else this.fields.post = post
    }
  }

  private take<Value>(field: keyof WrittenFields, reading: Reading<Value>, accept: (value: Value) => void): void {
    if (reading.ok) accept(reading.value)
    else this.errors.push(refused(field, reading.refusal))
  }

  private refuse(field: keyof WrittenFields, key: MessageKey, params: MessageParams = {}): void {
    this.errors.push(userError('INVALID', key, { field, params }))
  }
}

/** Where birth date and sex contradict a checked number. */
export function disagreements(number: string, { birthDate, sex }: { birthDate?: string | null; sex?: Sex }): UserError[] {
  const id = { number, birthDate: birthDateOf(number), sex: sexOf(number), provinceCode: number.slice(0, 2) }
  const byBirth = birthDate == null ? [] : contradictions(id, { birthDate: { day: birthDate, precision: 'DAY' } })
  const bySex = sex === undefined || sex === 'UNKNOWN' ? [] : contradictions(id, { sexCode: sex === 'MALE' ? '1' : '2' })
  return [...byBirth.map((refusal) => refused('birthDate', refusal)), ...bySex.map((refusal) => refused('sex', refusal))]
}

const codes = [
  ['ethnicity', 'ETHNICITY'],
  ['education', 'EDUCATION'],
  ['politicalStatus', 'POLITICAL_STATUS'],
] as const satisfies [keyof WrittenFields, CodeTableName][]

const earliestBirth = '1900-01-01'
const longestPost = 100

function refused(field: keyof WrittenFields, refusal: Refusal): UserError {
  return { code: 'INVALID', field: [field], wording: { zh: refusalText(refusal, 'zh'), en: refusalText(refusal, 'en') }, rule: null }
}

/** Null and the empty text both clear a field. */
function isBlank(text: string | null | undefined): boolean {
  return text === null || text?.trim() === ''
}
