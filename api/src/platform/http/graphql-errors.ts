import { type ApolloServerPlugin } from '@apollo/server'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { type Logger } from 'pino'
import { isError, loggable } from '../errors/database-error.ts'
import { type ErrorReport, type Listener, originalOf, reportOf } from '../errors/error-report.ts'
import { type Context } from './context.ts'

interface Prepared {
  readonly report: ErrorReport
  readonly requestId: string
}

/**
 * Turns errors into what the client may read. Apollo's formatter does not know the request, so a plugin prepares each error's report
 * while it does; what failed outside the plugin's reach is completed once the answer is there.
 */
export class GraphqlErrors {
  private readonly prepared = new WeakMap<Error, Prepared>()

  constructor(private readonly logger: Logger) {}

  readonly plugin: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue, operationName, response }) => {
        for (const error of errors) {
          const { status } = this.prepare(error, contextValue, operationName ?? null)
          // a balancer, and a client that tries again, look at the status
          if (status === 503 || status === 429) response.http.status = status
        }
      },
    }),
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) => {
      this.logger.error({ requestId: requestContext.contextValue.requestId, err: loggable(error) }, 'request failed')
    },
  }

  readonly format = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const known = isError(error) ? this.prepared.get(error) : undefined
    return known === undefined ? formatted : answerOf(formatted, known)
  }

  /** An error that kept the context from being made, so that nothing of the request ran. */
  beforeContext(error: unknown, listener: Listener): GraphQLError {
    const { status } = reportOf(error, listener)
    const wrapped = new GraphQLError('no context', { originalError: isError(error) ? error : null, extensions: { http: { status } } })
    this.prepare(wrapped, listener, null)
    return wrapped
  }

  /** Says the errors of an answer that Apollo wrote before it knew the request. */
  completed(body: string, listener: Listener): string {
    const { errors, ...rest } = JSON.parse(body) as { errors?: GraphQLFormattedError[] }
    if (errors === undefined || errors.every((error) => error.extensions?.['requestId'] !== undefined)) return body
    const completed = errors.map((formatted) => {
      const report = reportOf(new GraphQLError(formatted.message, { extensions: formatted.extensions }), listener)
      return answerOf(formatted, { report, requestId: listener.requestId })
    })
    return JSON.stringify({ ...rest, errors: completed })
  }

  private prepare(error: Error, listener: Listener, operationName: string | null): ErrorReport {
    const report = reportOf(error, listener)
    const { requestId } = listener
    this.prepared.set(error, { report, requestId })
    const facts = { requestId, operationName, path: error instanceof GraphQLError ? error.path?.join('.') : undefined }
    if (report.internal) this.logger.error({ ...facts, err: loggable(originalOf(error)) }, 'internal error')
    else if (report.code === 'UNAVAILABLE') this.logger.warn({ ...facts, err: loggable(originalOf(error)) }, 'not available')
    return report
  }
}

function answerOf({ locations, path }: GraphQLFormattedError, { report, requestId }: Prepared): GraphQLFormattedError {
  return {
    message: report.message,
    ...(locations === undefined || locations.length === 0 ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: report.code, ...report.details, requestId },
  }
}
