import multipart from '@fastify/multipart'
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Context, signedIn } from '../http/context.ts'
import { downloadHeaders } from '../http/download.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { type StoredFiles } from './stored-files.ts'

interface FilesParts {
  readonly files: StoredFiles
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>
}

/** The largest file, in bytes. */
const largestFile = 50 * 1024 * 1024

/** `POST /files` keeps a file, `GET /files/<id>` gives it back, always as a download. */
export async function filesRoute(http: FastifyInstance, { files, contextOf }: FilesParts): Promise<void> {
  // in a scope of its own: no other route takes a multipart body
  await http.register(async (scope) => {
    await scope.register(multipart, {
      limits: { fileSize: largestFile, files: 1, fields: 10, parts: 11, fieldSize: 1000, headerPairs: 50 },
    })

    // what is refused is not read to its end: the connection goes with it
    const onError = async (_request: FastifyRequest, reply: FastifyReply) => void reply.header('connection', 'close')
    scope.post('/files', { onRequest: checkLength, onError }, async (request, reply) => {
      // another site's form cannot send a header of its own
      if (request.headers['x-qizhi-upload'] !== '1') throw new HttpProblem(400, 'file.header')
      const context = await contextOf(request, reply)
      signedIn(context)
      const part = await request.file()
      if (part === undefined) throw new HttpProblem(400, 'file.missing')
      const { id, filename, size, mediaType } = await files.save(context, whole(part.file), part.filename)
      return reply.code(201).send({ id, filename, size, mediaType })
    })
  })

  http.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const context = await contextOf(request, reply)
    signedIn(context)
    const file = await files.readable(context.viewer, request.params.id)
    return reply
      .header('content-type', file.mediaType)
      .header('content-length', file.size)
      .headers(downloadHeaders(file.filename))
      .send(files.content(file))
  })
}

/** The border and the headers of the parts come on top of the file. */
async function checkLength({ headers }: FastifyRequest): Promise<void> {
  if (Number(headers['content-length'] ?? 0) > largestFile + 64 * 1024) throw tooLarge()
}

function tooLarge(): HttpProblem {
  return new HttpProblem(413, 'http.tooLarge', { most: '50 MiB' })
}

/** Fails where the parser cut the file off, so that half a file is never kept. */
async function* whole(part: AsyncIterable<Buffer> & { readonly truncated: boolean }): AsyncGenerator<Buffer> {
  for await (const chunk of part) yield chunk
  if (part.truncated) throw tooLarge()
}
