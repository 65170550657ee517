import { type DocumentNode, execute, type ExecutionResult, getOperationAST, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import { type DataSource } from 'typeorm'
import { type Pool } from 'pg'
import { openCore } from '../core.ts'
import { type Modules } from '../modules.ts'
import { type Role } from '../platform/access/permissions.ts'
import { type ResolvedGrant, type Viewer, viewerOf } from '../platform/access/viewer.ts'
import { type Config, readConfig } from '../platform/config/config.ts'
import { poolOf } from '../platform/database/data-source.ts'
import { type Actor, type Writer } from '../platform/database/write.ts'
import { poolDatabase } from '../platform/database/database.ts'
import { Reader } from '../platform/graph/reader.ts'
import { NotVerbatim } from '../platform/graph/verbatim.ts'
import { VerbatimOperation, type WrittenAnswer } from '../platform/http/verbatim-operation.ts'
import { type Language } from '../platform/i18n/language.ts'
import { type Say } from '../platform/i18n/texts.ts'
import { type Context } from '../platform/http/context.ts'
import { workOff } from '../platform/jobs/jobs.ts'
import { workOf } from '../platform/module.ts'
import { buildLogger } from '../platform/telemetry/logger.ts'
import { createTestDatabase } from './test-database.ts'

/** A whole API without its HTTP side, over a database of its own. */
export interface TestWorld {
  readonly dataSource: DataSource
  readonly writer: Writer
  readonly modules: Modules
  readonly schema: GraphQLSchema
  /** Somebody with these grants, who has an account; every tree and every permission when none are given. */
  as(grants?: readonly ResolvedGrant[], language?: Language): Promise<TestClient>
  sql<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** The smallest group of which figures are told to whom may not see persons. */
  smallestGroup: number
  /** Works off the queued jobs that are due. */
  workOff(): Promise<void>
  close(): Promise<void>
}

export interface TestAnswer {
  // an answer has the shape of its query, which the test states

  readonly data: any
  readonly errors: readonly { readonly message: string; readonly code: string | undefined; readonly path: string }[]
  /** How many SQL statements the reads of the operation took. */
  readonly statements: number
}

export interface TestClient {
  readonly viewer: Viewer
  readonly actor: Actor
  query(document: string, variables?: Record<string, unknown>): Promise<TestAnswer>
  /** The answer as the database writes it, where it can. */
  written(document: string, variables?: Record<string, unknown>): Promise<WrittenAnswer | ExecutionResult | undefined>
}

export async function aTestWorld(changes: Partial<Config> = {}): Promise<TestWorld> {
  const database = await createTestDatabase()
  const core = await openCore(
    { ...readConfig({}), databaseUrl: database.url, secretKey: 'ab'.repeat(32), ...changes },
    buildLogger('silent'),
  )
  const { modules, schema, say } = core
  const { dataSource, writer } = core.platform
  const world: TestWorld = {
    dataSource,
    writer,
    modules,
    schema,
    smallestGroup: core.platform.config.smallestGroup,
    as: async (grants = [{ role: 'ADMINISTRATOR', paths: null }], language = 'zh-CN') =>
      clientOf(world, say, await anAccount(dataSource, grants), language),
    sql: (text, values = []) => dataSource.query(text, [...values]),
    workOff: () => workOff(poolOf(dataSource), workOf(Object.values(modules)).queued, core.platform.logger),
    close: async () => {
      await core.close()
      await database.drop()
    },
  }
  return world
}

let accounts = 0

async function anAccount(dataSource: DataSource, grants: readonly ResolvedGrant[]): Promise<Viewer> {
  accounts += 1
  const username = `account-${accounts}`
  const [account] = await dataSource.query<{ id: string }[]>(
    `INSERT INTO account (username, display_name, password_hash) VALUES ($1, $1, '') RETURNING id`,
    [username],
  )
  return viewerOf({ id: account!.id, username, displayName: username, sessionId: null }, grants)
}

function clientOf(world: TestWorld, say: Say, viewer: Viewer, language: Language): TestClient {
  const { schema, dataSource } = world
  const actor: Actor = { viewer, requestId: 'test-request', address: '127.0.0.1' }
  const pool = (dataSource.driver as unknown as { master: Pool }).master
  const contextOf = (counted?: () => void) => {
    const reader = new Reader(poolDatabase(pool, counted), viewer, language, world.smallestGroup)
    return { ...actor, userAgent: null, language, say, reader, trace: {} }
  }
  return {
    viewer,
    actor,
    async written(document, variables = {}) {
      const known = parsed(schema, document)
      const operation = 'errors' in known ? null : VerbatimOperation.of(schema, known, getOperationAST(known)!)
      try {
        return await operation?.answer(contextOf() as unknown as Context, variables)
      } catch (error) {
        if (error instanceof NotVerbatim) return undefined
        throw error
      }
    },
    async query(document, variables = {}) {
      let statements = 0
      const known = parsed(schema, document)
      const contextValue = contextOf(() => (statements += 1))
      const result = 'errors' in known ? known : await execute({ schema, document: known, variableValues: variables, contextValue })
      const errors = (result.errors ?? []).map((error: GraphQLError) => ({
        message: error.message,
        code: codeOf(error.originalError),
        path: (error.path ?? []).join('.'),
      }))
      return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors, statements }
    },
  }
}

/** As a server that answers many keeps them: whatever is remembered by document is asked for by others, and of other data. */
const documents = new Map<string, ReturnType<typeof examined>>()

function parsed(schema: GraphQLSchema, text: string) {
  const known = documents.get(text) ?? examined(schema, text)
  documents.set(text, known)
  return known
}

function examined(
  schema: GraphQLSchema,
  text: string,
): DocumentNode | { readonly errors: readonly GraphQLError[]; readonly data?: undefined } {
  try {
    const document = parse(text)
    const errors = validate(schema, document)
    return errors.length === 0 ? document : { errors }
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    throw error
  }
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** A grant of a role over the subtrees at these paths. */
export function grantOver(role: Role, ...paths: string[]): ResolvedGrant {
  return { role, paths }
}
