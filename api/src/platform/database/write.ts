import pRetry from 'p-retry'
import { type DataSource } from 'typeorm'
import { type Viewer } from '../access/viewer.ts'
import { AppError } from '../errors/app-error.ts'
import { poolOf } from './data-source.ts'
import { Recordset } from './recordset.ts'
import { inTransaction, type Isolation, type OpenTransaction } from './open-transaction.ts'

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

/** Statements that write: several are sent as one and do not see each other's rows. */
export interface Writes {
  readonly statements: readonly string[]
  readonly parameters: readonly unknown[]
}

/** The open transaction of one use case. */
export interface Transaction extends OpenTransaction {
  readonly actor: Actor
  /** Records what was done, in one statement with the `writes` that do it, where they are given. Nobody waits for it before the commit. */
  audit(record: AuditRecord, writes?: Writes): void
  /** The same for what one use case did to many things, in one statement. */
  auditEach(records: readonly AuditRecord[]): void
}

/** What a use case returns: plain JSON, so that a repeated idempotency key can be answered from the database. */
export interface WriteResult {
  readonly userErrors: readonly unknown[]
}

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

  private readonly listeners: ((action: string) => void)[] = []

  /** Calls the listener after every commit of this process with what was done, before whoever wrote is answered. */
  onCommit(listener: (action: string) => void): void {
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
      for (const listener of this.listeners) listener(action)
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
    return inTransaction(poolOf(this.dataSource), isolation, actor.viewer.accountId, async (open) => {
      const key = input.idempotencyKey
      if (key != null) {
        const first = await claimKey(open, actor.viewer.accountId, key, action, this.digest(canonical(action, input)))
        if (first !== undefined) return first as Result
      }
      const result = await useCase(transactionOf(open, actor, action))
      if (result.userErrors.length > 0) throw new Refused(result)
      if (key != null) {
        open.send('UPDATE idempotency_key SET result = $3 WHERE account_id = $1 AND key = $2', [actor.viewer.accountId, key, JSON.stringify(result)])
      }
      return result
    })
  }

  private async recordDenied(actor: Actor, action: string): Promise<void> {
    await this.dataSource.query(...auditEntry(actor, action, 'DENIED', [{}]))
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
    return useCase(transactionOf(this.whole, actor, action))
  }
}

/** Carries a refusal out of the transaction, so that nothing that was done before it stays. */
class Refused extends Error {
  constructor(readonly result: WriteResult) {
    super('refused')
  }
}

function transactionOf(open: OpenTransaction, actor: Actor, action: string): Transaction {
  return {
    ...open,
    actor,
    audit: (record, writes) => open.send(...auditEntry(actor, action, 'DONE', [record], writes)),
    auditEach: (records) => open.send(...auditEntry(actor, action, 'DONE', records)),
  }
}

function auditEntry(
  actor: Actor,
  action: string,
  outcome: 'DONE' | 'DENIED',
  records: readonly Partial<AuditRecord>[],
  { statements, parameters }: Writes = { statements: [], parameters: [] },
): [sql: string, parameters: unknown[]] {
  const entry = [actor.viewer.accountId, actor.viewer.displayName, action, outcome, actor.requestId, actor.address]
  const [actorId, actorName, did, ended, requestId, address] = entry.map((_, at) => `$${parameters.length + at + 1}`)
  const told = new Recordset<keyof AuditRecord>(auditColumns, parameters.length + entry.length + 1)
  const parts = statements.map((statement, at) => `written${at} AS (${statement})`)
  return [
    `${parts.length === 0 ? '' : `WITH ${parts.join(', ')}`}
     INSERT INTO audit_entry (actor_id, actor_name, action, outcome, entity, entity_id, organization_id, before, after, reason, request_id, address)
     SELECT ${actorId}, ${actorName}, ${did}, ${ended}, r.entity, r."entityId", r."organizationId", r.before, r.after, r.reason, ${requestId}, ${address}
     FROM ${told.sql}`,
    [...parameters, ...entry, ...told.of(records)],
  ]
}

const auditColumns = { entity: 'text', entityId: 'uuid', organizationId: 'uuid', before: 'jsonb', after: 'jsonb', reason: 'text' } as const

/** The first result of this key, or undefined when the key is new. Waits for a twin that is still running. */
async function claimKey(open: OpenTransaction, accountId: string, key: string, action: string, hash: string): Promise<unknown> {
  const claimed = await open.query(
    `INSERT INTO idempotency_key (account_id, key, action, input_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1`,
    [accountId, key, action, hash],
  )
  if (claimed.length > 0) return undefined
  const [first] = await open.query<{ input_hash: string; result: unknown }>('SELECT input_hash, result FROM idempotency_key WHERE account_id = $1 AND key = $2', [accountId, key])
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
