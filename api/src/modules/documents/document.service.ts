import { type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import { type Actor, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { documentProblems } from '../../platform/http/document-problems.ts'
import { limits } from '../../platform/http/limits/limits.ts'
import { documentHash } from '../../platform/http/trusted-documents.ts'
import { type RegisterDocumentsInput, type RegisterDocumentsPayload } from './document.inputs.ts'

/** How many documents an account may register. */
const mostDocuments = 2_000

/** Registering documents, which are then sent by their digest. What may be seen by them is decided anew each time they are sent. */
export class DocumentService {
  constructor(private readonly writer: Writer) {}

  register(actor: Actor, schema: GraphQLSchema, input: RegisterDocumentsInput): Promise<RegisterDocumentsPayload> {
    return this.writer.write(actor, 'document.register', input, async (tx) => {
      const userErrors = input.documents.flatMap((text, at) => problemOf(schema, text, at))
      if (userErrors.length > 0) return { documentIds: [], userErrors }
      const hashes = input.documents.map(documentHash)
      const added = await tx.query(
        `INSERT INTO trusted_document (hash, document, registered_by) SELECT DISTINCT ON (hash) hash, document, $3::uuid FROM unnest($1::text[], $2::text[]) AS d (hash, document) ORDER BY hash
         ON CONFLICT DO NOTHING RETURNING hash`,
        [hashes, input.documents, actor.viewer.accountId],
      )
      const [own] = await tx.query<{ documents: number }>(
        'SELECT count(*)::int AS documents FROM trusted_document WHERE registered_by = $1',
        [actor.viewer.accountId],
      )
      if (own!.documents > mostDocuments)
        return { documentIds: [], userErrors: [userError('CONFLICT', 'document.tooMany', { params: { most: mostDocuments } })] }
      if (added.length > 0) tx.audit({ entity: 'TrustedDocument', entityId: null, after: { hashes } })
      return { documentIds: hashes.map((hash) => `sha256:${hash}`), userErrors: [] }
    })
  }
}

function problemOf(schema: GraphQLSchema, text: string, at: number): UserError[] {
  const field = ['documents', String(at)]
  const document = parsed(text)
  if (document === undefined) return [userError('INVALID', 'document.syntax', { field })]
  const [problem] = documentProblems(schema, document)
  return problem === undefined ? [] : [userError('INVALID', 'document.invalid', { field, params: { detail: problem.message } })]
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: limits.tokens })
  } catch {
    return undefined
  }
}
