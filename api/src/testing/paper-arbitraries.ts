import fc from 'fast-check'
import { type PaperBureau, paperCategories, type PaperMembership, possibleMoves } from './paper-bureau.ts'
import { type PaperRequest } from './paper-count.ts'

/** Days at which something turns: ends of months and years, leap days, birthdays. */
const days = [
  '2023-02-28',
  '2023-03-01',
  '2024-01-31',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-12-31',
  '2025-01-01',
  '2025-02-28',
  '2025-03-31',
  '2025-04-01',
  '2025-12-31',
  '2026-01-01',
  '2026-02-01',
  '2026-06-30',
]

/** The types that activities on paper have. */
export const paperTypes = Object.keys(paperCategories)

/** Puts those types into the catalogue where they are missing. */
export const paperTypesSql = `INSERT INTO activity_type (code, category, name_zh, name_en, kinds, levels, expects)
  SELECT code, category, code, code, '{PARTY,UNION}', '{}', 'NOBODY' FROM json_each_text('${JSON.stringify(paperCategories)}') AS type (code, category) ON CONFLICT (code) DO NOTHING`

const skeleton = [
  ['P0', 'PARTY', 'COMMITTEE', null],
  ['P1', 'PARTY', 'GENERAL_BRANCH', 'P0'],
  ['P2', 'PARTY', 'GENERAL_BRANCH', 'P0'],
  ['P3', 'PARTY', 'BRANCH', 'P1'],
  ['P4', 'PARTY', 'BRANCH', 'P1'],
  ['P5', 'PARTY', 'BRANCH', 'P2'],
  ['T0', 'UNION', 'COMMITTEE', null],
  ['T1', 'UNION', 'COMMITTEE', 'T0'],
  ['T2', 'UNION', 'SUB_UNION', 'T1'],
  ['U0', 'UNIT', 'BUREAU', null],
  ['U1', 'UNIT', 'INSTITUTION', 'U0'],
] as const

const day = fc.constantFrom(...days)
const code = (kind: string) => fc.constantFrom(...skeleton.flatMap(([each, of]) => (of === kind ? [each] : [])))
const persons = Array.from({ length: 10 }, (_, at) => `M${at}`)

const member = fc.record({
  sex: fc.constantFrom('MALE' as const, 'FEMALE' as const),
  birthDate: fc.constantFrom(null, '1964-02-29', '1990-03-01', '1993-02-28', '1995-12-31', '1995-01-01'),
  education: fc.constantFrom(null, '10', '20'),
  unit: fc.constantFrom(null, 'U0', 'U1'),
  employmentStatus: fc.constantFrom('ACTIVE' as const, 'RETIRED' as const),
  employmentStarted: fc.constantFrom(null, '2024-02', '2024-02-29', '2025-01-01'),
})

const statusesOf: Record<string, readonly string[]> = { PARTY: ['APPLICANT', 'PROBATIONARY', 'FULL'], UNION: ['MEMBER', 'RETAINED'] }

/** One person's way in one kind: periods one after the other, some right after the one before. */
const way = fc.record({
  member: fc.constantFrom(...persons),
  kind: fc.constantFrom('PARTY', 'UNION'),
  cuts: fc.uniqueArray(day, { minLength: 1, maxLength: 4 }),
  steps: fc.array(
    fc.record({
      at: fc.nat(9),
      gap: fc.boolean(),
      organization: fc.nat(9),
      ending: fc.constantFrom('STATUS_CHANGED', 'TRANSFERRED_OUT', 'WITHDRAWN', 'DECEASED'),
    }),
    { minLength: 4, maxLength: 4 },
  ),
  lasts: fc.boolean(),
})

const activity = fc.record({
  organization: fc.constantFrom(...skeleton.map(([each]) => each)),
  type: fc.constantFrom(...paperTypes),
  day,
  status: fc.constantFrom('HELD' as const, 'ARCHIVED' as const, 'PLANNED' as const, 'CANCELLED' as const),
  expected: fc.nat(9),
  present: fc.nat(9),
  observers: fc.nat(2),
  persons: fc.subarray(persons, { maxLength: 6 }),
})

/** A bureau with moves, changing leaders, a dissolved branch, memberships with a past, and what was held. */
export const paperBureaus: fc.Arbitrary<PaperBureau> = fc
  .record({
    moves: fc.array(fc.record({ organization: fc.constantFrom('P2', 'P3', 'P4', 'P5'), parent: fc.constantFrom('P0', 'P1', 'P2'), day }), {
      maxLength: 4,
    }),
    leads: fc.array(fc.record({ led: fc.constantFrom('T0', 'T1', 'T2'), leader: code('PARTY'), from: day, to: fc.option(day) }), {
      maxLength: 4,
    }),
    dissolved: fc.option(fc.constantFrom('2025-01-01', '2026-01-01')),
    members: fc.array(member, { minLength: persons.length, maxLength: persons.length }),
    ways: fc.uniqueArray(way, { minLength: 4, maxLength: 14, selector: (each) => `${each.member} ${each.kind}` }),
    activities: fc.array(activity, { minLength: 4, maxLength: 14 }),
  })
  .map(({ moves, leads, dissolved, members, ways, activities }) => {
    const organizations = [...skeleton, ['P9', 'PARTY', 'BRANCH', 'P0'] as const].map(([each, kind, level, parent]) => ({
      code: each,
      kind,
      level,
      parent,
      dissolvedOn: each === 'P9' ? (dissolved ?? null) : null,
    }))
    return {
      organizations,
      moves: possibleMoves(organizations, moves),
      leads: leads.filter(({ led, from, to }, at) => (to === null || from < to) && leads.findIndex((each) => each.led === led) === at),
      members: members.map((each, at) => ({ ...each, code: persons[at]! })),
      memberships: ways.flatMap(periodsOf),
      activities,
    }
  })

