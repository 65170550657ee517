import {
  astFromValue,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/**
 * Puts the defaults of input fields where the variables of an operation leave them out: graphql-jit knows the defaults of variables and
 * arguments, but not those. Variables without such inputs are passed on as they are.
 */
export function inputDefaults(schema: GraphQLSchema, operation: OperationDefinitionNode): (variables: Variables) => Variables {
  const concerned = (operation.variableDefinitions ?? []).flatMap(({ variable, type: node }) => {
    const type = typeFromAST(schema, node)
    return isInputType(type) && hasDefaults(type) ? [{ name: variable.name.value, type }] : []
  })
  if (concerned.length === 0) return (variables) => variables
  return (variables) => {
    const filled = { ...variables }
    for (const { name, type } of concerned) if (Object.hasOwn(variables, name)) filled[name] = complete(variables[name], type)
    return filled
  }
}

function hasDefaults(type: GraphQLInputType, seen = new Set<GraphQLInputObjectType>()): boolean {
  if (isNonNullType(type) || isListType(type)) return hasDefaults(type.ofType as GraphQLInputType, seen)
  if (!isInputObjectType(type) || seen.has(type)) return false
  seen.add(type)
  return Object.values(type.getFields()).some((field) => field.defaultValue !== undefined || hasDefaults(field.type, seen))
}

/** What is not of its type is left for the executor to refuse. */
function complete(value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return complete(value, type.ofType)
  if (typeof value !== 'object' || value === null) return value
  if (isListType(type)) return Array.isArray(value) ? value.map((item) => complete(item, type.ofType)) : complete(value, type.ofType)
  if (!isInputObjectType(type) || Array.isArray(value)) return value
  const filled: Record<string, unknown> = { ...value }
  for (const { name, type: fieldType, defaultValue } of Object.values(type.getFields())) {
    if (filled[name] !== undefined) filled[name] = complete(filled[name], fieldType)
    else if (defaultValue !== undefined) filled[name] = written(defaultValue, fieldType)
  }
  return filled
}

/** A default as a client would write it: enums by their names. */
function written(value: unknown, type: GraphQLInputType): unknown {
  const node = astFromValue(value, type)
  return node == null ? undefined : valueFromASTUntyped(node)
}
