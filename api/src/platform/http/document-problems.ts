import { type DocumentNode, GraphQLError, type GraphQLSchema, specifiedRules, validate } from 'graphql'
import { type AppError } from '../errors/app-error.ts'
import { hasLongSearch, searchTooLong } from './limits/search-length.ts'
import { structureProblem } from './limits/structure.ts'

/** Why a document cannot be run by anybody; empty for a good one. Its size is looked at before it is validated. */
export function documentProblems(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  const tooLarge = structureProblem(document) ?? (hasLongSearch(document) ? searchTooLong() : undefined)
  if (tooLarge !== undefined) return [refused(tooLarge)]
  return validate(schema, document, specifiedRules, { maxErrors: 20, hideSuggestions: true }).map(
    ({ message, nodes }) => new GraphQLError(message, { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } }),
  )
}

/** An error of ours in GraphQL's shape, with the status that it gives a whole request. */
export function refused(error: AppError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, http: { status: error.status } } })
}
