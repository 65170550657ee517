import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/**
 * How many fields graphql-jit would write code for. It writes them anew for each type that an interface may turn out to be, so a short
 * query through five kinds of organisation, six levels deep, is five to the power of six times as long.
 */
export function compiledSize(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const known = new Map<string, number>()
  const root = schema.getRootType(operation.operation)
  return root == null ? 0 : sizeOf(operation.selectionSet, root)

  function sizeOf(set: SelectionSetNode, type: GraphQLNamedType): number {
    return set.selections.reduce((size, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return size + sizeOfFragment(selection.name.value)
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return size + sizeOf(selection.selectionSet, schema.getType(selection.typeCondition?.name.value ?? '') ?? type)
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined
      const below = field && getNamedType(field.type)
      if (selection.selectionSet === undefined || !isCompositeType(below)) return size + 1
      const variants = isAbstractType(below) ? schema.getPossibleTypes(below).length : 1
      return size + 1 + variants * sizeOf(selection.selectionSet, below)
    }, 0)
  }

  function sizeOfFragment(name: string): number {
    const fragment = fragments.get(name)
    const type = schema.getType(fragment?.typeCondition.name.value ?? '')
    if (fragment === undefined || type === undefined) return 0
    const size = known.get(name) ?? sizeOf(fragment.selectionSet, type)
    known.set(name, size)
    return size
  }
}
