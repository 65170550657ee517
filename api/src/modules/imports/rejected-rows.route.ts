import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors/app-error.ts'
import { type Context, signedIn } from '../../platform/http/context.ts'
import { type RejectedRows } from './rejected-rows.service.ts'

interface Parts {
  readonly rejectedRows: RejectedRows
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

/** `GET /imports/<id>/rejected.csv`: the rows of an import that were rejected, to be mended and imported again. */
export function rejectedRowsRoute(http: FastifyInstance, { rejectedRows, contextOf }: Parts): void {
  http.get<{ Params: { id: string } }>('/imports/:id/rejected.csv', async (request, reply) => {
    const context = await contextOf(request, reply)
    signedIn(context)
    if (!context.viewer.can('imports:run')) throw new AppError('FORBIDDEN')
    const csv = await rejectedRows.csv(context, request.params.id, context.language)
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="rejected-${request.params.id}.csv"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'no-store')
      .send(csv)
  })
}
