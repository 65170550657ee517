import { personPinyin } from '@qizhi/codes'
import { type Transaction } from '../../platform/database/write.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type ReadFields } from './member-fields.rules.ts'
import { type MemberSecrets } from './member-secrets.ts'
import { type EmploymentStatus, type Sex } from './member.enums.ts'

/** An entry of the register as it is stored. */
export interface Entry {
  readonly id: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: string | null
  readonly ethnicity: string | null
  readonly education: string | null
  readonly politicalStatus: string | null
  readonly nationalIdCipher: string | null
  readonly nationalIdIndex: string | null
  readonly nationalIdMasked: string | null
  readonly phoneCipher: string | null
  readonly phoneMasked: string | null
  readonly employerUnitId: string | null
  readonly employmentStatus: EmploymentStatus
  readonly employmentStarted: string | null
  readonly post: string | null
}

/** The entry of nobody yet. */
export function blankEntry(id: string): Entry {
  return {
    id,
    name: '',
    sex: 'UNKNOWN',
    birthDate: null,
    ethnicity: null,
    education: null,
    politicalStatus: null,
    nationalIdCipher: null,
    nationalIdIndex: null,
    nationalIdMasked: null,
    phoneCipher: null,
    phoneMasked: null,
    employerUnitId: null,
    employmentStatus: 'NONE',
    employmentStarted: null,
    post: null,
  }
}

/** The entry with what was read put in; numbers are sealed for this row, the same number stays sealed as it is. */
export async function withFields(entry: Entry, fields: ReadFields & Partial<Pick<Entry, 'employerUnitId' | 'employmentStatus'>>, secrets: MemberSecrets): Promise<Entry> {
  const { nationalId, phone, ...plain } = fields
  return { ...entry, ...plain, ...(await nationalIdColumns(entry, nationalId, secrets)), ...(await phoneColumns(entry, phone, secrets)) }
}

async function nationalIdColumns({ id, nationalIdIndex }: Entry, number: string | null | undefined, secrets: MemberSecrets): Promise<Partial<Entry>> {
  if (number === undefined) return {}
  if (number === null) return { nationalIdCipher: null, nationalIdIndex: null, nationalIdMasked: null }
  if (secrets.indexOf(number) === nationalIdIndex) return {}
  const { cipher, index, masked } = await secrets.sealNationalId(number, id)
  return { nationalIdCipher: cipher, nationalIdIndex: index, nationalIdMasked: masked }
}

async function phoneColumns({ id, phoneCipher }: Entry, phone: string | null | undefined, secrets: MemberSecrets): Promise<Partial<Entry>> {
  if (phone === undefined) return {}
  if (phone === null) return { phoneCipher: null, phoneMasked: null }
  if (phoneCipher !== null && (await secrets.openPhone(phoneCipher, id)) === phone) return {}
  const { cipher, masked } = await secrets.sealPhone(phone, id)
  return { phoneCipher: cipher, phoneMasked: masked }
}

/** What changed, for the audit trail: numbers by their masked forms, and nothing that was not touched. */
export function auditedChange(before: Entry, after: Entry): { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> } {
  const changed = auditedFields.filter(({ of }) => of.some((column) => before[column] !== after[column]))
  const side = (entry: Entry) => Object.fromEntries(changed.map(({ name, shown }) => [name, entry[shown]]))
  return { before: side(before), after: side(after) }
}

const plainFields = ['name', 'sex', 'birthDate', 'ethnicity', 'education', 'politicalStatus', 'employerUnitId', 'employmentStatus', 'employmentStarted', 'post'] as const

const auditedFields: readonly { readonly name: string; readonly of: readonly (keyof Entry)[]; readonly shown: keyof Entry }[] = [
  ...plainFields.map((name) => ({ name, of: [name], shown: name })),
  { name: 'nationalId', of: ['nationalIdIndex'], shown: 'nationalIdMasked' },
  { name: 'phone', of: ['phoneCipher'], shown: 'phoneMasked' },
]

/** The entry of a person who is locked already. */
export async function readEntry(tx: Transaction, id: string): Promise<(Entry & { readonly version: number }) | null> {
  if (!isUuid(id)) return null
  const [row] = await tx.query<Entry & { version: number }>(
    `SELECT id, name, sex, birth_date AS "birthDate", ethnicity, education, political_status AS "politicalStatus", national_id_cipher AS "nationalIdCipher",
       national_id_index AS "nationalIdIndex", national_id_masked AS "nationalIdMasked", phone_cipher AS "phoneCipher", phone_masked AS "phoneMasked",
       employer_unit_id AS "employerUnitId", employment_status AS "employmentStatus", employment_started AS "employmentStarted", post, version
     FROM member WHERE id = $1`,
    [id],
  )
  return row ?? null
}

/** Writes a new entry; false where another holds its national ID number, also one that is being written at the same time. */
export async function insertEntry(tx: Transaction, entry: Entry): Promise<boolean> {
  const written = await tx.query(
    `INSERT INTO member (id, name, pinyin, initials, sex, birth_date, ethnicity, education, political_status, national_id_cipher, national_id_index, national_id_masked,
       phone_cipher, phone_masked, employer_unit_id, employment_status, employment_started, post)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT (national_id_index) DO NOTHING RETURNING id`,
    valuesOf(entry),
  )
  return written.length > 0
}

export async function updateEntry(tx: Transaction, entry: Entry): Promise<void> {
  await tx.query(
    `UPDATE member SET name = $2, pinyin = $3, initials = $4, sex = $5, birth_date = $6, ethnicity = $7, education = $8, political_status = $9,
       national_id_cipher = $10, national_id_index = $11, national_id_masked = $12, phone_cipher = $13, phone_masked = $14,
       employer_unit_id = $15, employment_status = $16, employment_started = $17, post = $18, version = version + 1, updated_at = now()
     WHERE id = $1`,
    valuesOf(entry),
  )
}

function valuesOf(entry: Entry): unknown[] {
  const { full, initials } = personPinyin(entry.name)
  return [
    entry.id,
    entry.name,
    full,
    initials,
    entry.sex,
    entry.birthDate,
    entry.ethnicity,
    entry.education,
    entry.politicalStatus,
    entry.nationalIdCipher,
    entry.nationalIdIndex,
    entry.nationalIdMasked,
    entry.phoneCipher,
    entry.phoneMasked,
    entry.employerUnitId,
    entry.employmentStatus,
    entry.employmentStarted,
    entry.post,
  ]
}
