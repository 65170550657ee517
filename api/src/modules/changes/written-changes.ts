import { isJson, jsonOfColumn } from '../../platform/graph/column-json.ts'
import { writeColumns } from '../../platform/graph/written.ts'
import { type Sql } from '../../platform/graph/graph.ts'
import { type Column, type RawRows } from '../../platform/database/database.ts'
import { type SelectedField } from '../../platform/graph/selection.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { type CountedText, NotVerbatim, verbatimFields } from '../../platform/graph/verbatim.ts'
import { type FeedEntity, storedEntity } from './feed-entities.ts'
import { epoch, type FeedRequest, occurredAt, toldOp } from './feed-statement.ts'

type Row = RawRows['rows'][number]

/** How a field of a change is told: what its column is, and the JSON of what came in it; `seen`: whether the viewer sees the object. */
interface ChangeField {
  readonly sql: Sql
  readonly json: (value: string | null, seen: boolean) => string
  /** Whether the column tells of the feed `f` as well. */
  readonly ofFeed?: true
}

/** The columns of one kind's objects within a row: the key, which says whether there is one, and then the fields of the answer. */
interface ObjectColumns {
  readonly at: number
  readonly fields: readonly SelectedField[]
}

/** The changes of a page as text: the columns of a statement, and the JSON of its rows. What cannot be written is found out when this is made. */
export class WrittenChanges {
  private readonly node: SelectedField
  private readonly fields: readonly { readonly key: string; readonly field: ChangeField | null }[]
  private readonly objects: readonly ObjectColumns[]

  /** `fields` are those of a change's answer, its object once among them. @throws NotVerbatim */
  constructor(
    private readonly request: FeedRequest,
    fields: readonly SelectedField[],
  ) {
    const [node, ...others] = fields.filter(({ name }) => name === 'node')
    if (node === undefined || others.length > 0) throw new NotVerbatim()
    this.node = node
    this.fields = fields.map((field) => ({ key: field.key, field: field === node ? null : fieldOf(field) }))
    let at = fields.length
    this.objects = request.entities.map(({ graph }) => {
      const columns = { at, fields: verbatimFields(graph, node.whole) }
      at += 1 + columns.fields.length
      return columns
    })
  }

  /** The select list over an event `s`, what is joined to it, and how many columns there are. */
  compile(q: Statement): { readonly columns: Sql; readonly joins: Sql; readonly width: number } {
    const { entities } = this.request
    const own = this.fields.flatMap(({ field }) => field?.sql ?? [])
    const columns = [...own, ...entities.map((_, at) => `o${at}.*`)].join(', ')
    // each change looks up its own object: a join of all at once might bring them in another order
    const joins = entities.map((entity, at) => `LEFT JOIN LATERAL (${this.objectOf(entity, q)}) o${at} ON true`)
    if (this.fields.some(({ field }) => field?.ofFeed)) joins.push('CROSS JOIN change_feed f')
    return { columns, joins: joins.join(' '), width: own.length + this.objects.reduce((sum, { fields }) => sum + 1 + fields.length, 0) }
  }

  /** The elements of a JSON array. @throws NotVerbatim for a type of column that nobody here can write */
  write(rows: readonly Row[], columns: readonly Column[]): string | CountedText {
    const objects = this.objects.map((object) => writerOf(object, columns))
    const parts = this.fields.map(({ key, field }, at) => ({ key, field, before: `${at === 0 ? '{' : ','}"${key}":` }))
    const nulls = new Set<string>()
    let keys = 0
    const texts = rows.map((row) => {
      const object = objects.find(({ at }) => row[at] !== null)
      keys += parts.length + (object?.keys ?? 0)
      let text = ''
      let at = 1
      for (const { key, field, before } of parts) {
        const json = field === null ? (object?.write(row, nulls) ?? 'null') : field.json(row[at++]!, object !== undefined)
        if (json === 'null') nulls.add(key)
        text += before + json
      }
      return `${text}}`
    })
    const text = texts.join(',')
    return objects.every(({ isCounted }) => isCounted) ? { text, keys, nulls } : text
  }

  /** The object of the event `s`, where it is of a kind and the viewer sees it. */
  private objectOf({ name, graph, within }: FeedEntity, q: Statement): Sql {
    const { organization, entities } = this.request
    const isOfKind = entities.length === 1 ? [] : [`s.entity = '${name}'`]
    const where = (t: string) => [...isOfKind, ...(organization === null ? [] : [within(t, q, organization)])]
    return writeColumns(graph, this.node.whole, q, 's.entity_id', where)
  }
}

/** How the objects of a kind are written, by the types that their columns turned out to have. */
function writerOf({ at, fields }: ObjectColumns, columns: readonly Column[]) {
  const parts = fields.map(({ key }, index) => {
    const column = columns[at + 1 + index]!
    const json = jsonOfColumn(column)
    if (json === undefined) throw new NotVerbatim()
    return { key, before: `${index === 0 ? '{' : ','}"${key}":`, at: at + 1 + index, json, isCounted: !isJson(column) }
  })
  return {
    at,
    keys: fields.length,
    /** Whether its keys are counted by its fields alone. */
    isCounted: parts.every(({ isCounted }) => isCounted),
    write(row: Row, nulls: Set<string>): string {
      let text = ''
      for (const { key, before, at: column, json } of parts) {
        const value = row[column]!
        if (value === null) nulls.add(key)
        text += before + (value === null ? 'null' : json(value))
      }
      return `${text}}`
    },
  }
}

/** How a field is told. @throws NotVerbatim */
function fieldOf({ name, typename }: SelectedField): ChangeField {
  const word = (sql: Sql): ChangeField => ({ sql, json: (value) => `"${value}"` })
  const fields: Readonly<Record<string, ChangeField>> = {
    __typename: word(`'${typename}'`),
    id: { ...word(`${epoch} || '-' || s.id`), ofFeed: true },
    entity: { sql: 's.entity', json: (value) => `"${storedEntity(value!).name}"` },
    entityId: word('s.entity_id'),
    op: { sql: 's.op', json: (value, seen) => `"${toldOp(value!, seen)}"` },
    version: { sql: 's.version', json: (value, seen) => (seen ? (value ?? 'null') : 'null') },
    occurredAt: word(occurredAt),
  }
  const field = fields[name]
  if (field === undefined) throw new NotVerbatim()
  return field
}
