import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aBatchKey, aNationalId, syncMembers, type TestSyncRow } from '../../../testing/test-sync.ts'
import { aTestWorld, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let hr: TestClient
let units: TestOrganization[]
beforeAll(async () => {
  world = await aTestWorld()
  hr = await world.as()
  const register = new TestRegister(world)
  const bureau = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
  units = [bureau, await register.anOrganization({ under: bureau }), await register.anOrganization({ under: bureau })]
})
afterAll(() => world.close())

/** What a source tells of one person, version by version. */
interface Told {
  readonly post: string | null
  readonly unit: number
  readonly status: 'ACTIVE' | 'LEFT' | 'RETIRED'
  readonly phone: boolean
  readonly renamed: boolean
  readonly deleted: boolean
}

const told: fc.Arbitrary<Told> = fc.record({
  post: fc.constantFrom('科员', '主任', null),
  unit: fc.nat(2),
  status: fc.constantFrom('ACTIVE', 'ACTIVE', 'LEFT', 'RETIRED'),
  phone: fc.boolean(),
  renamed: fc.boolean(),
  deleted: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})

/** The news of some persons; how often each message comes, in which order, and where batches end. */
const story = fc.array(fc.array(told, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }).chain((persons) => {
  const messages = persons.flatMap((versions, person) => versions.map((_, version) => ({ person, version })))
  return fc.record({
    persons: fc.constant(persons),
    replay: fc
      .tuple(...messages.map((message) => fc.integer({ min: 1, max: 3 }).map((times) => Array.from({ length: times }, () => message))))
      .chain((repeated) => fc.shuffledSubarray(repeated.flat(), { minLength: repeated.flat().length })),
    batch: fc.integer({ min: 1, max: 7 }),
  })
})

describe('messages of a source', () => {
  test('shuffled and repeated end as in order and once', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ persons, replay, batch }) => {
        const messages = persons.flatMap((versions, person) => versions.map((_, version) => ({ person, version })))
        const [inOrder, shuffled] = [await aCast(persons), await aCast(persons)]
        for (const message of messages) await syncMembers(hr, [rowOf(inOrder, persons, message)])
        for (let at = 0; at < replay.length; at += batch)
          await syncMembers(
            hr,
            replay.slice(at, at + batch).map((message) => rowOf(shuffled, persons, message)),
          )
        expect(await stateOf(shuffled)).toEqual(await stateOf(inOrder))
      }),
      { numRuns: 12 },
    )
  })

  test('a dry run tells what an apply does, and once applied nothing is left to do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ of: fc.nat(5), told, fault: fc.constantFrom(null, null, null, 'phone', 'unit', 'name') }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (rows) => {
          const cast = await aCast(Array.from({ length: 3 }))
          const input = rows.map(({ of, told, fault }) => {
            const row = of < 3 ? rowOf(cast, [[told], [told], [told]], { person: of, version: 0 }) : newcomer(cast.key, of, told)
            return fault === null ? row : { ...row, [fault]: fault === 'name' ? '=1' : 'NOWHERE' }
          })
          const before = await countOfEverything()
          const plan = await syncMembers(hr, input, { mode: 'DRY_RUN' })
          expect(await countOfEverything()).toEqual(before)
          const done = await syncMembers(hr, input)
          expect(done.rows.map((row: any) => (row.status === 'CREATED' ? { ...row, id: null } : row))).toEqual(plan.rows)
          const again = await syncMembers(hr, input)
          for (const [at, { status }] of done.rows.entries()) {
            expect(again.rows[at].status).toBe(status === 'CREATED' || status === 'UPDATED' ? 'UNCHANGED' : status)
          }
        },
      ),
      { numRuns: 12 },
    )
  })
})

interface Cast {
  readonly key: string
  readonly numbers: readonly string[]
}

/** As many persons as there are stories, on the register already, at version 0. */
async function aCast(persons: readonly unknown[]): Promise<Cast> {
  const cast = { key: aBatchKey(), numbers: persons.map(() => aNationalId()) }
  const first: Told = { post: '科员', unit: 0, status: 'ACTIVE', phone: false, renamed: false, deleted: false }
  await syncMembers(
    hr,
    persons.map((_, person) => ({
      ...rowOf(
        cast,
        persons.map(() => [first]),
        { person, version: 0 },
      ),
      sourceVersion: 0,
    })),
  )
  return cast
}

function rowOf(
  { key, numbers }: Cast,
  persons: readonly (readonly Told[])[],
  { person, version }: { person: number; version: number },
): TestSyncRow {
  return {
    externalId: `${key}-${person}`,
    sourceVersion: version + 1,
    nationalId: numbers[person],
    ...fieldsOf(persons[person]![version]!),
  }
}

function newcomer(key: string, person: number, told: Told): TestSyncRow {
  return { externalId: `${key}-${person}`, sourceVersion: 1, ...fieldsOf(told) }
}

function fieldsOf({ post, unit, status, phone, renamed, deleted }: Told) {
  return {
    name: renamed ? '张新' : '张旧',
    post,
    unit: units[unit]!.code,
    employmentStatus: status,
    phone: phone ? '19900061981' : null,
    ...(deleted ? { deleted } : {}),
  }
}

async function stateOf({ key }: Cast) {
  return world.sql(
    `SELECT split_part(r.external_id, '-', 3) AS person, r.source_version, r.deleted, m.name, m.post, m.employer_unit_id, m.employment_status, m.phone_masked,
       ARRAY(SELECT p.type || ' ' || p.after FROM sync_proposal p WHERE p.member_id = m.id AND p.status = 'PENDING' ORDER BY 1) AS proposals
     FROM sync_record r JOIN member m ON m.id = r.target_id WHERE r.external_id LIKE $1 ORDER BY 1`,
    [`${key}-%`],
  )
}

async function countOfEverything() {
  return world.sql(
    'SELECT (SELECT count(*) FROM member) m, (SELECT sum(version) FROM member) v, (SELECT count(*) FROM sync_record) r, (SELECT count(*) FROM sync_proposal) p, (SELECT count(*) FROM audit_entry) a, (SELECT count(*) FROM change_event) c',
  )
}
