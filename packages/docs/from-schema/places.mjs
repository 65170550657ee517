/**
 * On which page a type is told, as `[page, anchor]`: what belongs to one operation or one list stands with it, everything else has a page of its own.
 *
 * @param {import('graphql').GraphQLSchema} schema
 * @returns {(name: string) => [string, string]}
 */
export function placesOf(schema) {
  const operations = new Map()
  for (const [kind, type] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ])
    for (const name of Object.keys(type?.getFields() ?? {})) operations.set(name.toLowerCase(), `${kind}/${name}`)
  return (name) => {
    const [, verb] = /^(\w+)(?:Input|Payload)$/.exec(name) ?? []
    const operation = operations.get(verb?.toLowerCase())
    if (operation !== undefined) return [operation, name]
    const [, item] = /^(\w+)(?:Connection|Edge)$/.exec(name) ?? []
    return item !== undefined && schema.getType(item) !== undefined ? [`type/${item}`, name] : [`type/${name}`, '']
  }
}
