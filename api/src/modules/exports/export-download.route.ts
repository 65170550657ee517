import { type FastifyInstance } from 'fastify'
import { AppError } from '../../platform/errors/app-error.ts'
import { downloadHeaders } from '../../platform/http/download.ts'
import { type ExportLinks } from './export-link.service.ts'

/** `GET /exports/download?token=…`: the file of an export, once. The token stands where the log does not look. */
export function exportDownloadRoute(http: FastifyInstance, { links }: { readonly links: ExportLinks }): void {
  // to ask how large it is must not use it up
  http.get<{ Querystring: { token?: unknown } }>('/exports/download', { exposeHeadRoute: false }, async (request, reply) => {
    const { token } = request.query
    if (typeof token !== 'string') throw new AppError('NOT_FOUND', 'export.link')
    const { filename, mediaType, size, content } = await links.redeem(token, { requestId: request.id, address: request.ip })
    return reply
      .header('content-type', mediaType)
      .header('content-length', size)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .headers(downloadHeaders(filename))
      .send(content)
  })
}
