import { getMetadataStorage, type ValidationError, validateSync } from 'class-validator'
import { type GraphQLSchema, isAbstractType, OperationTypeNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { ArgumentValidationError, buildSchema, type NonEmptyArray, type ResolverData } from 'type-graphql'
import { authorize } from './platform/access/authorize.ts'
import { RuleReferenceResolver, UserErrorResolver } from './platform/errors/user-error.resolver.ts'
import { NodeResolver } from './platform/graph/node.resolver.ts'
import { type Module } from './platform/module.ts'

/** The schema of the given modules. Their resolvers are instances: a class finds its own here. */
export async function schemaOf(modules: readonly Module[]): Promise<GraphQLSchema> {
  const node = new NodeResolver(modules.flatMap((module) => module.nodes ?? []))
  const resolvers = [node, new UserErrorResolver(), new RuleReferenceResolver(), ...modules.flatMap((module) => module.resolvers)]
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]))
  const schema = await buildSchema({
    resolvers: resolvers.map((resolver) => resolver.constructor) as unknown as NonEmptyArray<() => void>,
    container: { get: (resolver) => instances.get(resolver) },
    authChecker: authorize,
    // subscriptions follow the change feed; TypeGraphQL insists on a bus that none of them uses
    pubSub: { publish: () => undefined, subscribe: () => neverRung() },
    // not TypeGraphQL's own way, which looks for the validator's module again for every argument
    validateFn: checkByDecorators,
    // a test asks the schema for all that it says of itself; doing it again at each start takes a tenth of it
    skipCheck: true,
    // what a field has before it is given a value is its class's affair, not the schema's
    disableInferringDefaultValues: true,
  })
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const { subscribe } = field
    field.subscribe = (_root, args, context, info) => subscribe?.((resolver: unknown) => instances.get(resolver), args, context, info)
  }
  for (const type of Object.values(schema.getTypeMap())) if (isAbstractType(type)) type.resolveType = typeOfRow
  return schema
}

function neverRung(): never {
  throw new Error('There is no bus: a subscription brings what it follows.')
}

/** @throws ArgumentValidationError for what the decorators of an input's class refuse. */
function checkByDecorators(value: unknown, _type: unknown, { info }: Pick<ResolverData, 'info'>): void {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const inputs = values.filter((input): input is object => typeof input === 'object' && input !== null && hasRules(input.constructor))
  // what is written is somebody's data, which nobody remembers
  const remembers = info.operation.operation === OperationTypeNode.QUERY
  const errors = inputs.flatMap((input) => (remembers && isKnownGood(input) ? [] : failuresOf(input)))
  if (errors.length > 0) throw new ArgumentValidationError(errors)
}

function failuresOf(input: object): ValidationError[] {
  return validateSync(input, { forbidUnknownValues: false, skipMissingProperties: true, stopAtFirstError: true })
}

/** Whether the like of an input was examined and found good; the decorators look at nothing but the value. Then it need not be done again. */
function isKnownGood(input: object): boolean {
  const text = JSON.stringify(input)
  if (text.length > longestRemembered) return false
  const known = good.get(input.constructor) ?? new LRUCache<string, true>({ max: 500 })
  good.set(input.constructor, known)
  if (known.has(text)) return true
  if (failuresOf(input).length > 0) return false
  known.set(text, true)
  return true
}

/** Filters and pages are short; what is long does not come a second time. */
const longestRemembered = 400

const good = new WeakMap<object, LRUCache<string, true>>()

/** Whether a class, or one that it extends, has decorators that refuse something. */
function hasRules(inputClass: unknown): boolean {
  if (typeof inputClass !== 'function') return false
  const known = rules.get(inputClass)
  if (known !== undefined) return known
  const found = getMetadataStorage().getTargetValidationMetadatas(inputClass, '', false, false).length > 0
  rules.set(inputClass, found)
  return found
}

const rules = new WeakMap<object, boolean>()

/** The read door writes the type of a row into it wherever there may be several. TypeGraphQL would ask asynchronously, which the compiled executor cannot. */
function typeOfRow(row: { __typename: string }): string {
  return row.__typename
}
