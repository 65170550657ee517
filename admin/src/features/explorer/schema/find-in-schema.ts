import { type GraphQLSchema, isIntrospectionType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'

/** A type, or a field or value of one. */
export interface Found {
  readonly type: string
  readonly member: string | undefined
  readonly description: string | undefined
}

const most = 60

/** What bears the words in its name or description; names that begin with them come first. */
export function findInSchema(schema: GraphQLSchema, text: string): readonly Found[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const found: (Found & { readonly rank: number })[] = []
  const consider = (name: string, { type, member, description }: Found) => {
    const at = name.toLowerCase().indexOf(wanted)
    const rank = at === 0 ? 0 : at > 0 ? 1 : description?.toLowerCase().includes(wanted) === true ? 2 : undefined
    if (rank !== undefined) found.push({ type, member, description, rank })
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    consider(type.name, { type: type.name, member: undefined, description: type.description ?? undefined })
    const members = isEnumType(type)
      ? type.getValues()
      : isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : []
    for (const { name, description } of members) consider(name, { type: type.name, member: name, description: description ?? undefined })
  }
  return found.sort((one, other) => one.rank - other.rank).slice(0, most)
}
