import pRetry from 'p-retry'
import { type DataSource, type EntityManager } from 'typeorm'
import { type Viewer } from '../access/viewer.ts'
import { AppError } from '../errors/app-error.ts'

/** Who writes, and the request that he writes in. The GraphQL context is one. */
export interface Actor {
  readonly viewer: Viewer
  readonly requestId: string | null
  readonly address: string | null
}

/** What one use case did to one thing. Sensitive values are masked by whoever fills this in. */
export interface AuditRecord {
  readonly entity: string
  /** Null where something was looked for and not found. */
  readonly entityId: string | null
  readonly organizationId?: string | null
  readonly before?: Record<string, unknown> | null
  readonly after?: Record<string, unknown> | null
  readonly reason?: string | null
}

/** The open transaction of one use case. */
export interface Transaction {
  readonly manager: EntityManager
  readonly actor: Actor
  /** The civil day in Asia/Shanghai, YYYY-MM-DD, by the database's clock. */
  readonly today: string
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  audit(record: AuditRecord): Promise<void>
  /** The same for what one use case did to many things, in one statement. */
  auditEach(records: readonly AuditRecord[]): Promise<void>
}

/** What a use case returns: plain JSON, so that a repeated idempotency key can be answered from the database. */
export interface WriteResult {
  readonly userErrors: readonly unknown[]
}

/** What a transaction sees of those beside it. */
export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ'

export interface WriteInput {
  readonly idempotencyKey?: string | null
}

/**
 * The write door: one use case = one transaction = one audit entry. Refusals (`userErrors`) and errors roll everything back; a
 * serialization failure or deadlock is tried again; a repeated idempotency key returns the first result.
 */
export class Writer {
  /** `digest` is keyed: an input may hold a national ID number, and there are few enough of those to try. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly digest: (text: string) => string,
  ) {}

  private readonly listeners: (() => void)[] = []

  /** Calls the listener after every commit of this process, before whoever wrote is answered. */
  onCommit(listener: () => void): void {
    this.listeners.push(listener)
  }

  /**
   * @throws AppError IDEMPOTENCY_MISMATCH when the key was used for another input. An attempt that ends in FORBIDDEN or NOT_FOUND
   * leaves an audit entry with the outcome DENIED. `isolation`: REPEATABLE READ where everything that is read must be of one moment.
   */
  async write<Result extends WriteResult>(
    actor: Actor,
    action: string,
    input: WriteInput,
    useCase: (tx: Transaction) => Promise<Result>,
    isolation: Isolation = 'READ COMMITTED',
  ): Promise<Result> {
    try {
      const result = await pRetry(() => this.attempt(actor, action, input, useCase, isolation), {
        retries: 3,
        minTimeout: 10,
        maxTimeout: 200,
        randomize: true,
        shouldRetry: ({ error }) => isTransient(error),
      })
      for (const listener of this.listeners) listener()
      return result
    } catch (error) {
      if (error instanceof Refused) return error.result as Result
      if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) await this.recordDenied(actor, action)
      throw error
    }
  }

  /** Runs a use case to its end and rolls it back: the answer is what it would have done, and nothing of it stays. */
  async rehearse<Result>(actor: Actor, action: string, useCase: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const { result } = await this.write(actor, action, {}, async (tx) => ({ result: await useCase(tx), userErrors: ['rehearsal'] }))
    return result
  }

  /**
   * A writer whose use cases are parts of one that is open already: they commit with it or not at all, each with audit entries of its own. A
   * refusal comes back as a value, and the whole has to be refused then.
   */
  within(tx: Transaction): Writer {
    return new PartWriter(this.dataSource, this.digest, tx)
  }

  private attempt<Result extends WriteResult>(
    actor: Actor,
    action: string,
    input: WriteInput,
    useCase: (tx: Transaction) => Promise<Result>,
    isolation: Isolation,
  ): Promise<Result> {
    return this.dataSource.transaction(isolation, async (manager) => {
      const [clock] = await manager.query<{ today: string }[]>(`SELECT set_config('qizhi.actor', $1, true), today()::text AS today`, [actor.viewer.accountId])
      const key = input.idempotencyKey
      if (key != null) {
        const first = await claimKey(manager, actor.viewer.accountId, key, action, this.digest(canonical(action, input)))
        if (first !== undefined) return first as Result
      }
      const result = await useCase(transactionOf(manager, actor, action, clock!.today))
      if (result.userErrors.length > 0) throw new Refused(result)
      if (key != null) {
        await manager.query('UPDATE idempotency_key SET result = $3 WHERE account_id = $1 AND key = $2', [actor.viewer.accountId, key, JSON.stringify(result)])
      }
      return result
    })
  }

  private async recordDenied(actor: Actor, action: string): Promise<void> {
    await insertAudit(this.dataSource.manager, actor, action, 'DENIED', [{}])
  }
}

class PartWriter extends Writer {
  constructor(
    dataSource: DataSource,
    digest: (text: string) => string,
    private readonly whole: Transaction,
  ) {
    super(dataSource, digest)
  }

  override write<Result extends WriteResult>(actor: Actor, action: string, _input: WriteInput, useCase: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return useCase(transactionOf(this.whole.manager, actor, action, this.whole.today))
  }
}

/** Carries a refusal out of the transaction, so that nothing that was done before it stays. */
class Refused extends Error {
  constructor(readonly result: WriteResult) {
    super('refused')
  }
}

function transactionOf(manager: EntityManager, actor: Actor, action: string, today: string): Transaction {
  return {
    manager,
    actor,
    today,
    query: <Row>(sql: string, parameters: readonly unknown[] = []) => manager.query<Row[]>(sql, [...parameters]),
    audit: (record) => insertAudit(manager, actor, action, 'DONE', [record]),
    auditEach: (records) => insertAudit(manager, actor, action, 'DONE', records),
  }
}

async function insertAudit(manager: EntityManager, actor: Actor, action: string, outcome: 'DONE' | 'DENIED', records: readonly Partial<AuditRecord>[]): Promise<void> {
  await manager.query(
    `INSERT INTO audit_entry (actor_id, actor_name, action, outcome, entity, entity_id, organization_id, before, after, reason, request_id, address)
     SELECT $1, $2, $3, $4, r.entity, r."entityId", r."organizationId", r.before, r.after, r.reason, $5, $6
     FROM jsonb_to_recordset($7) AS r (entity text, "entityId" uuid, "organizationId" uuid, before jsonb, after jsonb, reason text)`,
    [actor.viewer.accountId, actor.viewer.displayName, action, outcome, actor.requestId, actor.address, JSON.stringify(records)],
  )
}

/** The first result of this key, or undefined when the key is new. Waits for a twin that is still running. */
async function claimKey(manager: EntityManager, accountId: string, key: string, action: string, hash: string): Promise<unknown> {
  const claimed = await manager.query<unknown[]>(
    `INSERT INTO idempotency_key (account_id, key, action, input_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1`,
    [accountId, key, action, hash],
  )
  if (claimed.length > 0) return undefined
  const [first] = await manager.query<{ input_hash: string; result: unknown }[]>('SELECT input_hash, result FROM idempotency_key WHERE account_id = $1 AND key = $2', [accountId, key])
  if (first?.input_hash !== hash) throw new AppError('IDEMPOTENCY_MISMATCH')
  return first.result
}

/** The same text for the same input, in whatever order its fields came. */
function canonical(action: string, input: WriteInput): string {
  return `${action}\n${JSON.stringify(input, sortedKeys)}`
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return code === '40001' || code === '40P01'
}
