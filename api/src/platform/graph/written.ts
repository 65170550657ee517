import { from, guarded, visibleAnd, whereClause } from './clauses.ts'
import { type Field, type Graph, type Sql } from './graph.ts'
import { arrayText, objectText, valueText, wordText } from './json-text.ts'
import { type PageRequest, pageSql, sized, totalCountSql } from './page.ts'
import { rememberedRow } from './remembered-row.ts'
import { answerFields, below, type SelectedField } from './selection.ts'
import { type Statement } from './statement.ts'
import { NotVerbatim, verbatimFields } from './verbatim.ts'

/** What finds the rows: predicates over alias `t`. */
type Where = (t: string) => Sql[]

/** The text of the row that fulfils the predicates; null where there is none. @throws NotVerbatim */
export function writeOne(graph: Graph, fields: readonly SelectedField[], q: Statement, where: Where): Sql {
  const t = q.alias()
  const text = rememberedRow(graph, fields, q, () => writeRow(graph, t, fields, q))
  return `(SELECT ${text} ${from(graph, t, q, text, whereClause(visibleAnd(graph, t, q, where(t))))} LIMIT 1)`
}

/** The text of every row that fulfils the predicates, in order, as an array. @throws NotVerbatim */
export function writeList(graph: Graph, fields: readonly SelectedField[], q: Statement, where: Where, orderBy: (t: string) => Sql): Sql {
  const t = q.alias()
  const text = writeRow(graph, t, fields, q)
  const rest = `${whereClause(visibleAnd(graph, t, q, where(t)))} ORDER BY ${orderBy(t)}`
  return arrayText(`SELECT ${text} AS text ${from(graph, t, q, text, rest)}`)
}

/** The text of one page of the rows that fulfil the predicates, as its answer shows it. @throws NotVerbatim */
export function writeConnection(graph: Graph, fields: readonly SelectedField[], q: Statement, page: PageRequest, where: Where): Sql {
  const asked = answerFields(fields)
  const nodes = asked.filter(({ name }) => name === 'nodes')
  const isPlaced = below(fields, 'pageInfo') !== undefined
  const isKnown = asked.every(({ name }) => ['nodes', 'pageInfo', 'totalCount', '__typename'].includes(name))
  if (!isKnown || nodes.length > 1 || (isPlaced && nodes.length === 0)) throw new NotVerbatim()
  const t = q.alias()
  const predicates = visibleAnd(graph, t, q, where(t))
  const row = nodes.length === 0 ? '' : writeRow(graph, t, nodes[0]!.whole, q)
  const object = objectText(asked.map((field) => [field.key, textOf(field)]))
  return isPlaced ? `(SELECT ${object} FROM ${placedRows()})` : object

  function textOf(field: SelectedField): Sql {
    if (field.name === 'pageInfo') return pageInfoText(field, q, page)
    if (field.name === 'totalCount') return `${totalCountSql(graph, t, q, predicates)}::text`
    if (field.name === '__typename') return wordText(field.typename!)
    if (isPlaced) return `'[' || coalesce(string_agg(p.text, ',' ORDER BY p.n) FILTER (WHERE p.n <= ${sized(q, page, page.first)}), '') || ']'`
    return arrayText(pageSql(graph, t, () => `${row} AS text`, q, page, page.first, predicates))
  }

  /** One row more than asked for tells whether there is a next page. */
  function placedRows(): Sql {
    const list = (key: Sql, id: Sql) => `${row} AS text, ${key}::text AS key, ${id} AS id`
    return `(SELECT p.*, row_number() OVER () AS n FROM (${pageSql(graph, t, list, q, page, page.first + 1, predicates)}) p) p`
  }
}

