import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'

/** A query that follows one path of the schema and selects every plain field at its end. */
export interface Walk {
  /** `organization.children.nodes.parent`, for the report. */
  readonly path: string
  readonly document: string
  readonly variables: Record<string, unknown>
}

/** Values for arguments: by type and name; undefined where there is none to try. */
export type ValueFor = (argument: GraphQLArgument, field: string) => unknown

/**
 * Every path of at most `depth` fields below each query field, through interfaces and their types alike. Connections count as one
 * step: what is below `nodes` and `edges.node` is the same. `depth` may differ by the query field.
 */
export function* walks(schema: GraphQLSchema, depth: number | ((root: string) => number), valueFor: ValueFor): Generator<Walk> {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    yield* below(schema, [{ field, on: null }], typeof depth === 'number' ? depth : depth(field.name), valueFor)
  }
}

interface Step {
  readonly field: GraphQLField<unknown, unknown>
  /** The type condition that the field needs where it stands. */
  readonly on: string | null
}

function* below(schema: GraphQLSchema, steps: readonly Step[], depth: number, valueFor: ValueFor): Generator<Walk> {
  const type = getNamedType(steps.at(-1)!.field.type)
  yield walkOf(schema, steps, valueFor)
  if (depth === 0) return
  for (const step of onward(schema, type)) {
    const wrapper = ['nodes', 'edges', 'node', 'rows'].includes(step.field.name)
    yield* below(schema, [...steps, step], wrapper ? depth : depth - 1, valueFor)
  }
}

/** The object fields of a type; for an interface its own, and those that only its types have. `edges` repeats `nodes`, so it is left to the pages' own test. */
function onward(schema: GraphQLSchema, type: GraphQLNamedType): Step[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const steps: Step[] = Object.values(type.getFields()).map((field) => ({ field, on: null }))
  if (isInterfaceType(type)) {
    const own = new Set(steps.map(({ field }) => field.name))
    for (const possible of schema.getPossibleTypes(type)) steps.push(...fieldsBeyond(possible, own))
  }
  return steps.filter(({ field }) => isComposite(getNamedType(field.type)) && !['edges', 'pageInfo'].includes(field.name))
}

function fieldsBeyond(type: GraphQLObjectType, own: ReadonlySet<string>): Step[] {
  return Object.values(type.getFields())
    .filter((field) => !own.has(field.name))
    .map((field) => ({ field, on: type.name }))
}

function isComposite(type: GraphQLNamedType): boolean {
  return isObjectType(type) || isInterfaceType(type)
}

function walkOf(schema: GraphQLSchema, steps: readonly Step[], valueFor: ValueFor): Walk {
  const variables: Record<string, unknown> = {}
  const declarations: string[] = []
  const called = steps.map(({ field }, at) => {
    const given = field.args.flatMap((argument) => {
      const value = argument.name === 'first' ? 50 : valueFor(argument, field.name)
      if (value === undefined && (!isNonNullType(argument.type) || argument.defaultValue !== undefined)) return []
      const name = `${argument.name}${at}`
      variables[name] = value
      declarations.push(`$${name}: ${String(argument.type)}`)
      return [`${argument.name}: $${name}`]
    })
    return given.length === 0 ? field.name : `${field.name}(${given.join(', ')})`
  })
  const leaf = getNamedType(steps.at(-1)!.field.type)
  let selection = isComposite(leaf) ? ` { ${plainFields(schema, leaf).join(' ')} }` : ''
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const { on } = steps[at]!
    const inner = `${called[at]}${selection}`
    selection = ` { __typename ${on === null ? inner : `... on ${on} { ${inner} }`} }`
  }
  const head = declarations.length === 0 ? 'query' : `query (${declarations.join(', ')})`
  return { path: steps.map(({ field }) => field.name).join('.'), document: `${head}${selection}`, variables }
}

/** Every plain field of a type that needs no argument, and of the types behind an interface. */
function plainFields(schema: GraphQLSchema, type: GraphQLNamedType): string[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const plain = Object.values(type.getFields()).filter(
    (field) => isPlain(field) && field.args.every((argument) => !isNonNullType(argument.type)),
  )
  const names = ['__typename', ...plain.map((field) => field.name)]
  if (isInterfaceType(type) && type.name === 'Node') {
    for (const possible of schema.getPossibleTypes(type)) {
      const own = Object.values(possible.getFields()).filter((field) => isPlain(field) && field.args.length === 0)
      // types may disagree about a field of one name, so each gets keys of its own
      names.push(`... on ${possible.name} { ${own.map((field) => `${possible.name}_${field.name}: ${field.name}`).join(' ')} }`)
    }
  }
  return names
}

function isPlain(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type)
  return isScalarType(type) || isEnumType(type)
}

/** The name of an argument's innermost type; lists and input objects included. */
export function typeNameOf(argument: GraphQLArgument): string {
  return getNamedType(argument.type).name
}

/** Whether an argument takes a list or an input object, which a plain id does not fit. */
export function isStructured(argument: GraphQLArgument): boolean {
  return isInputObjectType(getNamedType(argument.type)) || isListType(isNonNullType(argument.type) ? argument.type.ofType : argument.type)
}
