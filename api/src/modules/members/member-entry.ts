import { maskPhone, personPinyin, type Pinyin } from '@qizhi/codes'
import { LRUCache } from 'lru-cache'
import { Recordset } from '../../platform/database/recordset.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { type ReadFields } from './member-fields.rules.ts'
import { type MemberSecrets, type NumbersOf, type SealedNumbers } from './member-secrets.ts'
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
  /** Fen. */
  readonly monthlyWageBase: number | null
}

/** An entry that is on the register. */
export type RegisteredEntry = Entry & { readonly version: number }

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
    monthlyWageBase: null,
  }
}

/** What an entry may be given: what was read, and what others decide. */
export type EntryFields = ReadFields & Partial<Pick<Entry, 'employerUnitId' | 'employmentStatus' | 'monthlyWageBase'>>

/** The entry with what was read put in; numbers are sealed for this row, the same number stays sealed as it is. */
export async function withFields(entry: Entry, fields: EntryFields, secrets: MemberSecrets): Promise<Entry> {
  return (await withFieldsOfAll([{ entry, fields }], secrets))[0]!
}

/** The same for the entries of a batch, whose numbers are sealed together. */
export async function withFieldsOfAll(items: readonly { readonly entry: Entry; readonly fields: EntryFields }[], secrets: MemberSecrets): Promise<Entry[]> {
  const numbers: NumbersOf[] = []
  for (const { entry, fields } of items) {
    const { nationalId, phone } = fields
    numbers.push({
      memberId: entry.id,
      ...(nationalId != null && (entry.nationalIdIndex === null || secrets.indexOf(nationalId) !== entry.nationalIdIndex) ? { nationalId } : {}),
      ...(phone != null && !(await isPhoneOf(entry, phone, secrets)) ? { phone } : {}),
    })
  }
  const sealed = await secrets.sealAll(numbers)
  return items.map(({ entry, fields }, at) => {
    const { nationalId, phone, ...plain } = fields
    return { ...entry, ...plain, ...nationalIdColumns(nationalId, sealed[at]!), ...phoneColumns(phone, sealed[at]!) }
  })
}

function nationalIdColumns(number: string | null | undefined, { nationalId: sealed }: SealedNumbers): Partial<Entry> {
  if (number === null) return { nationalIdCipher: null, nationalIdIndex: null, nationalIdMasked: null }
  return sealed === undefined ? {} : { nationalIdCipher: sealed.cipher, nationalIdIndex: sealed.index, nationalIdMasked: sealed.masked }
}

function phoneColumns(phone: string | null | undefined, { phone: sealed }: SealedNumbers): Partial<Entry> {
  if (phone === null) return { phoneCipher: null, phoneMasked: null }
  return sealed === undefined ? {} : { phoneCipher: sealed.cipher, phoneMasked: sealed.masked }
}

async function isPhoneOf({ id, phoneCipher, phoneMasked }: Entry, phone: string, secrets: MemberSecrets): Promise<boolean> {
  // most that differ do so in what is shown, which is told without opening
  return phoneCipher !== null && phoneMasked === maskPhone(phone) && (await secrets.openPhone(phoneCipher, id)) === phone
}

/** What changed, for the audit trail: numbers by their masked forms, and nothing that was not touched. */
export function auditedChange(before: Entry, after: Entry): { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> } {
  const told = { before: {} as Record<string, unknown>, after: {} as Record<string, unknown> }
  for (const { name, of, shown } of auditedFields) {
    if (before[of] === after[of]) continue
    told.before[name] = shown(before)
    told.after[name] = shown(after)
  }
  return told
}

const plainFields = ['name', 'sex', 'birthDate', 'ethnicity', 'education', 'politicalStatus', 'employerUnitId', 'employmentStatus', 'employmentStarted', 'post'] as const

const auditedFields: readonly { readonly name: string; readonly of: keyof Entry; readonly shown: (entry: Entry) => unknown }[] = [
  ...plainFields.map((name) => ({ name, of: name, shown: (entry: Entry) => entry[name] })),
  { name: 'nationalId', of: 'nationalIdIndex', shown: (entry) => entry.nationalIdMasked },
  { name: 'phone', of: 'phoneCipher', shown: (entry) => entry.phoneMasked },
  { name: 'monthlyWageBase', of: 'monthlyWageBase', shown: (entry) => (entry.monthlyWageBase === null ? null : '***') },
]

