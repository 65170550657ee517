import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'

/**
 * Serves the built admin at `/`. Its assets carry a digest of their content in their name, so browsers may keep them; the page itself is asked
 * for anew.
 */
export async function adminSite(http: FastifyInstance, directory: string): Promise<void> {
  // loaded where there is a site to serve: an API by itself, and its tests, do without
  const { default: fastifyStatic } = await import('@fastify/static')
  await http.register(fastifyStatic, {
    root: directory,
    index: false,
    dotfiles: 'ignore',
    decorateReply: true,
    // the route decides
    cacheControl: false,
    setHeaders: (reply, path) => {
      const lasting = path.startsWith(join(directory, 'assets'))
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  http.get('/', (_request, reply) => sendPage(reply))
}

/** Whether the directory holds a built admin. */
export function isBuilt(directory: string): boolean {
  return existsSync(join(directory, 'index.html'))
}

/** A page of the admin has an address of its own, but all of them are the same file: the browser's part of the router shows the right one. */
export function wantsPage({ method, headers, url }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept?.includes('text/html') ?? false) && !programs.test(url)
}

// `/imports/<id>` is a page; what lies below it is a download
const programs = /^\/(?:(?:graphql|files|healthz|readyz|metrics|assets)(?:[/?]|$)|imports\/[^/?]+\/)/

export function sendPage(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html')
}
