import { type Statement } from '../../platform/graph/statement.ts'
import { personsWhere } from '../members/index.ts'
import { membershipGraph, MembershipStatuses } from '../memberships/index.ts'
import { type BothLanguages } from './engine/count-query.ts'
import { labelsOf, listed, placeDimensions, timeDimensions } from './engine/dimensions.ts'
import { type CountModel, type Dimension, type Facts, type Slice } from './engine/model.ts'
import { type MembershipChangeFilter } from './membership-change.inputs.ts'
import { type MembershipChange, membershipChangeLabels, MembershipChanges } from './membership-change.enums.ts'
import { membershipLabels } from './membership-labels.ts'
import { personDimensions, personDomain } from './person.dimensions.ts'

/** What happened to memberships: each beginning and each ending is a fact, of the organisation and the day of the period. */
export const membershipChangeModel: CountModel = {
  name: 'membershipChanges',
  noun: 'MembershipChange',
  plural: { zh: '组织身份变动', en: 'changes of memberships' },
  permission: 'counts:read',
  dimensions: {
    ...placeDimensions({
      kind: 'The kind of the membership 「类别」.',
      organization:
        'The organisation of the membership, gathered at `organizationDepth`: at the depth its whole subtree is counted, above it only what happened in it itself 「组织」.',
    }),
    STATUS: own('STATUS', 'status', 'The status that began or ended 「身份状态」.', MembershipStatuses, membershipLabels),
    CHANGE: own('CHANGE', 'change', 'What happened 「变动类型」.', MembershipChanges, membershipChangeLabels),
    SEX: personDimensions.SEX,
    AGE_BAND: personDimensions.AGE_BAND,
    ...timeDimensions('the day from which it holds'),
  },
  measures: {
    count: { kind: 'sum', of: 'changes', shared: true, aboutPersons: true, description: 'How many changes 「变动数」.' },
    joined: {
      kind: 'sum',
      of: 'joined',
      shared: true,
      aboutPersons: true,
      description: 'How many joined or were transferred in 「增加」.',
    },
    left: {
      kind: 'sum',
      of: 'gone',
      shared: true,
      aboutPersons: true,
      description: 'How many were transferred out or ceased to be members 「减少」.',
    },
    net: { kind: 'difference', plus: 'joined', minus: 'left', aboutPersons: true, description: '`joined` less `left` 「净增」.' },
    distinctMembers: { kind: 'persons', aboutPersons: true, description: 'How many different persons 「人数」.' },
  },
  sums: ['changes', 'joined', 'gone'],
  presence: 'changes',
  timed: true,
  countedFilter: (filter) => filter,
  personal: ({ by }) => (by.includes('AGE_BAND') ? 'members:personal' : null),
  tops: (filter) => filter as MembershipChangeFilter,
  facts: changes,
  persons: changes,
  rows: (slice, _persons, q) => `SELECT f.*, f.membership_id AS row_id, f.side AS part, ARRAY[f.member_id] AS persons FROM (${changes(slice, q).sql}) f`,
  domain: (_family, [name], { filter }, q) => {
    const { statuses, changes: asked, sexes } = filter as MembershipChangeFilter
    const values =
      name === 'STATUS'
        ? (statuses ?? Object.keys(MembershipStatuses))
        : name === 'CHANGE'
          ? (asked ?? Object.keys(MembershipChanges))
          : personDomain(name!, { sexes })
    return values === null
      ? null
      : `SELECT d_${name!.toLowerCase()} FROM unnest(${q.param(values)}::text[]) AS each (d_${name!.toLowerCase()})`
  },
  ledger: { graph: membershipGraph, order: 'NEWEST', persons: true, key: 'membership_id' },
}

const joining: readonly MembershipChange[] = ['JOINED', 'TRANSFERRED_IN']

function changes({ filter }: Slice, q: Statement): Facts {
  const { from, to, statuses, changes: asked, sexes } = filter as MembershipChangeFilter
  const where = ['true']
  if (from != null) where.push(`c.day >= ${q.param(from)}::date`)
  if (to != null) where.push(`c.day <= ${q.param(to)}::date`)
  if (statuses != null) where.push(`m.status = ANY(${q.param(statuses)}::text[])`)
  if (asked != null) where.push(`c.change = ANY(${q.param(asked)}::text[])`)
  if (sexes != null)
    where.push(
      `m.member_id IN (SELECT person.id FROM member person WHERE ${personsWhere({ sexes }, 'counts:read')('person', q).join(' AND ')})`,
    )
  const joins = `c.change IN (${joining.map((change) => `'${change}'`).join(', ')})`
  return {
    sql: `SELECT m.organization_id, c.day, m.id AS membership_id, m.member_id, m.status, c.side, c.change,
        1 AS changes, (${joins})::int AS joined, (NOT ${joins} AND c.change <> 'STATUS_CHANGED')::int AS gone
      FROM membership m CROSS JOIN LATERAL (${happened}) c WHERE ${where.join(' AND ')}`,
    over: 'PLACES',
  }
}

/**
 * A beginning goes on from a period that ended on that very day, or is a joining. A period that goes on in another status did not end: the
 * change is told once, by the status that began.
 */
const happened = `
  SELECT lower(m.valid) AS day, 'BEGINNING' AS side, coalesce((
    SELECT CASE before.ending WHEN 'STATUS_CHANGED' THEN 'STATUS_CHANGED' WHEN 'TRANSFERRED_OUT' THEN 'TRANSFERRED_IN' END
    FROM membership before WHERE before.member_id = m.member_id AND before.kind = m.kind AND before.valid -|- m.valid AND upper(before.valid) = lower(m.valid)
  ), 'JOINED') AS change
  UNION ALL SELECT upper(m.valid), 'ENDING', m.ending WHERE m.ending <> 'STATUS_CHANGED'`

function own(name: string, field: string, description: string, values: object, labels: Record<string, BothLanguages>): Dimension {
  return {
    field,
    description,
    type: () => values,
    of: ({ f }) => `${f}.${field}`,
    sqlType: 'text',
    nullable: false,
    family: name,
    order: (g) => ({ key: listed(Object.keys(values), `${g}.d_${name.toLowerCase()}`) }),
    label: labelsOf(labels),
  }
}
