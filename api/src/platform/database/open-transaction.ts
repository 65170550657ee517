import { escapeLiteral, type Pool, type PoolClient } from 'pg'
import { type Database } from './database.ts'
import { statementNames } from './statement-names.ts'

/** What a transaction sees of those beside it. */
export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ'

/** A transaction that somebody writes in. Statements are carried out in the order in which they are sent, whether or not somebody waits for each. */
export interface OpenTransaction {
  /** The civil day in Asia/Shanghai, YYYY-MM-DD, by the database's clock. */
  readonly today: string
  /** The rows that a statement returns. One with parameters is kept prepared by its connection. */
  readonly query: <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>
  /** Sends a statement whose rows nobody needs. What goes wrong with it is thrown when the transaction is to be committed. */
  readonly send: (sql: string, parameters: readonly unknown[]) => void
  /** For a read door within the transaction. */
  readonly database: Database
}

/**
 * Runs the work in one transaction on a connection of its own, commits it when the work ends well and rolls it back when it throws. Whoever
 * writes is told to the triggers; that, the day and the begin are one message to the server.
 */
export async function inTransaction<Result>(
  pool: Pool,
  isolation: Isolation,
  actorId: string,
  work: (open: OpenTransaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  // a connection that breaks tells the statement that waits for it; unheard, its event would end the process
  client.on('error', ignore)
  const sent: Promise<unknown>[] = []
  let broken: Error | undefined
  try {
    const result = await work(await begun(client, isolation, actorId, sent))
    await Promise.all([...sent, committed(client)])
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => (broken = failure as Error))
    throw isAftermath(error) ? ((await firstFailure(sent)) ?? error) : error
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}

async function begun(client: PoolClient, isolation: Isolation, actorId: string, sent: Promise<unknown>[]): Promise<OpenTransaction> {
  const answers = await client.query(
    `BEGIN ISOLATION LEVEL ${isolation}; SELECT set_config('qizhi.actor', ${escapeLiteral(actorId)}, true), today()::text AS today`,
  )
  const { rows } = (answers as unknown as [unknown, { rows: [{ today: string }] }])[1]
  const run = (text: string, parameters: readonly unknown[]) => {
    // without parameters it may be more than one statement, or one that holds a name
    const name = parameters.length === 0 ? undefined : names.of(text)
    return client.query({ text, values: [...parameters], ...(name === undefined ? {} : { name }) })
  }
  return {
    today: rows[0].today,
    database: client,
    query: async <Row>(text: string, parameters: readonly unknown[] = []) => (await run(text, parameters)).rows as Row[],
    send(text, parameters) {
      const answer = run(text, parameters)
      answer.catch(ignore)
      sent.push(answer)
    },
  }
}

async function committed(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error('A statement failed and its transaction was to be committed.')
}

/** Whether all that is said is that something failed before: the transaction is over, or a statement was not prepared in it any more. */
function isAftermath(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === '25P02' || code === '26000'
}

async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected')
  return (failed as PromiseRejectedResult | undefined)?.reason
}

const names = statementNames(500)

function ignore(): void {
  return
}
