import { createHash } from 'node:crypto'
import { type FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { type Database } from '../database/database.ts'
import { HttpProblem } from './http-problem.ts'

/** Documents that were registered before and are sent by their digest: `{ "documentId": "sha256:…", "variables": { … } }`, as GraphQL over HTTP has it. */
export class TrustedDocuments {
  private readonly texts = new LRUCache<string, string>({ maxSize: 4_000_000, sizeCalculation: (text) => text.length + 1 })

  constructor(private readonly database: Database) {}

  /** Puts the text of a document in the place of its digest. @throws HttpProblem 400 or 404 for a digest that is none, or that nobody registered */
  async open({ method, body }: FastifyRequest): Promise<void> {
    if (method !== 'POST' || !isRequest(body) || body.documentId === undefined) return
    const hash = typeof body.documentId === 'string' ? /^sha256:([\da-f]{64})$/.exec(body.documentId)?.[1] : undefined
    if (hash === undefined || body.query !== undefined) throw new HttpProblem(400, 'query.documentId')
    body.query = await this.textOf(hash)
    delete body.documentId
  }

  private async textOf(hash: string): Promise<string> {
    const known = this.texts.get(hash)
    if (known !== undefined) return known
    const { rows } = await this.database.query({
      name: 'trusted-document',
      text: 'SELECT document FROM trusted_document WHERE hash = $1',
      values: [hash],
    })
    const [found] = rows as { document: string }[]
    if (found === undefined) throw new HttpProblem(404, 'query.unknownDocument')
    this.texts.set(hash, found.document)
    return found.document
  }
}

/** The digest by which a document is sent. */
export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function isRequest(body: unknown): body is { documentId?: unknown; query?: unknown } {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}
