import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isEnumType,
  isNonNullType,
  Kind,
  locatedError,
  type NameNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { NotVerbatim, Verbatim, verbatimRoot } from '../graph/verbatim.ts'
import { type Context } from './context.ts'
import { keysOf } from './json-keys.ts'

/** An answer that was not taken apart: the text of `data`, in parts, and how many values it holds. */
export interface WrittenAnswer {
  readonly parts: readonly string[]
  readonly values: number
}

type Part = Verbatim['parts'][number]

/**
 * A query whose answer the database writes, key by key, as the client asked for it. Its resolvers run as always, with all that they examine and
 * refuse; only what they hand over is text. Whatever the text could not say rightly is left to the ordinary executor.
 */
export class VerbatimOperation {
  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly node: OperationDefinitionNode,
    private readonly roots: readonly FieldNode[],
    private readonly fragments: GraphQLResolveInfo['fragments'],
    /** Keys that may be null wherever they stand. */
    private readonly nullable: ReadonlySet<string>,
  ) {}

  /** The operation, where nothing in its text speaks against it; it must be valid. */
  static of(schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode): VerbatimOperation | null {
    const roots = node.selectionSet.selections.filter(isField)
    const isPlain = node.operation === OperationTypeNode.QUERY && roots.length === node.selectionSet.selections.length
    if (!isPlain || new Set(roots.map(keyOf)).size < roots.length || roots.some(({ name }) => name.value.startsWith('__') && !isTypename(name))) return null
    const [nullable, required] = [new Set<string>(), new Set<string>()]
    let speaksAgainst = false
    const types = new TypeInfo(schema)
    visit(
      document,
      visitWithTypeInfo(types, {
        Directive: () => void (speaksAgainst = true),
        Field: (field) => {
          const type = types.getType()
          if (type == null || !isWritten(getNamedType(type))) speaksAgainst = true
          else (isNonNullType(type) ? required : nullable).add(keyOf(field))
        },
      }),
    )
    if (speaksAgainst) return null
    for (const key of required) nullable.delete(key)
    const fragments = Object.fromEntries(
      document.definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
    )
    return new VerbatimOperation(schema, node, roots, fragments, nullable)
  }

  /** The answer; undefined where it must be asked for in the ordinary way. @throws NotVerbatim when that is so every time */
  async answer(context: Context, inputs: Readonly<Record<string, unknown>>): Promise<WrittenAnswer | ExecutionResult | undefined> {
    const { coerced } = getVariableValues(this.schema, this.node.variableDefinitions ?? [], inputs)
    // the ordinary executor says what is wrong with them
    if (coerced === undefined) return undefined
    const values = await Promise.all(this.roots.map((field) => this.valueOf(field, context, coerced)))
    const failed = values.filter((value) => value.error !== undefined)
    if (failed.length > 0) return this.withErrors(values)
    const parts = this.roots.flatMap((field, at) => [`${at === 0 ? '{' : ','}"${keyOf(field)}":`, ...values[at]!.parts])
    const keys = parts.map((part) => this.keysOf(part))
    if (!keys.every((count) => count !== undefined)) return undefined
    return { parts: [...parts.map(textOf), '}'], values: keys.reduce((sum, count) => sum + count, 0) }
  }

  /** How many keys a part has; undefined when one is null that must not be. */
  private keysOf(part: Part): number | undefined {
    if (typeof part === 'string') return keysOf(part, this.nullable)
    return [...part.nulls].every((key) => this.nullable.has(key)) ? part.keys : undefined
  }

  private async valueOf(field: FieldNode, context: Context, variableValues: Record<string, unknown>): Promise<Value> {
    const parentType = this.schema.getQueryType()!
    if (isTypename(field.name)) return { parts: [`"${parentType.name}"`] }
    const definition = parentType.getFields()[field.name.value]!
    const info: GraphQLResolveInfo = {
      fieldName: definition.name,
      fieldNodes: [field],
      returnType: definition.type,
      parentType,
      path: { prev: undefined, key: keyOf(field), typename: parentType.name },
      schema: this.schema,
      fragments: this.fragments,
      rootValue: verbatimRoot,
      operation: this.node,
      variableValues,
    }
    try {
      const value: unknown = await definition.resolve!(undefined, getArgumentValues(definition, field, variableValues), context, info)
      if (value instanceof Verbatim) return value
      if (value == null && !isNonNullType(definition.type)) return nothing
      throw new NotVerbatim()
    } catch (error) {
      if (error instanceof NotVerbatim) throw error
      return { ...nothing, error: locatedError(error, [field], [keyOf(field)]), type: definition.type }
    }
  }

  private withErrors(values: readonly Value[]): ExecutionResult {
    const errors = values.flatMap(({ error }) => error ?? [])
    if (values.some(({ type }) => isNonNullType(type))) return { data: null, errors }
    const data = this.roots.map((field, at): [string, unknown] => [keyOf(field), JSON.parse(values[at]!.parts.map(textOf).join(''))])
    return { data: Object.fromEntries(data), errors }
  }
}

interface Value {
  readonly parts: readonly Part[]
  readonly error?: GraphQLError
  /** Of a value that could not be had. */
  readonly type?: GraphQLOutputType
}

const nothing: Value = { parts: ['null'] }

function textOf(part: Part): string {
  return typeof part === 'string' ? part : part.text
}

function isField(selection: OperationDefinitionNode['selectionSet']['selections'][number]): selection is FieldNode {
  return selection.kind === Kind.FIELD
}

function isTypename({ value }: NameNode): boolean {
  return value === '__typename'
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}

/** Whether values of a type stand in the answer as the database has them: an enumeration's, where they are called what they are. */
function isWritten(type: GraphQLNamedType): boolean {
  return !isEnumType(type) || type.getValues().every(({ name, value }) => name === value)
}
