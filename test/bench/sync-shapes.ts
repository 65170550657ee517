import { addDays, composeNationalId, maskNationalId, maskPhone, personPinyin } from '@qizhi/codes'
import { createHmac, randomBytes } from 'node:crypto'
import { type Pool } from 'pg'
import { type WriteShape } from './write-shapes.ts'

/** A batch of a sync against one bare upsert of the same columns, whose numbers were encrypted and indexed before. */
const rows = 1_000
let series = 0
const document = `mutation M1($input: SyncMembersInput!) { syncMembers(input: $input) { ok counts { total rejected }
  rows { index externalId status id version errors { code path } } userErrors { code } } }`

export const syncUnchanged: WriteShape = sync(
  'M1 unchanged',
  'sync of 1,000 rows that say nothing new',
  0.4,
  (at) => at,
  () => '科员',
)
export const syncMixed: WriteShape = sync(
  'M1 mixed',
  'sync of 1,000 rows: 5 % new, 25 % changed, the others not',
  0.4,
  (at, round) => (at < rows * 0.95 ? at : rows * (round + 1) + at),
  (at, round) => (at % 4 === 0 ? `第 ${round + 1} 岗` : '科员'),
)
export const syncNew: WriteShape = sync(
  'M1 new',
  'sync of 1,000 new persons',
  0.4,
  (at, round) => rows * (round + 1) + at,
  () => '科员',
)

interface Person {
  readonly number: string
  readonly name: string
  readonly phone: string
  readonly post: string
}

function sync(
  name: string,
  what: string,
  least: number,
  personOf: (at: number, round: number) => number,
  postOf: (at: number, round: number) => string,
): WriteShape {
  series += 2
  const [own, byHandSeries] = [series, series + 1]
  const persons = (of: number, round: number) =>
    Array.from({ length: rows }, (_, at) => aPerson(of, personOf(at, round), postOf(at, round)))
  return {
    name,
    what,
    least,
    rows,
    async prepare(pool, product) {
      const { rows: units } = await pool.query<{ id: string; code: string }>(
        `SELECT id, code FROM organization WHERE kind = 'UNIT' AND dissolved_on IS NULL ORDER BY id LIMIT 100`,
      )
      const turns = {
        hand: (round: number) => ({ rows: persons(byHandSeries, round).map((person, at) => stored(person, units[at % units.length]!.id)) }),
        product: (round: number) => ({
          query: document,
          variables: {
            input: {
              source: 'HR',
              mode: 'APPLY',
              batchKey: `${name} ${round}`,
              rows: persons(own, round).map((person, at) => told(person, units[at % units.length]!.code)),
            },
          },
        }),
      }
      // whoever is changed or left as he is, is on the register
      const first = Array.from({ length: rows }, (_, at) => at)
      await upsert(pool, { rows: first.map((at) => stored(aPerson(byHandSeries, at, '科员'), units[at % units.length]!.id)) })
      const body = {
        ...turns.product(0),
        variables: {
          input: {
            source: 'HR',
            mode: 'APPLY',
            batchKey: `${name} first`,
            rows: first.map((at) => told(aPerson(own, at, '科员'), units[at % units.length]!.code)),
          },
        },
      }
      this.check(await product(body))
      return turns
    },
    byHand: upsert,
    check(answer) {
      const { data } = JSON.parse(answer) as { data?: { syncMembers: { ok: boolean } } }
      if (data?.syncMembers.ok !== true) throw new Error(`${name}: ${answer.slice(0, 500)}`)
    },
  }
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'

function aPerson(of: number, at: number, post: string): Person {
  const known = at * 8 + of
  const number = composeNationalId({
    birthDate: addDays('1950-01-01', Math.floor(known / 500) % 18_000),
    sex: '1',
    region: `1199${10 + Math.floor(known / 9_000_000)}`,
    sequence: known % 500,
  })
  const name = `${surnames[known % surnames.length]}${String.fromCodePoint(0x4e00 + (known % 8_000))}${String.fromCodePoint(0x4e00 + (Math.floor(known / 8_000) % 8_000))}`
  return { number, name, phone: `139${String(known % 100_000_000).padStart(8, '0')}`, post }
}

function told({ number, name, phone, post }: Person, unit: string) {
  return {
    externalId: `B${number}`,
    name,
    nationalId: number,
    ethnicity: '01',
    education: '21',
    phone,
    unit,
    employmentStatus: 'ACTIVE',
    employmentStarted: '2012-07',
    post,
  }
}

const key = randomBytes(32)
const cipher = `v1|A256GCM|${'0'.repeat(12)}|${'A'.repeat(80)}|${'A'.repeat(16)}|${'A'.repeat(24)}|${'A'.repeat(22)}`

function stored({ number, name, phone, post }: Person, unitId: string): Stored {
  const { full, initials } = personPinyin(name)
  return {
    name,
    pinyin: full,
    initials,
    birth_date: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    national_id_index: createHmac('sha256', key).update(number).digest('base64url'),
    national_id_cipher: cipher,
    national_id_masked: maskNationalId(number),
    phone_cipher: cipher,
    phone_masked: maskPhone(phone),
    employer_unit_id: unitId,
    post,
  }
}

const columns = {
  name: 'text',
  pinyin: 'text',
  initials: 'text',
  birth_date: 'date',
  national_id_cipher: 'text',
  national_id_index: 'text',
  national_id_masked: 'text',
  phone_cipher: 'text',
  phone_masked: 'text',
  employer_unit_id: 'uuid',
  post: 'text',
} as const

type Stored = Readonly<Record<keyof typeof columns, string>>

/** Sorted by key, one statement, nothing else: no audit, no external id, no look at who may do it. Arrays are what PostgreSQL takes in fastest. */
async function upsert(pool: Pool, { rows }: { rows: Stored[] }): Promise<unknown> {
  const names = Object.keys(columns) as (keyof Stored)[]
  const { rows: written } = await pool.query({
    name: 'm1',
    text: `INSERT INTO member AS m (name, pinyin, initials, sex, birth_date, ethnicity, education, national_id_cipher, national_id_index, national_id_masked, phone_cipher, phone_masked,
        employer_unit_id, employment_status, employment_started, post)
      SELECT name, pinyin, initials, 'MALE', birth_date, '01', '21', national_id_cipher, national_id_index, national_id_masked, phone_cipher, phone_masked, employer_unit_id, 'ACTIVE', '2012-07', post
      FROM unnest(${names.map((name, at) => `$${at + 1}::${columns[name]}[]`).join(', ')}) AS r (${names.join(', ')})
      ORDER BY national_id_index
      ON CONFLICT (national_id_index) DO UPDATE SET name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials, birth_date = excluded.birth_date,
        phone_cipher = excluded.phone_cipher, phone_masked = excluded.phone_masked, employer_unit_id = excluded.employer_unit_id, post = excluded.post, version = m.version + 1, updated_at = now()
      WHERE (m.name, m.birth_date, m.phone_masked, m.employer_unit_id, m.post) IS DISTINCT FROM (excluded.name, excluded.birth_date, excluded.phone_masked, excluded.employer_unit_id, excluded.post)
      RETURNING id, version`,
    values: names.map((name) => rows.map((row) => row[name])),
  })
  return written
}
