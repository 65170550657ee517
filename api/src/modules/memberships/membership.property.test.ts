import { addMonths } from '@qizhi/codes'
import { isEnding, membershipKinds, openStatusesOf, transitionsFrom } from '@qizhi/rulebook'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Actor } from '../../platform/database/write.ts'
import { TestRegister, type TestMember, type TestOrganization } from '../../testing/test-register.ts'
import { aTestWorld, type TestWorld } from '../../testing/test-world.ts'
import { type MembershipEnding, MembershipEndings, type MembershipKind, type MembershipStatus } from './membership.enums.ts'

let world: TestWorld
let register: TestRegister
let actor: Actor
let today: string
const organizations: TestOrganization[] = []

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  actor = (await world.as()).actor
  today = (await world.sql<{ today: string }>('SELECT today()::text AS today'))[0]!.today
  for (const [kind, level] of [
    ['PARTY', 'BRANCH'],
    ['LEAGUE', 'BRANCH'],
    ['UNION', 'SUB_UNION'],
  ] as const) {
    const root = await register.anOrganization({ kind, level: 'COMMITTEE' })
    for (let at = 0; at < 2; at += 1)
      organizations.push(
        await register.anOrganization({ under: await register.anOrganization({ under: root, level: 'COMMITTEE' }), level }),
      )
  }
})
afterAll(() => world.close())

interface Step {
  readonly verb: 'open' | 'changeStatus' | 'transfer' | 'end' | 'move'
  readonly person: number
  readonly kind: MembershipKind
  /** Which of the statuses, endings and organisations: those that the table offers where `sensible`, any otherwise. */
  readonly choice: number
  readonly sensible: boolean
  /** Months since the step before; a step back in time is tried too. */
  readonly wait: number
}

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom('open', 'open', 'changeStatus', 'changeStatus', 'transfer', 'end', 'move'),
  person: fc.nat(1),
  kind: fc.constantFrom(...(membershipKinds as MembershipKind[])),
  choice: fc.nat(30),
  sensible: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  wait: fc.oneof({ weight: 9, arbitrary: fc.nat(7) }, { weight: 1, arbitrary: fc.integer({ min: -7, max: -1 }) }),
})

/** Names as people bear them: with a middle dot, and beyond the basic plane. */
const names = fc.constantFrom('艾力·艾山', '𠮷田茂', '欧阳娜娜', 'John O’Neil')

/** The days of the steps, from 2017 on and never after 2025. */
function daysOf(history: readonly Step[]): string[] {
  let month = 0
  return history.map(({ wait }) => addMonths('2017-01-01', (month = Math.min(107, Math.max(0, month + wait)))))
}

async function take(persons: readonly TestMember[], { verb, person, kind, choice, sensible }: Step, day: string): Promise<void> {
  const { memberships } = world.modules.memberships
  const pick = <Value>(values: readonly Value[]) => values[choice % values.length]!
  const of = persons[person]!
  const at = pick(sensible ? organizations.filter((organization) => organization.kind === kind) : organizations)
  if (verb === 'move') return move(at, choice)
  if (verb === 'open') {
    await memberships.open(actor, {
      memberId: of.id,
      organizationId: at.id,
      kind,
      status: pick(openStatusesOf(kind) as MembershipStatus[]),
      validFrom: day,
    })
    return
  }
  const [last] = await world.sql<{ id: string; version: number; status: MembershipStatus }>(
    'SELECT id, version, status FROM membership WHERE member_id = $1 AND kind = $2 ORDER BY lower(valid) DESC LIMIT 1',
    [of.id, kind],
  )
  if (last === undefined) return
  const change = { id: last.id, version: last.version, effectiveOn: day }
  const ways = transitionsFrom(kind, last.status).map(({ to }) => to)
  const statuses = sensible ? ways.filter((to) => !isEnding(to)) : openStatusesOf(kind)
  if (verb === 'changeStatus' && statuses.length > 0)
    await memberships.changeStatus(actor, { ...change, status: pick(statuses) as MembershipStatus })
  else if (verb === 'end')
    await memberships.end(actor, {
      ...change,
      ending: pick(sensible ? (ways.filter(isEnding) as MembershipEnding[]) : Object.values(MembershipEndings)),
    })
  else await memberships.transfer(actor, { ...change, membershipId: last.id, toOrganizationId: at.id })
}

