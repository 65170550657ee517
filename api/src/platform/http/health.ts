import { BlockList, isIPv6 } from 'node:net'
import { type FastifyInstance, type FastifyRequest } from 'fastify'
import pg from 'pg'
import { type Metrics } from '../telemetry/metrics.ts'
import { HttpProblem } from './http-problem.ts'

interface HealthParts {
  readonly databaseUrl: string
  /** Names of the migrations that this program needs. */
  readonly migrations: readonly string[]
  readonly metrics: Metrics
}

/**
 * `/healthz`: the process answers. `/readyz`: so does its database, which is migrated. `/metrics`: for Prometheus, from inside the network
 * only. The question to the database has a connection of its own: a busy pool is no reason to be taken out of service.
 */
export function healthRoutes(http: FastifyInstance, { databaseUrl, migrations, metrics }: HealthParts): void {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    application_name: 'qizhi-health',
    connectionTimeoutMillis: 2_000,
    statement_timeout: 2_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  })
  // a connection that breaks while idle is made anew by the next question
  pool.on('error', () => undefined)
  http.addHook('onClose', () => pool.end())

  http.get('/healthz', () => ({ status: 'ok' }))

  http.get('/readyz', async (_request, reply) => {
    const state = await readiness(pool, migrations)
    return reply.code(state === 'ready' ? 200 : 503).send({ status: state })
  })

  http.get('/metrics', async (request, reply) => {
    if (!isFromInside(request)) throw new HttpProblem(404, 'http.notFound')
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

async function readiness(pool: pg.Pool, migrations: readonly string[]): Promise<'ready' | 'database-unavailable' | 'not-migrated'> {
  try {
    const { rows } = await pool.query<{ name: string }>('SELECT name FROM migration')
    const applied = new Set(rows.map((row) => row.name))
    return migrations.every((name) => applied.has(name)) ? 'ready' : 'not-migrated'
  } catch (error) {
    return (error as { code?: unknown }).code === '42P01' ? 'not-migrated' : 'database-unavailable'
  }
}

const inside = new BlockList()
inside.addSubnet('127.0.0.0', 8)
inside.addSubnet('10.0.0.0', 8)
inside.addSubnet('172.16.0.0', 12)
inside.addSubnet('192.168.0.0', 16)
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')

/** What came through a proxy came from outside, whatever address the proxy has. */
function isFromInside({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
  return inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
