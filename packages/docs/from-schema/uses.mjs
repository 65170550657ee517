import { isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql'
import { named } from './text.mjs'

/**
 * Where each type is used: for its name, `Type.field` of types and the names of operations with their kind.
 *
 * @param {import('graphql').GraphQLSchema} schema
 * @returns {Map<string, { label: string, type?: string, field: string, kind?: string }[]>}
 */
export function usesOf(schema) {
  const uses = new Map()
  const roots = new Map(
    [
      [schema.getQueryType(), 'query'],
      [schema.getMutationType(), 'mutation'],
      [schema.getSubscriptionType(), 'subscription'],
    ].map(([type, kind]) => [type?.name, kind]),
  )
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const kind = roots.get(type.name)
      const place =
        kind === undefined
          ? { label: `${type.name}.${field.name}`, type: type.name, field: field.name }
          : { label: field.name, field: field.name, kind }
      const types = [field.type, ...('args' in field ? field.args : []).map((argument) => argument.type)]
      for (const used of new Set(types.map((of) => named(of).name))) uses.set(used, [...(uses.get(used) ?? []), place])
    }
  }
  return uses
}
