import { Int, registerEnumType } from 'type-graphql'
import { type Sql } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { memberGraph, EmploymentStatuses, type MemberFilter, personsWhere } from '../members/index.ts'
import { MembershipStatuses } from '../memberships/index.ts'
import { labelsOf, listed, placeDimensions } from './engine/dimensions.ts'
import { type CountFilter, type CountModel, type Facts, type Slice } from './engine/model.ts'
import { membershipLabels } from './membership-labels.ts'
import { employmentLabels, personDimensions, personDomain, personOf } from './person.dimensions.ts'

export const MemberPlaceStatuses = { ...MembershipStatuses, ...EmploymentStatuses } as const
const placeLabels = { ...membershipLabels, ...employmentLabels }
registerEnumType(MemberPlaceStatuses, {
  name: 'MemberPlaceStatus',
  description: 'In which status a person stands in an organisation: that of the membership, or of the employment 「身份或人员状态」.',
  valuesConfig: Object.fromEntries(
    Object.entries(placeLabels).map(([status, { zh, en }]) => [status, { description: `${en} 「${zh}」.` }]),
  ),
})

/**
 * Where persons stand: each membership that is open on the day, and each employment. A person with two memberships and an employer stands
 * in three places.
 */
export const memberCountModel: CountModel = {
  name: 'memberCounts',
  noun: 'Member',
  plural: { zh: '人员', en: 'places of members' },
  permission: 'counts:read',
  dimensions: {
    ...placeDimensions({
      kind: 'The kind of the organisation: that of the membership, or UNIT for the employer 「类别」.',
      organization:
        'Where the person stands, gathered at `organizationDepth`: at the depth its whole subtree is counted, above it only who stands in it itself 「组织」.',
    }),
    STATUS: {
      field: 'status',
      description: 'The status of the membership, or of the employment 「身份或人员状态」.',
      type: () => MemberPlaceStatuses,
      of: ({ f }) => `${f}.status`,
      sqlType: 'text',
      nullable: false,
      family: 'STATUS',
      order: (g) => ({ key: listed(Object.keys(MemberPlaceStatuses), `${g}.d_status`) }),
      label: labelsOf(placeLabels),
    },
    ...personDimensions,
    YEAR_OF_JOINING: {
      field: 'yearOfJoining',
      description:
        'The year in which the person first became a member there: of the Party as a probationary member, of the league or a union; for an employer the year of beginning to work. Null for who has not joined, and where it is not known 「加入年份」.',
      type: () => Int,
      of: ({
        f,
      }) => `CASE ${f}.kind WHEN 'UNIT' THEN left(person.employment_started, 4)::int ELSE (SELECT extract(year FROM min(lower(joined.valid)))::int FROM membership joined
        WHERE joined.member_id = ${f}.member_id AND joined.kind = ${f}.kind AND joined.status IN ('PROBATIONARY', 'FULL', 'MEMBER', 'RETAINED') AND lower(joined.valid) <= ${f}.day) END`,
      join: personOf,
      sqlType: 'int',
      nullable: true,
      family: 'YEAR_OF_JOINING',
      label: (key) => ({ zh: key, en: key }),
    },
  },
  measures: {
    count: {
      kind: 'sum',
      of: 'places',
      shared: true,
      aboutPersons: true,
      description:
        'How many places persons hold: a person with a Party membership and an employer holds two, so that this may exceed the length of the ledger 「人次」.',
    },
    distinctMembers: {
      kind: 'persons',
      aboutPersons: true,
      description: 'How many different persons; as many as the ledger has 「人数」.',
    },
  },
  sums: ['places'],
  presence: 'places',
  timed: false,
  countedFilter: (filter) => filter,
  personal: ({ by, filter }) =>
    by.includes('AGE_BAND') || filter['bornFrom'] != null || filter['bornTo'] != null ? 'members:personal' : null,
  checkFilter: ({ query }, seesPersons) => {
    // a name that is counted is a person that is told
    if (typeof query === 'string' && query.trim() !== '' && !seesPersons) throw new AppError('FORBIDDEN', 'counts.personsByName')
  },
  tops: (filter) => ({ organization: (filter as MemberFilter).organization, kinds: (filter as MemberFilter).placeKinds }),
  facts: placesOfPersons,
  persons: placesOfPersons,
  // nobody has two open memberships of a kind, or two employers
  rows: (slice, _persons, q) => `SELECT f.*, f.member_id AS row_id, f.kind AS part, ARRAY[f.member_id] AS persons FROM (${placesOfPersons(slice, q).sql}) f`,
  domain: (_family, [name], { filter }, q) => {
    const values = personDomain(name!, filter as MemberFilter)
    return values === null
      ? null
      : `SELECT d_${name!.toLowerCase()} FROM unnest(${q.param(values)}::text[]) AS each (d_${name!.toLowerCase()})`
  },
  ledger: { graph: memberGraph, order: 'NAME_ASC', persons: true, key: 'member_id' },
}

function placesOfPersons({ filter, shift }: Slice, q: Statement): Facts {
  const isToday = q.asOf === null && shift === null
  const day = shift === null ? q.day() : `(${q.day()} - interval '1 year')::date`
  const persons = personsWhere(personal(filter), 'counts:read', isToday ? null : day)('m', q)
  const among = (id: Sql): Sql[] => (persons.length === 0 ? [] : [`${id} IN (SELECT m.id FROM member m WHERE ${persons.join(' AND ')})`])
  const held = [isToday ? 'upper_inf(held.valid)' : `held.valid @> ${day}`, ...among('held.member_id')]
  // employment has no history: of today's staff, those who had begun to work
  const begun = isToday ? [] : [`coalesce(staff.employment_started, '') <= to_char(${day}, 'YYYY-MM-DD')`]
  return {
    sql: `SELECT held.organization_id, ${day} AS day, held.member_id, held.kind, held.status, 1 AS places FROM membership held WHERE ${held.join(' AND ')}
      UNION ALL SELECT staff.employer_unit_id, ${day}, staff.id, 'UNIT', staff.employment_status, 1 FROM member staff WHERE ${['staff.employer_unit_id IS NOT NULL', ...begun, ...among('staff.id')].join(' AND ')}`,
    over: 'PLACES',
  }
}

/** The filter without what the places decide. */
function personal(filter: CountFilter): MemberFilter {
  const { organization: _tops, placeKinds: _kinds, ...rest } = filter as MemberFilter
  return rest
}
