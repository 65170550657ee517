import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { coerceInputValue, type GraphQLSchema, isInputType } from 'graphql'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Context, signedIn } from '../../../platform/http/context.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { type ReportDefinition, type ReportParameters } from '../definition/report-definition.type.ts'
import { todayInShanghai } from '../definition/report-period.ts'
import { type ReportRequest } from '../table/report-run.ts'
import { reportFile, type ReportFormat, reportFormats } from './report-files.ts'

interface Parts {
  /** Knows what definitions and parameters look like. */
  readonly schema: GraphQLSchema
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

type Asked = ReportRequest & { readonly name?: string | null }

/**
 * `GET /reports/<id>/file?format=xlsx&organization=…&period=…&from=…&to=…&asOf=…`: a report as a file. `POST /reports/file` with
 * `{ format, name, definition, parameters }`: what is not kept as a report, in the words of `reportResult`.
 */
export function reportFilesRoute(http: FastifyInstance, { schema, contextOf }: Parts): void {
  const send = async (request: FastifyRequest, reply: FastifyReply, format: unknown, asked: () => Asked) => {
    const context = await contextOf(request, reply)
    signedIn(context)
    if (!context.viewer.can('reports:read')) throw new AppError('FORBIDDEN')
    if (!isFormat(format)) throw new AppError('BAD_USER_INPUT', 'report.file.format')
    const { filename, mediaType, content } = await reportFile(context, asked(), format, { today: todayInShanghai(), at: new Date() })
    return reply.headers(downloadHeaders(filename)).header('content-type', mediaType).header('cache-control', 'no-store').send(content)
  }

  http.get<{ Params: { id: string }; Querystring: Record<string, unknown> }>('/reports/:id/file', (request, reply) => {
    const { format, ...parameters } = request.query
    return send(request, reply, format, () => ({
      id: request.params.id,
      parameters: coerced<ReportParameters>(schema, 'ReportParametersInput', parameters),
    }))
  })

  http.post('/reports/file', (request, reply) => {
    const { format, name, definition, parameters } = recordOf(request.body)
    return send(request, reply, format, () => ({
      name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, longestName) : null,
      definition: coerced<ReportDefinition>(schema, 'ReportDefinitionInput', definition),
      parameters: parameters == null ? null : coerced<ReportParameters>(schema, 'ReportParametersInput', parameters),
    }))
  })
}

const longestName = 100

function isFormat(format: unknown): format is ReportFormat {
  return typeof format === 'string' && Object.hasOwn(reportFormats, format)
}

function recordOf(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

/** A value as GraphQL would take it. @throws AppError BAD_USER_INPUT that says which part cannot be used */
function coerced<Value>(schema: GraphQLSchema, typeName: string, value: unknown): Value {
  const type = schema.getType(typeName)
  if (!isInputType(type)) throw new Error(`There is no input ${typeName}`)
  return coerceInputValue(value, type, (path) => {
    throw new AppError('BAD_USER_INPUT', 'counts.invalid', { field: path.join('.') || 'definition' })
  }) as Value
}
