import { type Owners } from '../../platform/graph/page.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { escapeLike, organizationWithin, pathWithin } from '../organizations/index.ts'
import { type ActivityFilter } from './activity.inputs.ts'

/** The predicates of a filter over a row of `activity`; with an as-of day, an organisation's subtree is that day's. */
export function activitiesWhere(filter: ActivityFilter | null | undefined): (t: string, q: Statement) => string[] {
  return (t, q) => {
    const { organization, from, to, kinds, types, statuses, query } = filter ?? {}
    const where: string[] = []
    if (organization != null) where.push(isUuid(organization) ? organizationWithin(`${t}.organization_id`, q, organization) : 'false')
    if (from != null) where.push(`${t}.on_day >= ${q.param(from)}::date`)
    if (to != null) where.push(`${t}.on_day <= ${q.param(to)}::date`)
    if (kinds != null) where.push(`${t}.organization_id IN (SELECT organizer.id FROM organization organizer WHERE organizer.kind = ANY(${q.param(kinds)}::text[]))`)
    if (types != null) where.push(`${t}.type_code = ANY(${q.param(types)}::text[])`)
    if (statuses != null) where.push(`${t}.status = ANY(${q.param(statuses)}::text[])`)
    if (query != null && query.trim() !== '') where.push(matches(t, q, query.trim()))
    return where
  }
}

/** The organisers of a list, where viewer or filter leave out some; activities are indexed by organiser and day. */
export function organizersOf(filter: ActivityFilter | null | undefined): Owners {
  return {
    column: 'organization_id',
    others: activitiesWhere({ ...filter, organization: null }),
    ids: (q) => {
      const where = ['upper_inf(o.valid)']
      const scope = q.inScope('o.path', 'activities:read')
      if (scope !== null) where.push(scope)
      const organization = filter?.organization
      if (organization != null && isUuid(organization)) where.push(pathWithin('o.path', q, organization))
      return where.length === 1 ? null : `SELECT o.organization_id FROM organization_placement o WHERE ${where.join(' AND ')}`
    },
  }
}

function matches(t: string, q: Statement, text: string): string {
  const infix = q.param(`%${escapeLike(text)}%`)
  return `(${t}.title ILIKE ${infix} OR ${t}.topic ILIKE ${infix} OR ${t}.code ILIKE ${infix})`
}
