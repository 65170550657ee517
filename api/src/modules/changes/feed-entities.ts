import { type Graph, type Sql } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { activityGraph } from '../activities/index.ts'
import { memberGraph } from '../members/index.ts'
import { membershipGraph, standsInScope } from '../memberships/index.ts'
import { organizationGraph, organizationWithin } from '../organizations/index.ts'
import { type ChangeEntity } from './change.enums.ts'

/** An object that the feed tells of. */
export interface FeedEntity {
  /** What its events are called in the table. */
  readonly name: string
  readonly graph: Graph
  /** The predicate "it stands in this organisation's subtree", over a row of its graph. */
  readonly within: (t: string, q: Statement, organizationId: string) => Sql
  /** Fields by the columns that they are made of, where the names differ; null for what only helps to search. */
  readonly fields: Readonly<Record<string, string | null>>
}

const byOrganization = (t: string, q: Statement, organizationId: string) => organizationWithin(`${t}.organization_id`, q, organizationId)

export const feedEntities: Readonly<Record<ChangeEntity, FeedEntity>> = {
  ORGANIZATION: {
    name: 'Organization',
    graph: organizationGraph,
    within: (t, q, organizationId) => organizationWithin(`${t}.id`, q, organizationId),
    fields: { pinyin: null, initials: null, segment: null },
  },
  MEMBER: {
    name: 'Member',
    graph: memberGraph,
    within: (t, q, organizationId) => standsInScope(`${t}.id`, q, memberGraph.options.permission, organizationId),
    fields: {
      pinyin: null,
      initials: null,
      national_id_cipher: 'nationalId',
      national_id_index: null,
      national_id_masked: 'nationalId',
      phone_cipher: 'phone',
      phone_masked: 'phone',
      employer_unit_id: 'employerUnit',
      monthly_wage_base: null,
    },
  },
  MEMBERSHIP: {
    name: 'Membership',
    graph: membershipGraph,
    within: byOrganization,
    fields: { valid: 'validTo', organization_id: 'organization', member_id: 'member' },
  },
  ACTIVITY: {
    name: 'Activity',
    graph: activityGraph,
    within: byOrganization,
    fields: {
      organization_id: 'organization',
      type_code: 'type',
      expected_present_count: null,
    },
  },
}

/** The names of changed fields in the schema, from those of columns. */
export function fieldsOf(columns: readonly string[], { fields }: FeedEntity): string[] {
  const names = columns.flatMap((column) => {
    const declared = fields[column]
    if (declared === null) return []
    return [declared ?? column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]
  })
  return [...new Set(names)].sort()
}

const stored = new Map(Object.entries(feedEntities).map(([name, entity]) => [entity.name, { name: name as ChangeEntity, entity }]))

/** A kind of objects, and its name in the schema, by what its events are called in the table. */
export function storedEntity(name: string): { readonly name: ChangeEntity; readonly entity: FeedEntity } {
  return stored.get(name)!
}
