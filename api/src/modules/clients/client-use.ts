import { type Database } from '../../platform/database/database.ts'

/** What is known of one request of a program. */
export interface ClientRequest {
  readonly clientId: string
  readonly failed: boolean
  readonly deprecated: readonly string[]
}

interface Counted {
  requests: number
  errors: number
  readonly deprecated: Map<string, number>
}

/**
 * Counts what programs ask for, in this process, until it is written down: a request costs an addition, whatever the traffic. What was not
 * yet written when a process is killed is lost; these are figures to look at, not to pay by.
 */
export class ClientUse {
  private counted = new Map<string, Counted>()

  constructor(private readonly database: Database) {}

  note({ clientId, failed, deprecated }: ClientRequest): void {
    const known = this.counted.get(clientId) ?? { requests: 0, errors: 0, deprecated: new Map<string, number>() }
    this.counted.set(clientId, known)
    known.requests += 1
    if (failed) known.errors += 1
    for (const element of deprecated) known.deprecated.set(element, (known.deprecated.get(element) ?? 0) + 1)
  }

  /** Writes down what was counted since. Should that fail, it is counted on. */
  async flush(): Promise<void> {
    if (this.counted.size === 0) return
    const taken = this.counted
    this.counted = new Map()
    const clients = [...taken].map(([id, { requests, errors }]) => ({ id, requests, errors }))
    const deprecated = [...taken].flatMap(([id, counted]) => [...counted.deprecated].map(([element, uses]) => ({ id, element, uses })))
    try {
      await this.database.query({ text: flushSql, values: [JSON.stringify(clients), JSON.stringify(deprecated)] })
    } catch (error) {
      this.takeBack(taken)
      throw error
    }
  }

  private takeBack(taken: ReadonlyMap<string, Counted>): void {
    for (const [clientId, { requests, errors, deprecated }] of taken) {
      const now = this.counted.get(clientId) ?? { requests: 0, errors: 0, deprecated: new Map<string, number>() }
      this.counted.set(clientId, now)
      now.requests += requests
      now.errors += errors
      for (const [element, uses] of deprecated) now.deprecated.set(element, (now.deprecated.get(element) ?? 0) + uses)
    }
  }
}

/** In the order of keys, so that processes which write at once do not wait for each other in a circle. */
const flushSql = `
WITH deprecated AS (
  INSERT INTO api_client_deprecated_use AS d (client_id, element, uses)
  SELECT id, element, uses FROM json_to_recordset($2::json) AS r (id uuid, element text, uses bigint) ORDER BY id, element
  ON CONFLICT (client_id, element) DO UPDATE SET uses = d.uses + excluded.uses, last_used_at = now()
)
INSERT INTO api_client_use AS u (client_id, day, requests, errors)
SELECT id, today(), requests, errors FROM json_to_recordset($1::json) AS r (id uuid, requests bigint, errors bigint) ORDER BY id
ON CONFLICT (client_id, day) DO UPDATE SET requests = u.requests + excluded.requests, errors = u.errors + excluded.errors`
