import fc from 'fast-check'
import { ancestry, type PaperActivity, type PaperBureau, paperCategories, type PaperIds, type PaperMembership } from './paper-bureau.ts'
import { type TestClient, type TestWorld } from './test-world.ts'

/** Something that happens in a bureau after it was written down; what is not possible does not happen. */
export type PaperChange =
  | { readonly what: 'ACTIVITY'; readonly at: number; readonly now: Partial<PaperActivity> }
  | { readonly what: 'NEW_ACTIVITY'; readonly activity: PaperActivity }
  | { readonly what: 'MEMBERSHIP_ENDS'; readonly at: number; readonly day: string; readonly next: number | null; readonly ending: string }
  | { readonly what: 'STATUS'; readonly at: number; readonly status: number }
  | {
      readonly what: 'MEMBER'
      readonly at: number
      readonly sex: 'MALE' | 'FEMALE'
      readonly education: string | null
      readonly unit: string | null
    }
  | { readonly what: 'MOVE'; readonly organization: string; readonly parent: string; readonly day: string }

const statusesOf: Record<string, readonly string[]> = { PARTY: ['APPLICANT', 'PROBATIONARY', 'FULL'], UNION: ['MEMBER', 'RETAINED'] }
const homesOf: Record<string, readonly string[]> = { PARTY: ['P0', 'P1', 'P3', 'P5'], UNION: ['T0', 'T1', 'T2'] }

const activityFields = {
  organization: fc.constantFrom('P1', 'P3', 'P4', 'T1', 'U0'),
  type: fc.constantFrom(...Object.keys(paperCategories)),
  day: fc.constantFrom('2024-02-29', '2025-02-28', '2025-03-31', '2025-06-01', '2026-01-01'),
  status: fc.constantFrom('HELD' as const, 'ARCHIVED' as const, 'CANCELLED' as const),
  present: fc.nat(9),
  persons: fc.subarray(['M0', 'M1', 'M2', 'M3'], { maxLength: 3 }),
}

/** A few changes, one after the other. */
export const paperChanges: fc.Arbitrary<readonly PaperChange[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('ACTIVITY' as const),
        at: fc.nat(13),
        now: fc.record(activityFields, { requiredKeys: [] }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('NEW_ACTIVITY' as const),
        activity: fc.record({ ...activityFields, expected: fc.nat(9), observers: fc.nat(2) }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('MEMBERSHIP_ENDS' as const),
        at: fc.nat(25),
        day: fc.constantFrom('2025-03-31', '2026-01-15', '2026-10-01'),
        next: fc.option(fc.nat(9)),
        ending: fc.constantFrom('STATUS_CHANGED', 'TRANSFERRED_OUT', 'WITHDRAWN'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('STATUS' as const), at: fc.nat(25), status: fc.nat(2) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constant('MEMBER' as const),
        at: fc.nat(9),
        sex: fc.constantFrom('MALE' as const, 'FEMALE' as const),
        education: fc.constantFrom(null, '10', '20'),
        unit: fc.constantFrom(null, 'U0', 'U1'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('MOVE' as const),
        organization: fc.constantFrom('P3', 'P5'),
        parent: fc.constantFrom('P0', 'P1', 'P2'),
        day: fc.constantFrom('2026-07-01', '2026-08-01', '2026-09-01'),
      }),
    },
  ),
  { minLength: 1, maxLength: 9 },
)

/** Lets it happen on paper and in the database; answers with the bureau as it is then. */
export async function happened(
  world: TestWorld,
  administrator: TestClient,
  ids: PaperIds,
  bureau: PaperBureau,
  change: PaperChange,
): Promise<PaperBureau> {
  const known = ids as Map<string, string>
  switch (change.what) {
    case 'ACTIVITY': {
      const activity = bureau.activities[change.at]
      if (activity === undefined) return bureau
      const now = { ...activity, ...change.now }
      await writeActivity(world, ids, ids.get(`A${change.at}`)!, now)
      return { ...bureau, activities: bureau.activities.with(change.at, now) }
    }
    case 'NEW_ACTIVITY': {
      const { organization, type } = change.activity
      const [row] = await world.sql<{ id: string }>(
        `INSERT INTO activity (organization_id, type_code, title, planned_start) VALUES ($1, $2, '活动', now()) RETURNING id`,
        [ids.get(organization), type],
      )
      known.set(`A${bureau.activities.length}`, row!.id)
      await writeActivity(world, ids, row!.id, change.activity)
      return { ...bureau, activities: [...bureau.activities, change.activity] }
    }
    case 'MEMBERSHIP_ENDS':
      return membershipEnds(world, known, bureau, change)
    case 'STATUS': {
      const membership = bureau.memberships[change.at]
      if (membership === undefined) return bureau
      const status = statusesOf[membership.kind]![change.status % statusesOf[membership.kind]!.length]!
      await world.sql('UPDATE membership SET status = $2 WHERE id = $1', [ids.get(`S${change.at}`), status])
      return { ...bureau, memberships: bureau.memberships.with(change.at, { ...membership, status }) }
    }
    case 'MEMBER': {
      const { at, sex, education, unit } = change
      await world.sql('UPDATE member SET sex = $2, education = $3, employer_unit_id = $4 WHERE id = $1', [
        ids.get(`M${at}`),
        sex,
        education,
        ids.get(unit ?? ''),
      ])
      return { ...bureau, members: bureau.members.with(at, { ...bureau.members[at]!, sex, education, unit }) }
    }
    case 'MOVE':
      return moves(administrator, world, ids, bureau, change)
  }
}

