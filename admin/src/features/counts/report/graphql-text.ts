import { type ActivityCountsQueryVariables } from '#gql'
import { type Measure } from './report.ts'

type Counted = Pick<ActivityCountsQueryVariables, 'filter' | 'by' | 'depth' | 'asOf' | 'order'>

/** Which fields of a row name its value of a dimension. */
const selections: Readonly<Record<string, string>> = {
  ORGANIZATION: 'organization { id name }',
  TYPE: 'type { code name }',
  KIND: 'kind',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
}

/** The report as a query that anybody can send to the API. */
export function graphqlText({ filter, by, depth, asOf, order }: Counted, measures: readonly Measure[]): string {
  const dimensions = [by].flat()
  const args = [
    `filter: ${literal(filter ?? {}, enumsOfFilter)}`,
    `by: [${dimensions.join(', ')}]`,
    ...(dimensions.includes('ORGANIZATION') ? [`organizationDepth: ${depth}`] : []),
    ...(asOf ? [`asOf: ${JSON.stringify(asOf)}`] : []),
    `orderBy: ${order}`,
  ]
  return `{
  activityCounts(
    ${args.join('\n    ')}
  ) {
    rowCount
    totals { ${measures.join(' ')} }
    rows {
      ${[...dimensions.map((dimension) => selections[dimension]), measures.join(' ')].join('\n      ')}
    }
  }
}
`
}

/** The fields of a filter whose values are names, not texts. */
const enumsOfFilter = new Set(['kinds', 'statuses'])

function literal(value: object, enums: ReadonlySet<string>): string {
  const fields = Object.entries(value)
    .filter(([, content]) => content !== null && content !== undefined)
    .map(([name, content]) => `${name}: ${enums.has(name) ? `[${(content as string[]).join(', ')}]` : JSON.stringify(content)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}
