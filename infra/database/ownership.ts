import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { socketUrl } from './socket.ts'

/**
 * Whoever started a server owns it: a session lock in its database `postgres`. The lock goes with its holder, however that ends, which a
 * file with a process number could not promise.
 */
export interface Ownership {
  /** Gives it up. */
  release(): Promise<void>
}

const key = 0x71697a6869

/** Takes the ownership of a running server. One that starts or stops just now cannot be reached. */
export async function own(sockets: string): Promise<Ownership | 'owned by another' | 'unreachable'> {
  const client = await lock(sockets)
  return client instanceof pg.Client ? kept(client, sockets) : client
}

/** A server that restarts its processes after a crash of one cuts all sessions, this one too: then the lock is taken again. */
function kept(first: pg.Client, sockets: string): Ownership {
  let released = false
  let holder: pg.Client | undefined = first
  let renewal = Promise.resolve()
  watch(first)
  return {
    async release() {
      released = true
      await renewal
      await holder?.end().catch(() => undefined)
    },
  }

  function watch(client: pg.Client): void {
    client.once('end', () => {
      holder = undefined
      renewal = renew()
    })
  }

  async function renew(): Promise<void> {
    for (let attempt = 0; attempt < attempts && !released; attempt += 1) {
      const client = await lock(sockets)
      if (client instanceof pg.Client) {
        holder = client
        return watch(client)
      }
      await pause(100)
    }
  }
}

/** A server that does not come back within some ten seconds has ended. */
const attempts = 100

async function lock(sockets: string): Promise<pg.Client | 'owned by another' | 'unreachable'> {
  const client = new pg.Client({ connectionString: socketUrl(sockets, 'postgres', 'postgres'), application_name: 'qizhi-owner' })
  // the server may be stopped while this connection is idle
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ owned: boolean }>('SELECT pg_try_advisory_lock($1) AS owned', [key])
    if (rows[0]?.owned === true) return client
    await client.end()
    return 'owned by another'
  } catch {
    return 'unreachable'
  }
}
