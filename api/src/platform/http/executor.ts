import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { AppError } from '../errors/app-error.ts'
import { NotVerbatim } from '../graph/verbatim.ts'
import { compiledSize } from './compiled-size.ts'
import { type Context } from './context.ts'
import { deprecatedUses } from './deprecated-uses.ts'
import { documentProblems, refused } from './document-problems.ts'
import { actualCost } from './limits/actual-cost.ts'
import { OperationCost } from './limits/cost.ts'
import { asksForSchema } from './limits/introspection.ts'
import { limits } from './limits/limits.ts'
import { type RateLimit, throwIfRefused } from './limits/rate-limit.ts'
import { checkSearches } from './limits/search-length.ts'
import { SubscriptionCharge } from './limits/subscription-charge.ts'
import { networkOf } from './network.ts'
import { inputDefaults } from './variable-defaults.ts'
import { variableErrors } from './variables.ts'
import { VerbatimOperation, type WrittenAnswer } from './verbatim-operation.ts'

type Variables = Readonly<Record<string, unknown>>

/** Runs one operation of a document. */
type Run = (context: Context, variables: Variables) => Promise<ExecutionResult>

interface Operation {
  readonly node: OperationDefinitionNode
  readonly cost: OperationCost
  uses: number
  /** Present once it is compiled, or once it is known that it will not be. */
  compiled?: Run
  /** Present once it was looked at; null when the database cannot write its answers. */
  verbatim?: VerbatimOperation | null
}

/** The outcome of an operation. */
export interface Outcome extends ExecutionResult {
  /** The text of `data`, in parts, in place of it, where it is there already. */
  readonly parts?: readonly string[]
}

/** What is found out about a document once, when it is first sent. */
interface Examined {
  /** Why it cannot be run by anybody; empty for a good one. */
  readonly errors: readonly GraphQLError[]
  readonly asksForSchema: boolean
  /** What it uses that is deprecated, as `Type.field`. */
  readonly deprecated: readonly string[]
  readonly operations: Map<string | null, Operation>
}

/** A request for one operation, as Apollo hands it to a gateway's executor. */
export interface OperationRequest {
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly context: Context
  readonly request: { readonly variables?: Variables | undefined }
}

/** Larger ones take longer to compile than they will ever save. */
const largestCompiled = 2_500

/**
 * Examines and runs operations. The order matters: size, then validity, then cost, all before the first resolver. Documents are examined
 * once, as long as Apollo's store keeps them, and compiled when they come a second time: an ever new query costs no compilation.
 */
