import { join } from 'node:path'
import { type FastifyInstance } from 'fastify'

/**
 * Serves the built documentation at `/docs`, to everybody: it tells what the schema tells. Pages are files without their `.html`; what is not there
 * is answered by the documentation's own page for that.
 */
export async function docsSite(http: FastifyInstance, directory: string): Promise<void> {
  // loaded where there is a site to serve: an API by itself, and its tests, do without
  const { default: fastifyStatic } = await import('@fastify/static')
  http.get('/docs', (_request, reply) => reply.redirect('/docs/', 308))
  await http.register(
    async (docs) => {
      await docs.register(fastifyStatic, {
        root: directory,
        prefix: '/',
        extensions: ['html'],
        dotfiles: 'ignore',
        decorateReply: !docs.hasReplyDecorator('sendFile'),
        // the route decides
        cacheControl: false,
        setHeaders: (reply, path) => {
          // assets carry a digest of their content in their name
          const lasting = path.startsWith(join(directory, 'assets'))
          reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
      docs.setNotFoundHandler((_request, reply) => reply.code(404).sendFile('404.html', directory))
    },
    { prefix: '/docs' },
  )
}