function periodsOf({
  member: person,
  kind,
  cuts,
  steps,
  lasts,
}: typeof way extends fc.Arbitrary<infer Way> ? Way : never): PaperMembership[] {
  const homes = skeleton.flatMap(([each, of]) => (of === kind ? [each] : []))
  const starts = [...cuts].sort()
  return starts.flatMap((from, at): PaperMembership[] => {
    const step = steps[at]!
    const next = starts[at + 1]
    // a gap: the period that would stand here is left out
    if (step.gap && at > 0 && next !== undefined) return []
    const isOpen = next === undefined && lasts
    const to = isOpen ? null : (next ?? '2026-10-01')
    return [
      {
        member: person,
        kind,
        organization: homes[step.organization % homes.length]!,
        status: statusesOf[kind]![step.at % statusesOf[kind]!.length]!,
        from,
        to,
        ending: to === null ? null : step.ending,
      },
    ]
  })
}

const dimensionsOf = {
  ACTIVITIES: ['ORGANIZATION', 'LED_BY', 'KIND', 'LEVEL', 'CATEGORY', 'TYPE', 'STATUS', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'],
  MEMBERS: ['ORGANIZATION', 'LED_BY', 'KIND', 'LEVEL', 'STATUS', 'SEX', 'AGE_BAND', 'EDUCATION', 'EMPLOYMENT_STATUS', 'YEAR_OF_JOINING'],
  MEMBERSHIP_CHANGES: [
    'ORGANIZATION',
    'LED_BY',
    'KIND',
    'LEVEL',
    'STATUS',
    'CHANGE',
    'SEX',
    'AGE_BAND',
    'DAY',
    'WEEK',
    'MONTH',
    'QUARTER',
    'YEAR',
  ],
}

const periods = [
  ['2024-02-29', '2024-02-29'],
  ['2024-02-01', '2024-02-29'],
  ['2025-02-01', '2025-02-28'],
  ['2025-01-01', '2025-12-31'],
  ['2024-03-01', '2025-02-28'],
  ['2025-03-31', '2026-01-15'],
] as const

const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 })

/** Requests that can be answered. `organizations`: what a filter may name. */
export function paperRequests(organizations: readonly string[] = ['P0', 'P1', 'P2', 'T0', 'U0']): fc.Arbitrary<PaperRequest> {
  return fc.constantFrom('ACTIVITIES' as const, 'MEMBERS' as const, 'MEMBERSHIP_CHANGES' as const).chain((source) =>
    fc
      .record({
        by: fc.uniqueArray(fc.constantFrom(...dimensionsOf[source]), { maxLength: 4 }),
        depth: fc.nat(3),
        tree: fc.constantFrom('NOW' as const, 'AS_IT_WAS' as const),
        asOf: fc.option(fc.constantFrom(...days), { freq: 2 }),
        compare: fc.option(
          source === 'MEMBERS'
            ? fc.constant('SAME_PERIOD_LAST_YEAR' as const)
            : fc.constantFrom('PREVIOUS_PERIOD' as const, 'SAME_PERIOD_LAST_YEAR' as const),
          { freq: 3 },
        ),
        organization: organizations.length === 0 ? fc.constant(null) : fc.option(fc.constantFrom(...organizations)),
        period: fc.option(fc.constantFrom(...periods)),
        values: valuesOf(source),
      })
      .map(({ organization, period, values, compare, asOf, tree, ...rest }): PaperRequest => {
        const timed = source !== 'MEMBERS'
        const days = compare !== null && timed ? (period ?? periods[0]) : period
        const filter = {
          ...values,
          ...(organization === null ? {} : { organization }),
          ...(timed && days !== null ? { from: days[0], to: days[1] } : {}),
        }
        return { source, ...rest, tree, compare, asOf: timed && tree === 'AS_IT_WAS' ? null : asOf, filter }
      }),
  )
}

function valuesOf(source: PaperRequest['source']) {
  const kinds = some(['PARTY', 'UNION'])
  if (source === 'ACTIVITIES')
    return fc.record({ kinds, types: some(paperTypes), statuses: some(['PLANNED', 'HELD', 'ARCHIVED', 'CANCELLED']) }, { requiredKeys: [] })
  if (source === 'MEMBERS')
    return fc.record(
      {
        kinds,
        statuses: some(['APPLICANT', 'FULL', 'MEMBER']),
        sexes: some(['MALE', 'FEMALE']),
        placeKinds: some(['PARTY', 'UNION', 'UNIT']),
      },
      { requiredKeys: [] },
    )
  return fc.record(
    {
      kinds,
      statuses: some(['APPLICANT', 'FULL', 'MEMBER']),
      changes: some(['JOINED', 'TRANSFERRED_IN', 'STATUS_CHANGED', 'WITHDRAWN']),
      sexes: some(['MALE', 'FEMALE']),
    },
    { requiredKeys: [] },
  )
}
