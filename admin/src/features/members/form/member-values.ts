import { normaliseNationalId, readDate } from '@qizhi/codes'
import { type CreateMemberInput, type EmploymentStatus, type MemberDetailFragment, type Sex, type UpdateMemberInput } from '#gql'

/** A member as the form holds him: empty texts where nothing is written. Numbers are typed, never shown. */
export interface MemberValues {
  name: string
  nationalId: string
  sex: Sex | undefined
  birthDate: string | undefined
  ethnicity: string | undefined
  education: string | undefined
  politicalStatus: string | undefined
  phone: string
  clearPhone: boolean
  employerUnitId: string | undefined
  employmentStatus: EmploymentStatus
  employmentStarted: string
  post: string
}

export function emptyMember(employerUnitId?: string): MemberValues {
  return {
    name: '',
    nationalId: '',
    sex: undefined,
    birthDate: undefined,
    ethnicity: undefined,
    education: undefined,
    politicalStatus: undefined,
    phone: '',
    clearPhone: false,
    employerUnitId,
    employmentStatus: 'ACTIVE',
    employmentStarted: '',
    post: '',
  }
}

export function valuesOf(member: MemberDetailFragment): MemberValues {
  return {
    name: member.name,
    nationalId: '',
    sex: member.sex,
    birthDate: member.birthDate ?? undefined,
    ethnicity: member.ethnicity?.code,
    education: member.education?.code,
    politicalStatus: member.politicalStatus?.code,
    phone: '',
    clearPhone: false,
    employerUnitId: member.employerUnit?.id,
    employmentStatus: member.employmentStatus,
    employmentStarted: member.employmentStarted ?? '',
    post: member.post ?? '',
  }
}

/** A new member as the API wants him. */
export function createInput(values: MemberValues): Omit<CreateMemberInput, 'idempotencyKey'> {
  return { ...propertiesOf(values), nationalId: numberOf(values), phone: values.phone.trim() || null }
}

/** What is different from how the form opened; the rest is left to whoever changes it meanwhile. */
export function updateInput(
  id: string,
  version: number,
  values: MemberValues,
  before: MemberValues,
): Omit<UpdateMemberInput, 'idempotencyKey'> {
  const old: Record<string, unknown> = propertiesOf(before)
  const changed = Object.entries(propertiesOf(values)).filter(([key, value]) => value !== old[key])
  const phone = values.clearPhone ? null : values.phone.trim() || undefined
  const nationalId = numberOf(values)
  return { id, version, ...Object.fromEntries(changed), ...(nationalId !== null && { nationalId }), ...(phone !== undefined && { phone }) }
}

/** Whether the form holds something that is not saved. */
export function isChanged(values: MemberValues, before: MemberValues): boolean {
  return (Object.keys(values) as (keyof MemberValues)[]).some((key) => values[key] !== before[key])
}

function propertiesOf(values: MemberValues) {
  return {
    name: values.name.trim(),
    sex: values.sex ?? null,
    birthDate: values.birthDate ?? null,
    ethnicity: values.ethnicity ?? null,
    education: values.education ?? null,
    politicalStatus: values.politicalStatus ?? null,
    employerUnitId: values.employerUnitId ?? null,
    employmentStatus: values.employmentStatus,
    employmentStarted: monthOrDay(values.employmentStarted),
    post: values.post.trim() || null,
  }
}

function numberOf(values: MemberValues): string | null {
  return normaliseNationalId(values.nationalId) || null
}

/** `2013.7` and `2013年7月` are 2013-07; what is no date goes as it is, for the API to refuse. */
function monthOrDay(text: string): string | null {
  const written = text.trim()
  if (written === '') return null
  const reading = readDate(written)
  if (!reading.ok) return written
  return reading.value.precision === 'MONTH' ? reading.value.day.slice(0, 7) : reading.value.day
}
