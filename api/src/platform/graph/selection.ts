import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type SelectionNode,
} from 'graphql'
import { AppError } from '../errors/app-error.ts'

/** One field that the client asked for, its arguments coerced, its selections merged. */
export interface SelectedField {
  readonly name: string
  /** Where the value stands in the row: the key in the answer for a field that takes arguments, else its name. */
  readonly slot: string
  /** The key in the answer. */
  readonly key: string
  /** Of `__typename`, the object type that it was asked of; undefined where the row must tell. */
  readonly typename?: string | undefined
  readonly args: Readonly<Record<string, unknown>>
  /** The types that the field was asked of; empty = every type at this place. */
  readonly on: readonly string[]
  readonly fields: SelectedField[]
  /** The fields, and the names of types among them. */
  readonly whole: SelectedField[]
}

/** A field as if it had been selected without arguments, for readers that are no GraphQL operation. */
export function plain(name: string, fields: readonly SelectedField[] = []): SelectedField {
  return { name, slot: name, key: name, args: {}, on: [], fields: [...fields], whole: [...fields] }
}

/** What was selected below a root field, with fragments opened and `@skip`/`@include` applied; the names of types are the executor's affair. */
export function selectionOf(info: GraphQLResolveInfo): readonly SelectedField[] {
  return selected(info).fields
}

/** The same with `__typename` wherever it was asked for: all of which an answer is made. */
export function wholeSelectionOf(info: GraphQLResolveInfo): readonly SelectedField[] {
  return selected(info).whole
}

interface Selection {
  readonly fields: readonly SelectedField[]
  readonly whole: readonly SelectedField[]
}

function selected(info: GraphQLResolveInfo): Selection {
  const [first] = info.fieldNodes
  const known = first === undefined || info.fieldNodes.length > 1 ? undefined : constant.get(first)
  if (known !== undefined) return known
  const walk = new Walk(info)
  const selections = info.fieldNodes.flatMap((node) => node.selectionSet?.selections ?? [])
  const whole = walk.fields(selections, getNamedType(info.returnType))
  const selection = { whole, fields: whole.filter(isNoTypename) }
  if (first !== undefined && info.fieldNodes.length === 1 && !walk.dependsOnVariables) {
    constant.set(first, selection)
    constants.add(selection.fields).add(whole)
  }
  return selection
}

function isNoTypename({ name }: SelectedField): boolean {
  return name !== '__typename'
}

/** Whether the selection is the same, and the very same object, each time its document is executed. */
export function isConstant(fields: readonly SelectedField[]): boolean {
  return constants.has(fields)
}

const constants = new WeakSet<readonly SelectedField[]>()

/** The selections of root fields that are the same whatever the variables are, as most are; they live as long as their document. */
const constant = new WeakMap<FieldNode, Selection>()

/** The fields selected below `name` at this level, all aliases of it together. */
export function below(fields: readonly SelectedField[], name: string): SelectedField[] | undefined {
  const asked = fields.filter((field) => field.name === name)
  return asked.length === 0 ? undefined : asked.flatMap((field) => field.fields)
}

/** Values in which no variable can stand. */
const plainKinds: ReadonlySet<string> = new Set([Kind.INT, Kind.STRING, Kind.ENUM, Kind.BOOLEAN, Kind.NULL])

class Walk {
  /** Whether an argument or a directive of what was walked may depend on the request's variables. */
  dependsOnVariables = false

  constructor(private readonly info: GraphQLResolveInfo) {}

  fields(selections: readonly SelectionNode[], type: GraphQLNamedType): SelectedField[] {
    const found: SelectedField[] = []
    this.collect(selections, type, [], found)
    return found
  }

  private collect(selections: readonly SelectionNode[], type: GraphQLNamedType, on: readonly string[], into: SelectedField[]): void {
    for (const selection of selections) {
      if (!this.included(selection)) continue
      if (selection.kind === Kind.FIELD) {
        this.add(selection, type, on, into)
        continue
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.info.fragments[selection.name.value] : selection
      if (fragment === undefined) continue
      const condition = fragment.typeCondition?.name.value
      const narrowed = condition === undefined ? type : (this.info.schema.getType(condition) ?? type)
      const stillAll = condition === undefined || condition === type.name
      this.collect(fragment.selectionSet.selections, narrowed, stillAll ? on : [...on, condition], into)
    }
  }

  private add(node: FieldNode, type: GraphQLNamedType, on: readonly string[], into: SelectedField[]): void {
    const name = node.name.value
    const key = node.alias?.value ?? name
    if (name === '__typename') into.push({ name, slot: name, key, typename: isObjectType(type) ? type.name : undefined, args: none, on, fields: [], whole: [] })
    if (name.startsWith('__')) return
    if (!isObjectType(type) && !isInterfaceType(type)) return
    const definition = type.getFields()[name]
    if (definition === undefined) return
    const takesArguments = definition.args.length > 0
    const slot = takesArguments ? key : name
    if (slot.length > longestSlot) throw new AppError('BAD_USER_INPUT', 'graph.aliasTooLong', { most: longestSlot })
    if (node.arguments?.some(({ value }) => !plainKinds.has(value.kind)) === true) this.dependsOnVariables = true
    const args = takesArguments ? getArgumentValues(definition, node, this.info.variableValues) : none
    const whole = this.fields(node.selectionSet?.selections ?? [], getNamedType(definition.type))
    into.push({ name, slot, key, args, on, fields: whole.filter(isNoTypename), whole })
  }

  private included(node: SelectionNode): boolean {
    if (node.directives === undefined || node.directives.length === 0) return true
    this.dependsOnVariables = true
    const { variableValues } = this.info
    if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false
    return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false
  }
}

const none = Object.freeze({})

/** PostgreSQL cuts names at 63 bytes, and a cut name would answer under another key. */
const longestSlot = 60

/**
 * The fields that apply to one of `typeNames`, those of the same place in the row, or of the same key in the answer, merged.
 * @throws AppError BAD_USER_INPUT when one key asks for two different things, which fragments on different types may do.
 */
export function applicable(fields: readonly SelectedField[], typeNames: ReadonlySet<string>, by: 'slot' | 'key' = 'slot'): SelectedField[] {
  const merged = new Map<string, SelectedField>()
  for (const field of fields) {
    if (!field.on.every((name) => typeNames.has(name))) continue
    const twin = merged.get(field[by])
    if (twin === undefined) {
      merged.set(field[by], { ...field, fields: [...field.fields], whole: [...field.whole] })
      continue
    }
    if (twin.name !== field.name || !sameJson(twin.args, field.args))
      throw new AppError('BAD_USER_INPUT', 'graph.oneKeyTwoMeanings', { key: field.slot })
    twin.fields.push(...field.fields)
    twin.whole.push(...field.whole)
  }
  return [...merged.values()]
}

/** The same fields as an answer shows them: each stands where its key says, and the names of types are among them. */
export function asShown(whole: readonly SelectedField[]): SelectedField[] {
  return whole.map((field) => {
    const inner = asShown(field.whole)
    return { ...field, slot: field.key, fields: inner, whole: inner }
  })
}

/** The fields of an object that is no row, by key. */
export function answerFields(fields: readonly SelectedField[]): SelectedField[] {
  return applicable(fields, noTypes, 'key')
}

const noTypes: ReadonlySet<string> = new Set()

function sameJson(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
