import { type FastifyRequest } from 'fastify'
import { type DocumentNode, Kind, OperationTypeNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Outcome } from './executor.ts'

/** A query that is sent again, ready to be executed. */
export interface KnownQuery {
  readonly document: DocumentNode
  readonly operationName: string | null
  /** What the operation is called, also where nobody had to say so. */
  readonly name: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * Queries that Apollo has parsed, examined and answered before. Sent again in the plainest way, they need none of what its pipeline does
 * for each request, which costs as much as a small read; everything else about them is decided by the same executor.
 */
export class KnownQueries {
  private readonly documents = new LRUCache<string, Known>({ maxSize: 1_000_000, sizeCalculation: (_, text) => text.length + 1 })

  /** Remembers a document that was answered without errors; one with a mutation or a subscription is left to Apollo. */
  remember(text: string | undefined, document: DocumentNode): void {
    if (text === undefined || text === '' || this.documents.has(text)) return
    const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    if (!operations.every(({ operation }) => operation === OperationTypeNode.QUERY)) return
    this.documents.set(text, { document, onlyName: operations.length === 1 ? (operations[0]!.name?.value ?? null) : null })
  }

  /** The query that a request asks for, when it is known and the request has nothing about it that needs a closer look. */
  find({ method, headers, body }: FastifyRequest): KnownQuery | undefined {
    if (method !== 'POST' || !plainlyAccepted.has(headers.accept) || !isObject(body)) return undefined
    const { query, variables, operationName, ...others } = body
    if (typeof query !== 'string' || Object.keys(others).length > 0) return undefined
    if (variables != null && !isObject(variables)) return undefined
    if (operationName != null && (typeof operationName !== 'string' || operationName === '')) return undefined
    const known = this.documents.get(query)
    if (known === undefined) return undefined
    return { document: known.document, operationName: operationName ?? null, name: operationName ?? known.onlyName, variables: variables ?? {} }
  }
}

interface Known {
  readonly document: DocumentNode
  /** The name of its operation, where it has only one. */
  readonly onlyName: string | null
}

/** What programs and browsers send that take JSON. */
const plainlyAccepted: ReadonlySet<string | undefined> = new Set([undefined, '*/*', 'application/json'])

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An answer as Apollo writes it. A long text is encoded here: it would be gone through once to be measured and once more to be sent. */
export function answerOf({ parts, data, extensions }: Outcome): string | Buffer {
  const end = `,"extensions":${JSON.stringify(extensions)}}\n`
  if (parts === undefined) return `{"data":${JSON.stringify(data)}${end}`
  const all = ['{"data":', ...parts, end]
  return parts.some(({ length }) => length > longText) ? Buffer.concat(all.map((part) => Buffer.from(part))) : all.join('')
}

const longText = 10_000
