import pg from 'pg'
import { platformTexts } from '@qizhi/api/platform/i18n/platform-texts'
import { speaker } from '@qizhi/api/platform/i18n/texts'
import { buildServer } from '@qizhi/api/platform/http/server'
import { buildLogger } from '@qizhi/api/platform/telemetry/logger'
import { shapes } from './shapes.ts'

// A process of its own with the product's HTTP server, whose only handler runs the statements written by hand: no GraphQL, nobody signed in.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8 })
const http = await buildServer({ logger: buildLogger('warn'), say: speaker([platformTexts]) })
http.post('/', async (request) => {
  const { shape, variables } = request.body as { shape: string; variables: Record<string, unknown> }
  return { data: await shapes.find(({ name }) => name === shape)!.byHand(pool, variables) }
})
process.once('disconnect', () => process.exit())
process.send?.(await http.listen({ host: '127.0.0.1', port: 0 }))
