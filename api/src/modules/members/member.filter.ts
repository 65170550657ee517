import { AppError } from '../../platform/errors/app-error.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type Sql } from '../../platform/graph/graph.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { holdsMembership, standsInScope } from '../memberships/index.ts'
import { memberGraph } from './member.graph.ts'
import { type MemberFilter } from './member.inputs.ts'
import { namedLike } from './member.search.ts'

type Where = (t: string, q: Statement) => Sql[]

/**
 * The predicates of a filter over a row of the member graph. What the viewer may not see, a membership elsewhere or a birth date, he may not
 * search by either.
 * @throws AppError FORBIDDEN for a filter by birth date without members:personal
 */
export function membersWhere(filter: MemberFilter | null | undefined, viewer: Viewer): Where {
  const { organization, kinds, statuses, query, sexes, ethnicities, educations, employmentStatuses, bornFrom, bornTo } = filter ?? {}
  const byBirth = bornFrom != null || bornTo != null
  if (byBirth && !viewer.can('members:personal')) throw new AppError('FORBIDDEN')
  return (t, q) => {
    const where: Sql[] = []
    if (organization != null) where.push(isUuid(organization) ? standsInScope(`${t}.id`, q, 'members:read', organization) : 'false')
    if (kinds != null || statuses != null) where.push(holdsMembership(`${t}.id`, q, 'members:read', { kinds, statuses }))
    if (query != null && query.trim() !== '') where.push(namedLike(t, q, query.trim()))
    if (sexes != null) where.push(`${t}.sex = ANY(${q.param(sexes)}::text[])`)
    if (ethnicities != null) where.push(`${t}.ethnicity = ANY(${q.param(ethnicities)}::text[])`)
    if (educations != null) where.push(`${t}.education = ANY(${q.param(educations)}::text[])`)
    if (employmentStatuses != null) where.push(`${t}.employment_status = ANY(${q.param(employmentStatuses)}::text[])`)
    if (bornFrom != null) where.push(`${t}.birth_date >= ${q.param(bornFrom)}::date`)
    if (bornTo != null) where.push(`${t}.birth_date <= ${q.param(bornTo)}::date`)
    if (byBirth) where.push(...asList(memberGraph.alsoPermitted(t, q, 'members:personal')))
    return where
  }
}

function asList(predicate: Sql | null): Sql[] {
  return predicate === null ? [] : [predicate]
}
