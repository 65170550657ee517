import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type SigningKey } from '../../../platform/crypto/signing-key.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Context, signedIn } from '../../../platform/http/context.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { reportFormats } from '../files/report-files.ts'
import { snapshotFile, type SnapshotFormat } from './snapshot-files.ts'

interface Parts {
  readonly key: SigningKey
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

/** `GET /report-snapshots/<id>/file?format=xlsx`: a snapshot as a file, for whoever is shown it. */
export function snapshotFilesRoute(http: FastifyInstance, { key, contextOf }: Parts): void {
  http.get<{ Params: { id: string }; Querystring: { format?: unknown } }>('/report-snapshots/:id/file', async (request, reply) => {
    const context = await contextOf(request, reply)
    signedIn(context)
    const { format } = request.query
    if (!isFormat(format)) throw new AppError('BAD_USER_INPUT', 'snapshot.file.format')
    const { filename, mediaType, content } = await snapshotFile(context, request.params.id, format, key)
    return reply.headers(downloadHeaders(filename)).header('content-type', mediaType).header('cache-control', 'no-store').send(content)
  })
}

function isFormat(format: unknown): format is SnapshotFormat {
  return typeof format === 'string' && (format === 'json' || Object.hasOwn(reportFormats, format))
}
