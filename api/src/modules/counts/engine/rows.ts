import { AppError } from '../../../platform/errors/app-error.ts'
import { compileByKey, compileConnection, type Compiled } from '../../../platform/graph/compile.ts'
import { type Sql } from '../../../platform/graph/graph.ts'
import { below, type SelectedField } from '../../../platform/graph/selection.ts'
import { tenThousandths } from './figures.ts'
import { type Count } from './groups.ts'
import { memberGraph } from '../../members/index.ts'
import { amongPersons, behind } from './ledger.ts'
import { columnOf, dimensionOf, type Dimension } from './model.ts'
import { RowsOfColumns } from './row-columns.ts'

/** A relation of groups, what they stand for, and the clauses that put them in order. */
export interface Groups {
  readonly by: readonly string[]
  readonly relation: Sql
  readonly orderBy: Sql
}

/**
 * Rows over a relation of groups, in its order. One array for each field asked for, which PostgreSQL makes and Node reads much faster
 * than as many objects; what rows share (types, organisations) comes once, by its key. The rows are put together afterwards.
 */
export function compileRows(count: Count, { by, relation, orderBy }: Groups, fields: readonly SelectedField[]): { sql: Sql; rows: RowsOfColumns } {
  const columns = fields.map((field) => ({ slot: field.slot, ...compileColumn(count, by, field, fields) }))
  const parts = columns.flatMap(({ sql, shared }, at) => [
    `'${at}', coalesce(json_agg(r.c${at}), '[]'::json)`,
    ...(shared === undefined ? [] : [`'shared${at}', ${shared(`SELECT ${sql} FROM ${relation} g`)}`]),
  ])
  const page = `SELECT ${['1 AS present', ...columns.map(({ sql }, at) => `${sql} AS c${at}`)].join(', ')} FROM ${relation} g ${orderBy}`
  return {
    sql: `(SELECT json_build_object(${["'length', count(*)::int", ...parts].join(', ')}) FROM (${page}) r)`,
    rows: new RowsOfColumns(
      columns.map(({ slot, shared, isWritten, shown, finish }) => ({ slot, isShared: shared !== undefined, isWritten: isWritten === true, shown, finish })),
    ),
  }
}

/** One group, such as the whole, as an object; null where the relation has none. */
export function compileTotals(count: Count, relation: Sql, fields: readonly SelectedField[]): Sql {
  const parts = fields.map((field) => `'${field.slot}', ${figureSql(count, field, fields)}`)
  return `(SELECT json_build_object(${parts.join(', ')}) FROM ${relation} g)`
}

interface CompiledColumn extends Compiled {
  /** The objects behind the keys that a query finds, by key. */
  readonly shared?: (keys: Sql) => Sql
  /** Whether the values are JSON already, where the answer is written. */
  readonly isWritten?: true
  /** What a row shows for the key. */
  readonly shown?: NonNullable<Dimension['shown']>
}

function compileColumn(
  count: Count,
  by: readonly string[],
  field: SelectedField,
  siblings: readonly SelectedField[],
): CompiledColumn {
  const name = Object.keys(count.model.dimensions).find((candidate) => count.model.dimensions[candidate]!.field === field.name)
  if (name !== undefined) return compileDimension(count, by, name, field)
  if (field.name === 'ledger') return { ...compileLedger(count, by, field), isWritten: true }
  if (field.name === 'members') return { ...compileMembers(count, by, field), isWritten: true }
  return { sql: figureSql(count, field, siblings), finish: null }
}

function compileDimension({ model, q }: Count, by: readonly string[], name: string, field: SelectedField): CompiledColumn {
  const { object, shown, sqlType } = dimensionOf(model, name)
  if (!by.includes(name)) return { sql: object === undefined ? `NULL::${sqlType}` : 'NULL::json', finish: null }
  const key = `g.${columnOf(name)}`
  if (shown !== undefined) {
    const isObject = q.verbatim && field.fields.length > 0
    return { sql: key, finish: null, shown: isObject ? (value, language) => picked(shown(value, language), field) : shown }
  }
  if (object === undefined) return { sql: key, finish: null }
  const { sql, finish } = compileByKey(object.graph, field.fields, q, object.column)
  return { sql: key, shared: sql, isWritten: true, finish }
}

/** Of an object that is made here, what was asked for, by its keys in the answer. */
function picked(value: unknown, { fields }: SelectedField): unknown {
  const valueOf = ({ name, typename }: SelectedField) => (name === '__typename' ? typename : (value as Record<string, unknown>)[name])
  return Object.fromEntries(fields.map((field) => [field.slot, valueOf(field)]))
}

function compileLedger(count: Count, by: readonly string[], { args, fields }: SelectedField): Compiled {
  const { model, figures, q } = count
  if (model.ledger.persons && figures.withholds) throw new AppError('FORBIDDEN')
  return compileConnection(model.ledger.graph, fields, q, { ...pageOf(args), order: model.ledger.order }, (t) => behind(count, by, t, 'g'))
}

/** The different persons of a row. */
function compileMembers(count: Count, by: readonly string[], { args, fields }: SelectedField): Compiled {
  if (count.figures.withholds) throw new AppError('FORBIDDEN')
  return compileConnection(memberGraph, fields, count.q, { ...pageOf(args), order: 'NAME_ASC' }, (t) => amongPersons(count, by, t, 'g'))
}

function pageOf(args: SelectedField['args']) {
  return { first: args['first'] as number, after: args['after'] as string | undefined }
}

/** A measure, or what is made of measures. */
function figureSql(count: Count, field: SelectedField, siblings: readonly SelectedField[]): Sql {
  const { figures, request, sides } = count
  switch (field.name) {
    case '__typename':
      return `'${field.typename}'::text`
    case 'suppressed': {
      const namesBelow = (name: string) => (below(siblings, name) ?? []).map((measure) => measure.name)
      const plain = [...siblings.map(({ name }) => name).filter((name) => name in count.model.measures), ...namesBelow('share')]
      const compared = request.compare === null ? [] : namesBelow('comparison')
      return `(${figures.suppressed(plain, 'g', ['m'])} OR ${figures.suppressed(compared, 'g', sides)})`
    }
    case 'share':
      return jsonOf(field.fields, ({ name }) =>
        tenThousandths(figures.value(name, 'g'), `(SELECT ${figures.value(name, 'w')} FROM whole w)`),
      )
    case 'comparison':
      return request.compare === null ? 'NULL::json' : jsonOf(field.fields, (measure) => differenceSql(count, measure))
    default:
      return figures.value(field.name, 'g')
  }
}

function differenceSql({ figures }: Count, { name, fields }: SelectedField): Sql {
  const [now, before] = [figures.value(name, 'g'), figures.value(name, 'g', 'b')]
  const difference = `(${now} - ${before})`
  const parts: Record<string, Sql> = { before, difference, percent: tenThousandths(difference, before) }
  return jsonOf(fields, (part) => parts[part.name]!)
}

function jsonOf(fields: readonly SelectedField[], sqlOf: (field: SelectedField) => Sql): Sql {
  const unique = new Map<string, SelectedField>()
  for (const field of fields) {
    const twin = unique.get(field.slot)
    unique.set(field.slot, twin === undefined ? field : { ...twin, fields: [...twin.fields, ...field.fields] })
  }
  const valueOf = (field: SelectedField) => (field.name === '__typename' ? `'${field.typename}'` : sqlOf(field))
  return `json_build_object(${[...unique.values()].map((field) => `'${field.slot}', ${valueOf(field)}`).join(', ')})`
}
