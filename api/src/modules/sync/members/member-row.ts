import { educations, ethnicities, politicalStatuses, readDate, type Refusal, refusalText, sexes } from '@qizhi/codes'
import { type Wording } from '../../../platform/errors/user-error.type.ts'
import { type EntryFields, readEmploymentStatus, readFields, type Sex, type WrittenFields } from '../../members/index.ts'
import { syncError, type SyncErrorType } from '../sync-error.type.ts'
import { type SyncErrorCode } from '../sync-error-codes.ts'
import { type SyncField } from '../sync.enums.ts'
import { type SyncMemberRow } from './member-sync.inputs.ts'

/** What a row tells, read and checked by itself. */
export interface ReadMemberRow {
  readonly fields: EntryFields
  /** The unit as it was written; undefined = leave, null = none. */
  readonly unit: string | null | undefined
  readonly effectiveOn: string | null
  readonly errors: readonly SyncErrorType[]
}

/** Reads what the source owns of a row; everything else in it counts as absent. */
export function readMemberRow(row: SyncMemberRow, index: number, owns: ReadonlySet<SyncField>, today: string): ReadMemberRow {
  return new Reading(row, index, owns, today).read()
}

type Translated = 'sex' | 'birthDate' | 'ethnicity' | 'education' | 'politicalStatus' | 'employmentStarted'

class Reading {
  private readonly errors: SyncErrorType[] = []
  private readonly written: { -readonly [Name in keyof WrittenFields]: WrittenFields[Name] } = {}

  constructor(
    private readonly row: SyncMemberRow,
    private readonly index: number,
    private readonly owns: ReadonlySet<SyncField>,
    private readonly today: string,
  ) {}

  read(): ReadMemberRow {
    this.take('name', 'NAME')
    this.take('nationalId', 'NATIONAL_ID')
    this.take('phone', 'PHONE')
    this.take('post', 'POST')
    this.translate('sex', 'SEX', (text) => this.sex(text))
    this.translate('birthDate', 'BIRTH_DATE', (text) => this.birthDate(text))
    this.translate('ethnicity', 'ETHNICITY', (text) => ethnicities.find(text)?.entry.code ?? text)
    this.translate('education', 'EDUCATION', (text) => educations.find(text)?.entry.code ?? text)
    this.translate('politicalStatus', 'POLITICAL_STATUS', (text) => politicalStatuses.find(text)?.entry.code ?? text)
    this.translate('employmentStarted', 'EMPLOYMENT_STARTED', (text) => this.employmentStarted(text))
    const { written } = this
    const read = readFields(written, this.today)
    for (const { field, wording } of read.errors) {
      const name = field?.[0] ?? 'name'
      const code = name === 'name' && written.name == null ? 'NAME_REQUIRED' : fieldCodes[name]!
      this.errors.push(syncError(code, this.index, name, wording))
    }
    return {
      fields: Object.assign(read.fields, this.employmentStatus(), this.wageBase()),
      unit: this.owns.has('UNIT') ? textOf(this.row.unit) : undefined,
      effectiveOn: this.effectiveOn(),
      errors: this.errors,
    }
  }

  private take(name: 'name' | 'nationalId' | 'phone' | 'post', field: SyncField): void {
    const value = this.row[name]
    if (value !== undefined && this.owns.has(field)) this.written[name] = value
  }

  /** Blank clears, like null; what cannot be read is told and left out. */
  private translate<Name extends Translated>(name: Name, field: SyncField, read: (text: string) => WrittenFields[Name]): void {
    const value = textOf(this.row[name] as string | null | undefined)
    if (value === undefined || !this.owns.has(field)) return
    const meant = value === null ? null : read(value)
    if (meant !== undefined) this.written[name] = meant
  }

  private sex(text: string): Sex | undefined {
    const code = sexes.find(text)?.entry.code
    const sex =
      code === '1' ? 'MALE' : code === '2' ? 'FEMALE' : code !== undefined || text === 'UNKNOWN' ? 'UNKNOWN' : words.get(text.toUpperCase())
    if (sex === undefined) this.refuse('SEX_INVALID', 'sex', { value: text.slice(0, 20) })
    return sex
  }

  private birthDate(text: string): string | undefined {
    const reading = readDate(text, { notAfter: this.today })
    if (!reading.ok) this.refuse('BIRTH_DATE_INVALID', 'birthDate', wordingOf(reading.refusal))
    else if (reading.value.precision === 'DAY') return reading.value.day
    // a month is no day; where there is a number, it says the day
    else if (this.row.nationalId == null) this.refuse('BIRTH_DATE_INVALID', 'birthDate', { key: 'sync.birthMonth', params: {} })
    return undefined
  }

  private employmentStarted(text: string): string | undefined {
    const reading = readDate(text, { notAfter: this.today })
    if (reading.ok) return reading.value.precision === 'DAY' ? reading.value.day : reading.value.day.slice(0, 7)
    this.refuse('EMPLOYMENT_STARTED_INVALID', 'employmentStarted', wordingOf(reading.refusal))
    return undefined
  }

  private employmentStatus(): EntryFields {
    const value = textOf(this.row.employmentStatus)
    if (value === undefined || !this.owns.has('EMPLOYMENT_STATUS')) return {}
    const status = value === null ? 'NONE' : readEmploymentStatus(value)
    if (status !== null) return { employmentStatus: status }
    this.refuse('EMPLOYMENT_STATUS_INVALID', 'employmentStatus', { value: value!.slice(0, 20) })
    return {}
  }

  private wageBase(): EntryFields {
    const value = this.row.monthlyWageBase
    if (value === undefined || !this.owns.has('MONTHLY_WAGE_BASE')) return {}
    if (value === null || (Number.isSafeInteger(value) && value >= 0)) return { monthlyWageBase: value }
    this.refuse('MONTHLY_WAGE_BASE_INVALID', 'monthlyWageBase')
    return {}
  }

  private effectiveOn(): string | null {
    const value = textOf(this.row.effectiveOn)
    if (value == null) return null
    const reading = readDate(value, { notAfter: this.today })
    if (reading.ok && reading.value.precision === 'DAY') return reading.value.day
    this.refuse('EFFECTIVE_ON_INVALID', 'effectiveOn', reading.ok ? {} : wordingOf(reading.refusal))
    return null
  }

  private refuse(code: SyncErrorCode, field: string, wording: Parameters<typeof syncError>[3] = {}): void {
    this.errors.push(syncError(code, this.index, field, wording))
  }
}

const words = new Map<string, Sex>([
  ['MALE', 'MALE'],
  ['FEMALE', 'FEMALE'],
])

const fieldCodes: Readonly<Record<string, SyncErrorCode>> = {
  name: 'NAME_INVALID',
  nationalId: 'NATIONAL_ID_INVALID',
  sex: 'SEX_INVALID',
  birthDate: 'BIRTH_DATE_INVALID',
  ethnicity: 'ETHNICITY_INVALID',
  education: 'EDUCATION_INVALID',
  politicalStatus: 'POLITICAL_STATUS_INVALID',
  phone: 'PHONE_INVALID',
  employmentStarted: 'EMPLOYMENT_STARTED_INVALID',
  post: 'POST_INVALID',
}

function textOf(value: string | null | undefined): string | null | undefined {
  if (value == null) return value
  const text = value.trim()
  return text === '' ? null : text
}

function wordingOf(refusal: Refusal): Wording {
  return { zh: refusalText(refusal, 'zh'), en: refusalText(refusal, 'en') }
}
