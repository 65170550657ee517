import { type ReportDefinitionInput } from '#gql'

/** The report as a query that anybody can send to the API: it answers with the very table of the page. */
export function graphqlText(definition: ReportDefinitionInput): string {
  return `{
  reportResult(definition: ${literal(definition as Value, '', 4).trimStart()}) {
    table {
      rowHeadings { title }
      columns { labels measure aspect unit isTotal }
      rows { keys labels values suppressed }
      totals { values }
      rowCount
    }
    userErrors { field message }
  }
}
`
}

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

/** The fields whose values are texts, ids or days; all others are names of the schema. */
const texts: ReadonlySet<string> = new Set(['query', 'types', 'ethnicities', 'educations', 'bornFrom', 'bornTo', 'organization', 'asOf'])

function literal(value: Value, field: string, indent: number): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return texts.has(field) || isDay(value) ? JSON.stringify(value) : value
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map((each) => literal(each, field, indent)).join(', ')}]`
  const fields = Object.entries(value).map(([name, content]) => `${name}: ${literal(content, name, indent + 2)}`)
  if (fields.length === 0) return '{}'
  if (indent > 4) return `{ ${fields.join(', ')} }`
  const space = ' '.repeat(indent)
  return `{\n${space}${fields.join(`\n${space}`)}\n${' '.repeat(indent - 2)}}`
}

/** `from` and `to` are days among the parameters, and numbers elsewhere. */
function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value)
}