/** The entries of these persons, who are locked already, with their versions. */
export async function readEntries(tx: Transaction, ids: readonly string[]): Promise<RegisteredEntry[]> {
  return tx.query<RegisteredEntry>(
    `SELECT id, name, sex, birth_date AS "birthDate", ethnicity, education, political_status AS "politicalStatus", national_id_cipher AS "nationalIdCipher",
       national_id_index AS "nationalIdIndex", national_id_masked AS "nationalIdMasked", phone_cipher AS "phoneCipher", phone_masked AS "phoneMasked",
       employer_unit_id AS "employerUnitId", employment_status AS "employmentStatus", employment_started AS "employmentStarted", post,
       monthly_wage_base::float8 AS "monthlyWageBase", version
     FROM member WHERE id = ANY($1::uuid[])`,
    [ids],
  )
}

const storedEntries = new Recordset<keyof Entry | keyof Sounds>({
  id: 'uuid',
  name: 'text',
  pinyin: 'text',
  initials: 'text',
  sex: 'text',
  birthDate: 'date',
  ethnicity: 'text',
  education: 'text',
  politicalStatus: 'text',
  nationalIdCipher: 'text',
  nationalIdIndex: 'text',
  nationalIdMasked: 'text',
  phoneCipher: 'text',
  phoneMasked: 'text',
  employerUnitId: 'uuid',
  employmentStatus: 'text',
  employmentStarted: 'text',
  post: 'text',
  monthlyWageBase: 'bigint',
})

// in one order everywhere: two batches with the same persons wait for each other instead of going round in a circle
const insertion = `INSERT INTO member (id, name, pinyin, initials, sex, birth_date, ethnicity, education, political_status, national_id_cipher, national_id_index, national_id_masked,
    phone_cipher, phone_masked, employer_unit_id, employment_status, employment_started, post, monthly_wage_base)
  SELECT id, name, pinyin, initials, sex, "birthDate", ethnicity, education, "politicalStatus", "nationalIdCipher", "nationalIdIndex", "nationalIdMasked",
    "phoneCipher", "phoneMasked", "employerUnitId", "employmentStatus", "employmentStarted", post, "monthlyWageBase"
  FROM ${storedEntries.sql} ORDER BY "nationalIdIndex"
  ON CONFLICT (national_id_index) DO NOTHING RETURNING id`

const update = `UPDATE member SET name = r.name, pinyin = r.pinyin, initials = r.initials, sex = r.sex, birth_date = r."birthDate", ethnicity = r.ethnicity, education = r.education,
    political_status = r."politicalStatus", national_id_cipher = r."nationalIdCipher", national_id_index = r."nationalIdIndex", national_id_masked = r."nationalIdMasked",
    phone_cipher = r."phoneCipher", phone_masked = r."phoneMasked", employer_unit_id = r."employerUnitId", employment_status = r."employmentStatus",
    employment_started = r."employmentStarted", post = r.post, monthly_wage_base = r."monthlyWageBase", version = version + 1, updated_at = now()
  FROM ${storedEntries.sql} WHERE member.id = r.id`

/** Writes new entries in one statement, and returns the ids of those written: not where another holds the number, also one that is being written at the same time. */
export async function insertEntries(tx: Transaction, entries: readonly Entry[]): Promise<Set<string>> {
  if (entries.length === 0) return new Set()
  const written = await tx.query<{ id: string }>(insertion, storedEntries.of(entries.map(stored)))
  return new Set(written.map(({ id }) => id))
}

/** Writes changed entries in one statement. */
export async function updateEntries(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  if (entries.length > 0) await tx.query(update, storedEntries.of(entries.map(stored)))
}

/** How a name is spelled and what its syllables begin with, as it is searched for. */
interface Sounds {
  readonly pinyin: string
  readonly initials: string
}

function stored(entry: Entry): Entry & Sounds {
  const { full, initials } = pinyinOf(entry.name)
  return { ...entry, pinyin: full, initials }
}

function pinyinOf(name: string): Pinyin {
  const known = pinyins.get(name)
  if (known !== undefined) return known
  const found = personPinyin(name)
  pinyins.set(name, found)
  return found
}

/** Finding the sounds of a name takes longer than everything else about its entry; an update mostly has a name that was entered before. */
const pinyins = new LRUCache<string, Pinyin>({ max: 20_000 })
