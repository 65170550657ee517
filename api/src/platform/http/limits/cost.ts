import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  visit,
} from 'graphql'
import { AppError } from '../../errors/app-error.ts'
import { limits } from './limits.ts'

type Variables = Readonly<Record<string, unknown>>

/** What a list without `first` is taken to hold: such lists are few by nature, like a member's memberships. */
const usualList = 10

/** What one operation costs: estimated once for the page sizes that its variables ask for, and remembered. */
export class OperationCost {
  private readonly pageSizes: readonly string[]
  private readonly known = new Map<string, number>()

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    const names = new Set<string>()
    visit(document, {
      Argument({ name, value }) {
        if (name.value === 'first' && value.kind === Kind.VARIABLE) names.add(value.name.value)
      },
    })
    this.pageSizes = [...names]
  }

  /** As `costOf`. */
  of(variables: Variables): number {
    const key =
      this.pageSizes.length === 0
        ? ''
        : JSON.stringify(this.pageSizes.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : [])))
    const known = this.known.get(key)
    if (known !== undefined) return known
    const cost = costOf(this.schema, this.document, this.operation, variables)
    if (this.known.size < mostKnown) this.known.set(key, cost)
    return cost
  }
}

/** Page sizes are few; whoever sends ever new ones has them estimated anew. */
const mostKnown = 100

/**
 * What a valid operation costs before it runs: every field counts as many times as the pages above it may have rows. A field that
 * is dearer than a column says so by `complexity`.
 *
 * @throws AppError BAD_USER_INPUT for a page size that is not allowed, QUERY_TOO_COMPLEX for a cost beyond the limit
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
  const root = schema.getRootType(operation.operation)
  if (root == null) return 0
  const cost = new Estimate(schema, document, operation, variables).ofSelections(operation.selectionSet, root, false)
  if (cost > limits.cost) throw new AppError('QUERY_TOO_COMPLEX', 'query.cost', { cost, limit: limits.cost })
  return cost
}

class Estimate {
  private readonly fragments = new Map<string, FragmentDefinitionNode>()
  private readonly known = new Map<string, number>()

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition)
  }

  /** `paged`: the rows of the lists directly below are counted already. */
  ofSelections(set: SelectionSetNode, type: GraphQLNamedType, paged: boolean): number {
    let cost = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += this.ofField(selection, type, paged)
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.ofFragment(selection.name.value, paged)
      else cost += this.ofSelections(selection.selectionSet, this.typeNamed(selection.typeCondition?.name.value) ?? type, paged)
    }
    return cost
  }

  private ofFragment(name: string, paged: boolean): number {
    const key = `${name} ${paged}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const fragment = this.fragments.get(name)
    const type = this.typeNamed(fragment?.typeCondition.name.value)
    const cost = fragment === undefined || type === undefined ? 0 : this.ofSelections(fragment.selectionSet, type, paged)
    this.known.set(key, cost)
    return cost
  }

  private ofField(node: FieldNode, parent: GraphQLNamedType, paged: boolean): number {
    const field = fieldOf(node.name.value, parent)
    if (field === undefined) return 0
    const type = getNamedType(field.type)
    const first = field.args.find((argument) => argument.name === 'first')
    const size = first !== undefined ? this.pageSize(node, first) : isListType(getNullableType(field.type)) && !paged ? usualList : 1
    const below =
      node.selectionSet !== undefined && isCompositeType(type) ? this.ofSelections(node.selectionSet, type, first !== undefined) : 0
    return ownCost(field) + size * below
  }

  /** The value of `first`; a value that is no integer is left to the coercion of variables. */
  private pageSize(node: FieldNode, argument: GraphQLArgument): number {
    const usual = typeof argument.defaultValue === 'number' ? argument.defaultValue : undefined
    const most = Math.max(limits.pageSize, usual ?? 0)
    const asked = this.valueOf(node) ?? usual
    if (typeof asked !== 'number') return most
    if (!Number.isInteger(asked) || asked < 1 || asked > most) throw new AppError('BAD_USER_INPUT', 'graph.first', { most })
    return asked
  }

  private valueOf(node: FieldNode): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value
    if (value?.kind === Kind.INT) return Number(value.value)
    if (value?.kind !== Kind.VARIABLE) return undefined
    const name = value.name.value
    if (Object.hasOwn(this.variables, name)) return this.variables[name]
    const usual = this.operation.variableDefinitions?.find((definition) => definition.variable.name.value === name)?.defaultValue
    return usual?.kind === Kind.INT ? Number(usual.value) : undefined
  }

  private typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.schema.getType(name)
  }
}

function fieldOf(name: string, parent: GraphQLNamedType): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
}

function ownCost(field: GraphQLField<unknown, unknown>): number {
  const declared = field.extensions['complexity']
  return typeof declared === 'number' ? declared : 1
}