it('keeps periods apart and counts equal to rows, whatever is done in whatever order', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(names, names),
      fc.array(step, { minLength: 8, maxLength: 40 }),
      fc.boolean(),
      async (called, history, atOnce) => {
        const persons = [
          await register.aMember({ name: called[0], birthDate: '2000-01-01' }),
          await register.aMember({ name: called[1], birthDate: '2000-01-01' }),
        ]
        const before = await changes()
        const days = daysOf(history)
        if (atOnce) await Promise.all(history.map((each, at) => take(persons, each, days[at]!)))
        else for (const [at, each] of history.entries()) await take(persons, each, days[at]!)
        taken += (await changes()) - before

        expect(await overlapping()).toEqual([])
        expect(
          await world.sql(
            'SELECT id FROM membership WHERE (ending IS NULL) <> upper_inf(valid) OR upper(valid) > today() OR lower(valid) > today()',
          ),
        ).toEqual([])
        expect(await counted()).toEqual(await rows())
        if (history.length % 3 === 0) await world.modules.counts.fold()
        expect(await counted()).toEqual(await rows())
        expect(await misplaced()).toEqual([])
        expect(
          (await world.sql<{ name: string }>('SELECT name FROM member WHERE id = ANY($1) ORDER BY id', [persons.map(({ id }) => id)]))
            .map(({ name }) => name)
            .sort(),
        ).toEqual([...called].sort())
      },
    ),
    { numRuns: 30 },
  )
  // a history in which everything is refused proves nothing
  expect(taken).toBeGreaterThan(60)
}, 120_000)

/** Puts an organisation under one of the committees of its tree, with all that it counts. */
async function move({ id, kind }: TestOrganization, choice: number): Promise<void> {
  const committees = await world.sql<{ id: string }>(`SELECT id FROM organization WHERE kind = $1 AND level = 'COMMITTEE' ORDER BY id`, [
    kind,
  ])
  const [seen] = await world.sql<{ version: number }>('SELECT version FROM organization WHERE id = $1', [id])
  await world.modules.organizations.organizations.move(actor, {
    id,
    version: seen!.version,
    parentId: committees[choice % committees.length]!.id,
    effectiveOn: today,
  })
}

async function changes(): Promise<number> {
  const [row] = await world.sql<{ entries: number }>(
    `SELECT count(*)::int AS entries FROM audit_entry WHERE outcome = 'DONE' AND entity = 'Membership'`,
  )
  return row!.entries
}

function overlapping() {
  return world.sql(
    'SELECT a.id FROM membership a JOIN membership b ON b.member_id = a.member_id AND b.kind = a.kind AND b.id <> a.id AND b.valid && a.valid',
  )
}

/** Members by organisation and status, as the look-ups say. */
function counted() {
  return world.sql(
    `SELECT organization_id, status, sum(members)::int AS members FROM (
       SELECT organization_id, status, members FROM member_count_cell UNION ALL SELECT organization_id, status, members FROM member_count_delta
     ) c GROUP BY 1, 2 HAVING sum(members) <> 0 ORDER BY 1, 2`,
  )
}

/** Who stands where he does not belong, or belongs where he does not stand. */
function misplaced() {
  return world.sql(
    `(SELECT member_id, kind, organization_id FROM member_place EXCEPT SELECT member_id, kind, organization_id FROM membership WHERE upper_inf(valid))
     UNION ALL (SELECT member_id, kind, organization_id FROM membership WHERE upper_inf(valid) EXCEPT SELECT member_id, kind, organization_id FROM member_place)`,
  )
}

/** The same, counted from the rows over the tree. */
function rows() {
  return world.sql(
    `SELECT above.organization_id, m.status, count(*)::int AS members FROM membership m
     JOIN organization_placement p ON p.organization_id = m.organization_id AND upper_inf(p.valid)
     JOIN organization_placement above ON upper_inf(above.valid) AND p.path >= above.path AND p.path < above.path || '0'
     WHERE upper_inf(m.valid) GROUP BY 1, 2 ORDER BY 1, 2`,
  )
}