async function writeActivity(world: TestWorld, ids: PaperIds, id: string, activity: PaperActivity): Promise<void> {
  const { organization, type, day, status, expected, present, observers, persons } = activity
  const held = status === 'HELD' || status === 'ARCHIVED'
  await world.sql(
    `UPDATE activity SET organization_id = $2, type_code = $3, status = $4, planned_start = $5::date + interval '2 hours', held_on = $6, cancel_reason = $7,
       expected_count = $8::int, present_count = $9::int, expected_present_count = least($8::int, $9::int), observer_count = $10 WHERE id = $1`,
    [id, ids.get(organization), type, status, day, held ? day : null, status === 'CANCELLED' ? '改期' : null, expected, present, observers],
  )
  await world.sql('DELETE FROM attendance t USING member m WHERE t.activity_id = $1 AND m.id = t.member_id AND m.code <> ALL($2)', [
    id,
    persons,
  ])
  await world.sql(
    `INSERT INTO attendance (activity_id, member_id, member_name, expected, status) SELECT $1, id, name, true, 'PRESENT' FROM member WHERE code = ANY($2) ORDER BY id ON CONFLICT DO NOTHING`,
    [id, persons],
  )
}

async function membershipEnds(
  world: TestWorld,
  ids: Map<string, string>,
  bureau: PaperBureau,
  { at, day, next, ending }: Extract<PaperChange, { what: 'MEMBERSHIP_ENDS' }>,
): Promise<PaperBureau> {
  const membership = bureau.memberships[at]
  if (membership === undefined || membership.to !== null || day <= membership.from) return bureau
  const id = ids.get(`S${at}`)
  await world.sql('UPDATE membership SET valid = daterange(lower(valid), $2::date), ending = $3 WHERE id = $1', [id, day, ending])
  const ended = bureau.memberships.with(at, { ...membership, to: day, ending })
  if (next === null) return { ...bureau, memberships: ended }
  const { member, kind } = membership
  const [homes, statuses] = [homesOf[kind]!, statusesOf[kind]!]
  const begun: PaperMembership = {
    member,
    kind,
    organization: homes[next % homes.length]!,
    status: statuses[next % statuses.length]!,
    from: day,
    to: null,
    ending: null,
  }
  const [row] = await world.sql<{ id: string }>(
    'INSERT INTO membership (member_id, kind, organization_id, status, valid) VALUES ($1, $2, $3, $4, daterange($5::date, NULL)) RETURNING id',
    [ids.get(member), kind, ids.get(begun.organization), begun.status, day],
  )
  ids.set(`S${bureau.memberships.length}`, row!.id)
  return { ...bureau, memberships: [...ended, begun] }
}

/** Through the API, which takes histories and roll-ups along. */
async function moves(
  administrator: TestClient,
  world: TestWorld,
  ids: PaperIds,
  bureau: PaperBureau,
  { organization, parent, day }: Extract<PaperChange, { what: 'MOVE' }>,
): Promise<PaperBureau> {
  const last = bureau.moves.at(-1)
  const line = ancestry(bureau, organization, day)
  if ((last !== undefined && last.day >= day) || line.at(-2) === parent || ancestry(bureau, parent, day).includes(organization))
    return bureau
  const [row] = await world.sql<{ version: number }>('SELECT version FROM organization WHERE id = $1', [ids.get(organization)])
  const { data, errors } = await administrator.query(
    `mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { userErrors { code message } } }`,
    {
      input: {
        id: ids.get(organization),
        version: row!.version,
        parentId: ids.get(parent),
        effectiveOn: day,
        documentNumber: '局发〔2026〕1号',
      },
    },
  )
  if (errors.length > 0 || data.moveOrganization.userErrors.length > 0) throw new Error(JSON.stringify([errors, data]))
  return { ...bureau, moves: [...bureau.moves, { organization, parent, day }] }
}