/** The query of the row of a key: the key in its first column, then the fields of the answer. @throws NotVerbatim */
export function writeColumns(graph: Graph, fields: readonly SelectedField[], q: Statement, key: Sql, where: Where): Sql {
  const t = q.alias()
  const columns = verbatimFields(graph, fields).map((selected) => {
    const field = graph.fields.get(selected.name)
    return field?.kind === 'value' ? guarded(graph, field, field.sql(t, q, selected.args), t, q) : `(${writeField(graph, field, selected, t, q)})::json`
  })
  const list = [`${t}.${graph.keyColumn} AS key`, ...columns.map((sql, at) => `${sql} AS c${at}`)].join(', ')
  const rest = `${whereClause(visibleAnd(graph, t, q, [`${t}.${graph.keyColumn} = ${key}`, ...where(t)]))} LIMIT 1`
  return `SELECT ${list} ${from(graph, t, q, list, rest)}`
}

/** The text of the row of alias `t`. @throws NotVerbatim */
export function writeRow(graph: Graph, t: string, fields: readonly SelectedField[], q: Statement): Sql {
  return objectText(verbatimFields(graph, fields).map((selected) => [selected.key, writeField(graph, graph.fields.get(selected.name), selected, t, q)]))
}

/** The text of a field; one that the graph does not have is the name of the row's type. */
function writeField(graph: Graph, field: Field | undefined, selected: SelectedField, t: string, q: Statement): Sql {
  const tied = (tie: Extract<Field, { kind: 'one' }>['tie']) => (child: string) => tie(child, t, q, selected.args)
  switch (field?.kind) {
    case undefined:
      return typenameText(graph, t, selected)
    case 'value':
      return valueText(guarded(graph, field, field.sql(t, q, selected.args), t, q), field.type)
    case 'one':
      return `coalesce(${writeOne(field.graph(), selected.whole, q, tied(field.tie))}, 'null')`
    case 'list':
      return writeList(field.graph(), selected.whole, q, tied(field.tie), field.orderBy)
    case 'connection': {
      const { first, after } = selected.args as { first: number; after?: string }
      return writeConnection(field.graph(), selected.whole, q, { first, after, order: field.order }, tied(field.tie))
    }
    case 'object':
      return writeObject(graph, field, selected, t, q)
    case 'derived':
      throw new NotVerbatim()
  }
}

function writeObject(graph: Graph, field: Extract<Field, { kind: 'object' }>, selected: SelectedField, t: string, q: Statement): Sql {
  const parts = selected.whole.map((inner): readonly [string, Sql] => {
    const declared = field.fields[inner.name]
    if (inner.name === '__typename' && inner.typename !== undefined) return [inner.key, wordText(inner.typename)]
    if (declared?.kind !== 'value') throw new NotVerbatim()
    return [inner.key, valueText(guarded(graph, declared, declared.sql(t, q, inner.args), t, q), declared.type)]
  })
  const text = objectText(parts)
  return field.presence === undefined ? text : `CASE WHEN ${field.presence(t, q, selected.args)} IS NOT NULL THEN ${text} ELSE 'null' END`
}

/** The name of a row's type. */
function typenameText({ name, options }: Graph, t: string, { typename }: SelectedField): Sql {
  return typename === undefined && options.typename !== undefined ? `'"' || ${options.typename(t)} || '"'` : wordText(typename ?? name)
}

/** Where the page `p` stands. */
function pageInfoText({ whole }: SelectedField, q: Statement, page: PageRequest): Sql {
  const most = sized(q, page, page.first)
  const texts: Readonly<Record<string, Sql>> = {
    hasNextPage: `(count(*) > ${most})::text`,
    hasPreviousPage: `'${page.after != null}'`,
    startCursor: cursorText(page, '1'),
    endCursor: cursorText(page, `least(count(*), ${most})`),
  }
  return objectText(whole.map(({ name, key, typename }) => [key, name === '__typename' ? wordText(typename!) : texts[name]!]))
}

/** The cursor of one of the page's rows, as `encodeCursor` writes it; null where there is no such row. */
function cursorText({ order }: PageRequest, at: Sql): Sql {
  const of = (column: string) => `(array_agg(p.${column} ORDER BY p.n))[${at}]`
  const text = `'["${order}",' || to_json(${of('key')})::text || ',"' || ${of('id')} || '"]'`
  return `coalesce('"' || translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\\n', '-_') || '"', 'null')`
}
