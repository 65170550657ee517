import { plain } from '../../platform/graph/selection.ts'
import { type Permission } from '../../platform/access/permissions.ts'
import { type ReadContext, type Statement } from '../../platform/graph/statement.ts'
import { type Sql } from '../../platform/graph/graph.ts'
import { countOf, measuresOf } from './engine/compile.ts'
import { type CountQuery } from './engine/count-query.ts'
import { sumsOf } from './engine/figures.ts'
import { boundedFacts, countedOrganizations, factColumns, factRows } from './engine/facts.ts'
import { type Count, groupCtes, measureNamed } from './engine/groups.ts'
import { type CountModel, type CountRequest } from './engine/model.ts'
import { seesPersons } from './engine/sight.ts'
import { models, requestOf } from './query-check.ts'

export { factColumns }

/** The dimensions that tell where a fact stands; the others tell what it is. */
export const placeDimensionNames: readonly string[] = ['ORGANIZATION', 'LED_BY', 'KIND', 'LEVEL']

/** What a count tells of persons, and to whom it may be told as it is. */
export interface CountSight {
  /** Whether its figures, or what decides about its rows, are about persons, or its ledger names them. */
  readonly aboutPersons: boolean
  /** Whether the viewer may see every person that it may take in. */
  readonly seesPersons: boolean
  /** The permissions that this takes wherever it counts. */
  readonly needs: readonly Permission[]
}

/** What a count that was checked tells of persons to this viewer. */
export function countSight(query: CountQuery, context: Pick<ReadContext, 'scope'>): CountSight {
  const { model, request } = partsOf(query)
  const ordering = /^(.+)_(ASC|DESC)$/.exec(request.orderBy)?.[1]
  const deciding = [
    ...query.measures,
    ...Object.keys(request.having).filter((name) => request.having[name] != null),
    ...(ordering === undefined ? [] : [measureNamed(model, ordering)]),
  ]
  const further = model.personal?.(request) ?? null
  return {
    aboutPersons: model.ledger.persons || deciding.some((name) => model.measures[name]!.aboutPersons),
    seesPersons: seesPersons(model, request, context),
    needs: ['members:read', ...(further === null ? [] : [further])],
  }
}

/** Relations over the facts of a count that was checked, in the scope of a statement. */
export const countFacts = {
  /** The facts in `factColumns`, none where there are more than `most`, persons counted in. */
  bounded: (query: CountQuery, most: number, q: Statement): Sql => boundedFacts(counting(query, q), most),
  /** The organisations that the count takes in or names: organization_id. */
  organizations: (query: CountQuery, q: Statement): Sql => countedOrganizations(counting(query, q)),
  /** The CTEs of the count, and the facts over them in `factColumns`. */
  parts: (query: CountQuery, q: Statement): { readonly ctes: readonly Sql[]; readonly facts: Sql } => {
    const count = counting(query, q)
    return { ctes: groupCtes(count), facts: factRows(count) }
  },
}

/** The sums that facts of a count hold, in their order. */
export function factSums(query: CountQuery): readonly string[] {
  const { model, request } = partsOf(query)
  return sumsOf(model, measuresOf(model, request, query.measures.map((name) => plain(name))))
}

/** What one fact comes to in each measure of its count; `sums` in the order of `factSums`. */
export function factValues(query: CountQuery, sums: readonly number[], persons: number | null): (number | null)[] {
  const { model } = partsOf(query)
  const names = factSums(query)
  const sum = (name: string) => sums[names.indexOf(name)] ?? 0
  const valueOf = (name: string): number | null => {
    const measure = model.measures[name]!
    switch (measure.kind) {
      case 'sum':
        return sum(measure.of)
      case 'persons':
        return persons
      case 'ratio':
        return sum(measure.whole) > 0 ? Math.floor((sum(measure.part) * 20_000 + sum(measure.whole)) / (sum(measure.whole) * 2)) : null
      case 'difference':
        return (valueOf(measure.plus) ?? 0) - (valueOf(measure.minus) ?? 0)
    }
  }
  return query.measures.map(valueOf)
}

function partsOf(query: CountQuery): { readonly model: CountModel; readonly request: CountRequest } {
  return { model: models[query.source], request: requestOf(query) }
}

function counting(query: CountQuery, q: Statement): Count {
  const { model, request } = partsOf(query)
  return countOf(model, request, query.measures.map((name) => plain(name)), q)
}
