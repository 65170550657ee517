import { type FastifyInstance } from 'fastify'
import { type Logger } from 'pino'
import { loggable } from '../../platform/errors/database-error.ts'
import { type ClientUse } from './client-use.ts'

/** In milliseconds. */
const flushEvery = 5_000

/** Counts every request that came with a key or token, and writes the counts down from time to time, and at the end. */
export function countClientUse(http: FastifyInstance, use: ClientUse, logger: Logger): void {
  http.addHook('onResponse', async ({ trace }, { statusCode }) => {
    const { account, key, failed = false, deprecated = [] } = trace
    if (account !== undefined && key !== undefined) use.note({ clientId: account, failed: failed || statusCode >= 400, deprecated })
  })
  const flush = () =>
    use.flush().catch((error: unknown) => logger.warn({ err: loggable(error) }, 'the use of API clients was not written down yet'))
  const timer = setInterval(() => void flush(), flushEvery)
  timer.unref()
  http.addHook('onClose', async () => {
    clearInterval(timer)
    await flush()
  })
}
