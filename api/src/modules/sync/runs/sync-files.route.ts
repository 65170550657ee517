import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Context, signedIn } from '../../../platform/http/context.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { type SyncFiles } from './sync-files.service.ts'

interface Parts {
  readonly files: SyncFiles
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

/** `GET /sync/<id>/rejected.csv`: the rows of a sync that were rejected, to be mended and added to another one. */
export function syncFilesRoute(http: FastifyInstance, { files, contextOf }: Parts): void {
  http.get<{ Params: { id: string } }>('/sync/:id/rejected.csv', async (request, reply) => {
    const context = await contextOf(request, reply)
    signedIn(context)
    if (!context.viewer.can('sync:run')) throw new AppError('FORBIDDEN')
    const { id } = request.params
    const csv = await files.rejected(context, id, context.language, context.say)
    return reply
      .headers(downloadHeaders(`rejected-${id}.csv`))
      .header('content-type', 'text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(csv)
  })
}
