import { type GraphQLResolveInfo } from 'graphql'
import { ArgsType, type ClassType, Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql'

@InterfaceType('Node', { description: 'Anything that has an id of its own and can be read by it with `node(id:)` 「对象」.' })
export abstract class NodeType {
  @Field(() => ID, { description: 'Opaque, stable, sortable by time of creation (UUIDv7).' })
  id!: string
}

@ObjectType('PageInfo', { description: 'Where a page of a connection stands 「分页信息」.', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether more rows follow.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Whether rows precede this page, that is, whether `after` was given.' })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null on an empty page.' })
  startCursor!: string | null

  @Field(() => String, { nullable: true, description: 'Cursor of the last row, to be passed as `after`; null on an empty page.' })
  endCursor!: string | null
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { description: 'How many rows, 1 to 200.' })
  first!: number

  @Field(() => String, { nullable: true, description: '`endCursor` of the page before; from the beginning when absent.' })
  after?: string | null
}

export interface Connection<Node> {
  readonly nodes: Node[]
  readonly edges: { readonly cursor: string; readonly node: Node }[]
  readonly pageInfo: PageInfoType
  readonly totalCount: number
}

/** The connection and edge types of a node type, by Relay's convention. `plural` names the rows in the documentation. */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node> | (abstract new () => Node),
  plural: string,
): ClassType<Connection<Node>> {
  const nodeType = node as () => ClassType<Node>

  @ObjectType(`${name}Edge`, { description: `One of the ${plural}, with its place in the list.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Opaque place in this list and order.' })
    cursor!: string

    @Field(nodeType, { description: 'The row itself.' })
    node!: Node
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.`, simpleResolvers: true })
  class ConnectionOfNodes {
    @Field(() => [node() as ClassType<Node>], { description: 'The rows of the page.' })
    nodes!: Node[]

    @Field(() => [Edge], { description: 'The rows with their cursors.' })
    edges!: Edge[]

    @Field(() => PageInfoType, { description: 'Where the page stands.' })
    pageInfo!: PageInfoType

    @Field(() => Int, { description: 'How many rows the filter finds in all; counted only when asked for.' })
    totalCount!: number
  }
  return ConnectionOfNodes
}

/** The value that the read door put into the row for a field that takes arguments: it stands under the key of the answer. */
export function answered<Value>(row: object, info: GraphQLResolveInfo): Value {
  return (row as Record<string, unknown>)[info.path.key] as Value
}
