import { encodeCursor } from './cursor.ts'
import { type PageRequest } from './page.ts'
import { type DerivedContext } from './graph.ts'
import { below, type SelectedField } from './selection.ts'

/** Completes the JSON of one row or value in place, once it has left the database. */
export type Finish = (value: Record<string, unknown>, context: DerivedContext) => void

export function finishAll(finishes: readonly Finish[]): Finish | null {
  if (finishes.length === 0) return null
  if (finishes.length === 1) return finishes[0]!
  return (row, context) => {
    for (const finish of finishes) finish(row, context)
  }
}

export function finishField(slot: string, finish: Finish): Finish {
  return (row, context) => {
    const value = row[slot]
    if (value != null) finish(value as Record<string, unknown>, context)
  }
}

export function finishEach(finish: Finish): Finish {
  return (rows, context) => {
    for (const row of rows as unknown as Record<string, unknown>[]) finish(row, context)
  }
}

interface Page {
  nodes?: Record<string, unknown>[]
  edges?: { cursor: string; node: Record<string, unknown> }[]
  pageInfo?: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

/** Cuts off the row that only told of a next page, and adds what the client asked for of edges and page info. */
export function finishConnection(page: PageRequest, fields: readonly SelectedField[], finishNode: Finish | null): Finish {
  const wantsEdges = below(fields, 'edges') !== undefined
  const wantsPageInfo = below(fields, 'pageInfo') !== undefined
  return (value, context) => {
    const connection = value as Page
    const nodes = connection.nodes ?? []
    const hasNextPage = nodes.length > page.first
    if (hasNextPage) nodes.pop()
    if (finishNode !== null) for (const node of nodes) finishNode(node, context)
    if (wantsEdges) connection.edges = nodes.map((node) => ({ cursor: cursorOf(node, page), node }))
    if (wantsPageInfo) {
      const [first, last] = [nodes[0], nodes.at(-1)]
      connection.pageInfo = {
        hasNextPage,
        hasPreviousPage: page.after != null,
        startCursor: first === undefined ? null : cursorOf(first, page),
        endCursor: last === undefined ? null : cursorOf(last, page),
      }
    }
  }
}

function cursorOf(node: Record<string, unknown>, page: PageRequest): string {
  return encodeCursor({ order: page.order, key: String(node['__key']), id: String(node['__id']) })
}
