import { isUuid } from '../../platform/graph/reader.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { pathWithin } from './organization.graph.ts'
import { type OrganizationFilter } from './organization.inputs.ts'

type Where = (t: string, q: Statement) => string[]

/** The predicates of a filter over a row of the organisation graph. */
export function organizationsWhere(filter: OrganizationFilter | null | undefined): Where {
  return (t, q) => {
    const { within, parent, rootsOnly, kinds, levels, query, includeDissolved, ids, codes } = filter ?? {}
    const where: string[] = []
    if (within != null) where.push(isUuid(within) ? pathWithin(`${t}.path`, q, within) : 'false')
    if (parent != null) where.push(isUuid(parent) ? `${t}.parent_id = ${q.param(parent)}::uuid` : 'false')
    if (rootsOnly === true) where.push(rootPredicate(t, q))
    if (kinds != null) where.push(`${t}.kind = ANY(${q.param(kinds)}::text[])`)
    if (levels != null) where.push(`${t}.level = ANY(${q.param(levels)}::text[])`)
    if (query != null && query.trim() !== '') where.push(matches(t, q, query.trim()))
    if (includeDissolved !== true) where.push(`${t}.dissolved_on IS NULL`)
    if (ids != null) where.push(`${t}.id = ANY(${q.param(ids.filter(isUuid))}::uuid[])`)
    if (codes != null) where.push(`${t}.code = ANY(${q.param(codes)}::text[])`)
    return where
  }
}

function rootPredicate(t: string, q: Statement): string {
  const scope = q.context.scope('organizations:read')
  return scope.everything ? `${t}.parent_id IS NULL` : `${t}.scope_path = ANY(${q.param([...scope.roots])}::text[])`
}

function matches(t: string, q: Statement, text: string): string {
  const infix = q.param(`%${escapeLike(text)}%`)
  const prefix = q.param(`${escapeLike(text.toLowerCase())}%`)
  return `(${t}.name ILIKE ${infix} OR ${t}.code ILIKE ${prefix} OR ${t}.pinyin LIKE ${prefix} OR ${t}.initials LIKE ${prefix})`
}

/** The text with the wildcards of LIKE made ordinary characters. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
