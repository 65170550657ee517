import pg from 'pg'
import { openCore } from '@qizhi/api/core'
import { readConfig } from '@qizhi/api/platform/config/config'
import { HttpProblem } from '@qizhi/api/platform/http/http-problem'
import { requestFacts } from '@qizhi/api/platform/http/request-facts'
import { buildServer } from '@qizhi/api/platform/http/server'
import { buildLogger } from '@qizhi/api/platform/telemetry/logger'
import { shapes } from './shapes.ts'
import { writeShapes } from './write-shapes.ts'

// A process of its own with the product's HTTP server, its log and its sign-in, as register data demand of whoever hands them out; its only
// handler runs the statements written by hand over bare pg: no GraphQL, no read door.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
const databaseUrl = process.env['DATABASE_URL']!
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 })
const logger = buildLogger('info')
const { say, modules } = await openCore({ ...readConfig(process.env), databaseUrl }, logger)
const http = await buildServer({ logger, say })
http.post('/', async (request, reply) => {
  if ((await modules.accounts.authenticate(requestFacts(request, reply))) === null) throw new HttpProblem(401, 'error.unauthenticated')
  const { shape, variables } = request.body as { shape: string; variables: Record<string, unknown> }
  return { data: await [...shapes, ...writeShapes].find(({ name }) => name === shape)!.byHand(pool, variables) }
})
process.once('disconnect', () => process.exit())
process.send?.(await http.listen({ host: '127.0.0.1', port: 0 }))
