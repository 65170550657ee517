import { AppError } from '../../platform/errors/app-error.ts'
import { type Permission } from '../../platform/access/permissions.ts'
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
  const { organization, placeKinds, bornFrom, bornTo } = filter ?? {}
  const byBirth = bornFrom != null || bornTo != null
  if (byBirth && !viewer.can('members:personal')) throw new AppError('FORBIDDEN')
  return (t, q) => {
    const where: Sql[] = []
    if (organization != null && !isUuid(organization)) where.push('false')
    else if (organization != null || placeKinds != null) where.push(standsInScope(`${t}.id`, q, 'members:read', organization ?? null, placeKinds ?? null))
    where.push(...personsWhere(filter ?? {}, 'members:read')(t, q))
    if (byBirth) where.push(...asList(memberGraph.alsoPermitted(t, q, 'members:personal')))
    return where
  }
}

/**
 * What a filter says of the persons themselves, and of the memberships that they hold in the permission's scope: today, or `on` a day. Where
 * they stand is left to the caller, and whether he may tell anybody.
 */
export function personsWhere(filter: MemberFilter, permission: Permission, on: Sql | null = null): Where {
  const { kinds, statuses, query, sexes, ethnicities, educations, employmentStatuses, bornFrom, bornTo } = filter
  return (t, q) => {
    const where: Sql[] = []
    if (kinds != null || statuses != null) where.push(holdsMembership(`${t}.id`, q, permission, { kinds, statuses, on }))
    if (query != null && query.trim() !== '') where.push(namedLike(t, q, query.trim()))
    if (sexes != null) where.push(`${t}.sex = ANY(${q.param(sexes)}::text[])`)
    if (ethnicities != null) where.push(`${t}.ethnicity = ANY(${q.param(ethnicities)}::text[])`)
    if (educations != null) where.push(`${t}.education = ANY(${q.param(educations)}::text[])`)
    if (employmentStatuses != null) where.push(`${t}.employment_status = ANY(${q.param(employmentStatuses)}::text[])`)
    if (bornFrom != null) where.push(`${t}.birth_date >= ${q.param(bornFrom)}::date`)
    if (bornTo != null) where.push(`${t}.birth_date <= ${q.param(bornTo)}::date`)
    return where
  }
}

function asList(predicate: Sql | null): Sql[] {
  return predicate === null ? [] : [predicate]
}
