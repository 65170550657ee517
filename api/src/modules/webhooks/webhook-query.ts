import { randomUUID } from 'node:crypto'
import { type DocumentNode, getOperationAST, type GraphQLError, type GraphQLSchema, Kind, OperationTypeNode, parse, print } from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Viewer } from '../../platform/access/viewer.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { Context, type ContextParts, type Cookies } from '../../platform/http/context.ts'
import { Executor } from '../../platform/http/executor.ts'
import { costOf } from '../../platform/http/limits/cost.ts'
import { limits } from '../../platform/http/limits/limits.ts'

/** What an endpoint’s query may cost; it is run for each change. */
const mostCost = 2_000

/** A query that was fine when it was registered and cannot be run any more, because the schema has moved on. */
export class UnanswerableQuery extends Error {}

/** Runs the queries of endpoints in their owners’ names. */
export class WebhookQueries {
  private readonly executor: Executor
  private readonly documents = new LRUCache<string, DocumentNode>({ max: 500 })

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly parts: ContextParts,
    engine: 'jit' | 'js',
  ) {
    this.executor = new Executor(schema, engine)
  }

  /** Why a query cannot be an endpoint’s; empty for one that its owner may run. */
  async problems(text: string, viewer: Viewer): Promise<UserError[]> {
    const refusal = (key: 'webhook.query' | 'webhook.queryShape' | 'webhook.queryForbidden' | 'webhook.queryCost', params = {}) => [
      userError('INVALID', key, { field: 'document', params }),
    ]
    let document: DocumentNode
    try {
      document = parse(text, { maxTokens: limits.tokens })
    } catch (error) {
      return refusal('webhook.query', { detail: (error as GraphQLError).message })
    }
    const operation = getOperationAST(document)
    if (operation?.operation !== OperationTypeNode.QUERY || !takesOnlyAnId(document)) return refusal('webhook.queryShape')
    const [problem] = this.executor.problemsOf(this.requestOf(document, viewer, nobody), OperationTypeNode.QUERY)
    if (problem !== undefined) return refusal('webhook.query', { detail: problem.message })
    const cost = costOf(this.schema, document, operation, { id: nobody })
    if (cost > mostCost) return refusal('webhook.queryCost', { cost, limit: mostCost })
    const { errors = [] } = await this.executor.execute(this.requestOf(document, viewer, nobody))
    return errors.some((error) => codeOf(error) === 'FORBIDDEN') ? refusal('webhook.queryForbidden') : []
  }

  /**
   * The answer for an object, as the owner may see it now; what he may not see is null.
   * @throws UnanswerableQuery
   */
  async answer(text: string, viewer: Viewer, id: string): Promise<unknown> {
    const document = this.documents.get(text) ?? parse(text)
    this.documents.set(text, document)
    const { data, errors } = await this.executor.execute(this.requestOf(document, viewer, id))
    if (data === undefined) throw new UnanswerableQuery(errors?.[0]?.message)
    const failed = errors?.find(({ originalError }) => !(originalError instanceof AppError))
    if (failed !== undefined) throw failed.originalError ?? failed
    return data
  }

  private requestOf(document: DocumentNode, viewer: Viewer, id: string) {
    const facts = { requestId: randomUUID(), address: '', userAgent: null, cookies: noCookies, bearer: null, trace: {} }
    const context = new Context({ ...facts, language: 'zh-CN' }, viewer, this.parts)
    return { document, operationName: null, context, request: { variables: { id } } }
  }
}

function takesOnlyAnId(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      (definition.variableDefinitions ?? []).every(({ variable, type }) => variable.name.value === 'id' && print(type) === 'ID!'),
  )
}

function codeOf({ originalError, extensions }: GraphQLError): unknown {
  return (originalError as AppError | undefined)?.code ?? extensions?.['code']
}

const noCookies: Cookies = { get: () => undefined, set: () => undefined, clear: () => undefined }

const nobody = '00000000-0000-0000-0000-000000000000'