export class Executor {
  private readonly examined = new WeakMap<DocumentNode, Examined>()

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly engine: 'jit' | 'js',
    /** How much each principal may ask for; without one, as much as he likes. */
    private readonly rate?: RateLimit,
  ) {}

  /** Runs an operation; `mayBeText`: whoever asks sends the answer on and looks at nothing in it. */
  async execute({ document, operationName, context, request }: OperationRequest, mayBeText = false): Promise<Outcome> {
    const known = this.examine(document)
    if (known.errors.length > 0) return { errors: known.errors }
    if (known.deprecated.length > 0) context.trace.deprecated = known.deprecated
    const operation = this.operationOf(known, document, operationName)
    // Apollo answers for an operation that is not there
    if (operation === undefined) return { errors: [new GraphQLError('There is no such operation.')] }
    const variables = request.variables ?? {}
    try {
      if (operation.node.operation === OperationTypeNode.SUBSCRIPTION) throw new AppError('BAD_USER_INPUT', 'query.subscription')
      if (known.asksForSchema && context.viewer === null) throw new AppError('UNAUTHENTICATED', 'query.introspection')
      checkSearches(variables)
      const cost = operation.cost.of(variables)
      const subject = subjectOf(context)
      if (this.rate !== undefined) throwIfRefused((context.rate = await this.rate.take(subject, cost)))
      const run = this.runner(operation, document, operationName)
      const written = mayBeText ? await this.written(operation, document, context, variables) : undefined
      const result: WrittenAnswer | ExecutionResult = written ?? (await run(context, variables))
      const actual = Math.min(cost, 'parts' in result ? result.values : actualCost(result.data))
      this.rate?.giveBack(subject, cost - actual)
      const extensions = { cost: { requested: cost, actual, limit: limits.cost } }
      if ('parts' in result) return { parts: result.parts, extensions }
      const errors = result.data === undefined ? this.unstarted(operation, variables, result) : result.errors
      return { ...result, ...(errors === undefined ? {} : { errors }), extensions }
    } catch (error) {
      if (error instanceof AppError) return { errors: [refused(error)] }
      throw error
    }
  }

  /** Why an operation that somebody else runs must not be run; it must be of this sort. */
  problemsOf({ document, operationName, context, request }: OperationRequest, sort: OperationTypeNode): readonly GraphQLError[] {
    const known = this.examine(document)
    if (known.errors.length > 0) return known.errors
    const operation = this.operationOf(known, document, operationName)
    const variables = request.variables ?? {}
    try {
      if (operation?.node.operation !== sort || (known.asksForSchema && context.viewer === null))
        throw new AppError('BAD_USER_INPUT', 'query.sort', { sort })
      checkSearches(variables)
      operation.cost.of(variables)
      return variableErrors(this.schema, operation.node, variables)
    } catch (error) {
      if (error instanceof AppError) return [refused(error)]
      throw error
    }
  }

  /** Takes what a good operation that somebody else runs is estimated to cost. @throws AppError THROTTLED, which says for how long */
  charge({ document, operationName, context, request }: OperationRequest): Promise<SubscriptionCharge> {
    const estimate = this.operationOf(this.examine(document), document, operationName)?.cost.of(request.variables ?? {}) ?? 0
    return SubscriptionCharge.take(this.rate, subjectOf(context), estimate)
  }

  /** Nothing ran: the variables were not what the operation declares. */
  private unstarted({ node }: Operation, variables: Variables, { errors }: ExecutionResult): readonly GraphQLError[] | undefined {
    const ours = variableErrors(this.schema, node, variables)
    return ours.length > 0 ? ours : errors
  }

  private examine(document: DocumentNode): Examined {
    const known = this.examined.get(document)
    if (known !== undefined) return known
    const errors = documentProblems(this.schema, document)
    const examined = {
      errors,
      asksForSchema: asksForSchema(document),
      deprecated: errors.length > 0 ? [] : deprecatedUses(this.schema, document),
      operations: new Map<string | null, Operation>(),
    }
    this.examined.set(document, examined)
    return examined
  }

  private operationOf({ operations }: Examined, document: DocumentNode, name: string | null): Operation | undefined {
    const known = operations.get(name)
    if (known !== undefined) return known
    const node = getOperationAST(document, name)
    if (node == null) return undefined
    const operation = { node, cost: new OperationCost(this.schema, document, node), uses: 0 }
    operations.set(name, operation)
    return operation
  }

  /** The answer as the database writes it, once the operation has come so often that it is compiled; undefined when it must be run. */
  private async written(
    operation: Operation,
    document: DocumentNode,
    context: Context,
    variables: Variables,
  ): Promise<WrittenAnswer | ExecutionResult | undefined> {
    if (this.engine === 'js' || operation.uses <= 2) return undefined
    if (operation.verbatim === undefined) operation.verbatim = VerbatimOperation.of(this.schema, document, operation.node)
    try {
      return await operation.verbatim?.answer(context, variables)
    } catch (error) {
      if (!(error instanceof NotVerbatim)) throw error
      if (error.everyTime) operation.verbatim = null
      return undefined
    }
  }

  private runner(operation: Operation, document: DocumentNode, name: string | null): Run {
    operation.uses += 1
    if (this.engine === 'js' || operation.uses === 1) return this.interpreted(document, name)
    const small = () => compiledSize(this.schema, document, operation.node) <= largestCompiled
    return (operation.compiled ??= small() ? this.compiled(document, name, operation.node) : this.interpreted(document, name))
  }

  private compiled(document: DocumentNode, operationName: string | null, node: OperationDefinitionNode): Run {
    const query = compileQuery(this.schema, document, operationName ?? undefined, { disablingCapturingStackErrors: true })
    // what cannot be compiled has errors already
    if (!isCompiledQuery(query)) return () => Promise.resolve({ errors: query.errors ?? [] })
    const completed = inputDefaults(this.schema, node)
    return async (context, variables) => {
      const result = await query.query(undefined, context, completed(variables))
      return result.errors === undefined ? result : { ...result, errors: result.errors.map(withExtensions) }
    }
  }

  private interpreted(document: DocumentNode, operationName: string | null): Run {
    return async (contextValue, variableValues) =>
      execute({ schema: this.schema, document, operationName, contextValue, variableValues, hideSuggestions: true })
  }
}

/** Whose bucket it is: the account's, a person's or a program's; of who is not signed in, his network's. */
function subjectOf({ viewer, address }: Context): string {
  return viewer === null ? `address:${networkOf(address)}` : `account:${viewer.accountId}`
}

/** The errors of graphql-jit have no `extensions`, which Apollo needs. */
function withExtensions({ message, nodes, path, originalError }: GraphQLError): GraphQLError {
  const extensions = (originalError as { extensions?: Record<string, unknown> } | undefined)?.extensions ?? {}
  return new GraphQLError(message, { nodes, path, originalError, extensions })
}
