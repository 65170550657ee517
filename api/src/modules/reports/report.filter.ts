import { type Statement } from '../../platform/graph/statement.ts'
import { escapeLike } from '../organizations/index.ts'
import { type ReportFilter } from './report.inputs.ts'

/** The predicates of a filter over a row of the report graph. */
export function reportsWhere(filter: ReportFilter | null | undefined): (t: string, q: Statement) => string[] {
  return (t, q) => {
    const { query, sources, own, official, archived = false } = filter ?? {}
    const where = [`${t}.archived_at IS ${archived ? 'NOT NULL' : 'NULL'}`]
    if (query != null && query.trim() !== '') {
      const infix = q.param(`%${escapeLike(query.trim())}%`)
      where.push(`(${t}.name ILIKE ${infix} OR ${t}.name_en ILIKE ${infix} OR ${t}.code ILIKE ${infix})`)
    }
    if (sources != null) where.push(`${t}.definition ->> 'source' = ANY(${q.param(sources)}::text[])`)
    if (own != null) where.push(`(${t}.owner_id IS NOT DISTINCT FROM ${q.viewer()}) = ${q.param(own)}`)
    if (official != null) where.push(`(${t}.official IS NOT NULL) = ${q.param(official)}`)
    return where
  }
}
