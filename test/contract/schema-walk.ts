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

/** A query that follows paths of the schema, all of one length and of one query field, and selects every plain field at their ends. */
export interface Walk {
  /** `organization.children.nodes.parent`, for the report. */
  readonly paths: readonly string[]
  readonly document: string
  readonly variables: Record<string, unknown>
  /** What the answer says at the end of each path, in their order. */
  parts(data: unknown): unknown[]
  /** The same paths, each by itself. */
  alone(): Walk[]
}

/** Values for arguments: by type and name; undefined where there is none to try. */
export type ValueFor = (argument: GraphQLArgument, field: string) => unknown

/**
 * Every path of at most `depth` fields below each query field, through interfaces and their types alike. Connections count as one
 * step: what is below `nodes` and `edges.node` is the same. `depth` may differ by the query field. Up to `together` paths share a
 * document. What it selects on the way to their ends is nothing but the way: how a field is read may depend on what is selected beside it.
 */
export function* walks(
  schema: GraphQLSchema,
  depth: number | ((root: string) => number),
  valueFor: ValueFor,
  together = 1,
): Generator<Walk> {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const paths = [...below(schema, [{ field, on: null }], typeof depth === 'number' ? depth : depth(field.name))]
    // in their order, so that neighbours have most of their way in common
    for (const alike of grouped(paths, (steps) => steps.length).values()) {
      for (let at = 0; at < alike.length; at += together) yield walkOf(schema, alike.slice(at, at + together), valueFor)
    }
  }
}

type Path = readonly Step[]

interface Step {
  readonly field: GraphQLField<unknown, unknown>
  /** The type condition that the field needs where it stands. */
  readonly on: string | null
}

function* below(schema: GraphQLSchema, steps: Path, depth: number): Generator<Path> {
  const type = getNamedType(steps.at(-1)!.field.type)
  yield steps
  if (depth === 0) return
  for (const step of onward(schema, type)) {
    const wrapper = ['nodes', 'edges', 'node', 'rows'].includes(step.field.name)
    yield* below(schema, [...steps, step], wrapper ? depth : depth - 1)
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

function walkOf(schema: GraphQLSchema, paths: readonly Path[], valueFor: ValueFor): Walk {
  const given = new Arguments(valueFor)
  const selection = selectionOf(schema, paths, 0, given)
  return {
    paths: paths.map((steps) => steps.map(({ field }) => field.name).join('.')),
    document: `${given.head}${selection}`,
    variables: given.variables,
    parts: (data) => paths.map((steps) => steps.reduce(at, data)),
    alone: () => paths.map((steps) => walkOf(schema, [steps], valueFor)),
  }
}

/** What the paths select from their step of this number on, each step once for all of them. */
function selectionOf(schema: GraphQLSchema, paths: readonly Path[], number: number, given: Arguments): string {
  const selected = [...grouped(paths, (steps) => keyOf(steps[number]!))].map(([key, through]) => {
    const { field, on } = through[0]![number]!
    const called = `${key === field.name ? '' : `${key}: `}${given.called(field)}`
    const type = getNamedType(field.type)
    const end = isComposite(type) ? ` { ${plainFields(schema, type).join(' ')} }` : ''
    const inner = `${called}${through[0]!.length === number + 1 ? end : selectionOf(schema, through, number + 1, given)}`
    return on === null ? inner : `... on ${on} { ${inner} }`
  })
  return ` { __typename ${selected.join(' ')} }`
}

function grouped<Key>(paths: readonly Path[], by: (steps: Path) => Key): Map<Key, Path[]> {
  const groups = new Map<Key, Path[]>()
  for (const steps of paths) {
    const group = groups.get(by(steps))
    if (group === undefined) groups.set(by(steps), [steps])
    else group.push(steps)
  }
  return groups
}

/** The key of a step in the answer: types may disagree about a field of one name, so each gets keys of its own. */
function keyOf({ field, on }: Step): string {
  return on === null ? field.name : `${on}_${field.name}`
}

/** Everything that an answer, or each of several, says of a step. */
function at(data: unknown, step: Step): unknown {
  if (Array.isArray(data)) return data.map((one) => at(one, step))
  return (data as Record<string, unknown> | null | undefined)?.[keyOf(step)]
}

/** The variables of a document. */
class Arguments {
  readonly variables: Record<string, unknown> = {}
  private readonly declarations: string[] = []

  constructor(private readonly valueFor: ValueFor) {}

  /** A field with the arguments that there is a value for, or that it cannot do without. */
  called(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.flatMap((argument) => {
      const value = argument.name === 'first' ? 50 : this.valueFor(argument, field.name)
      if (value === undefined && (!isNonNullType(argument.type) || argument.defaultValue !== undefined)) return []
      const name = `${argument.name}${this.declarations.length}`
      this.variables[name] = value
      this.declarations.push(`$${name}: ${String(argument.type)}`)
      return [`${argument.name}: $${name}`]
    })
    return given.length === 0 ? field.name : `${field.name}(${given.join(', ')})`
  }

  get head(): string {
    return this.declarations.length === 0 ? 'query' : `query (${this.declarations.join(', ')})`
  }
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
