import { CriticalityLevel, diff } from '@graphql-inspector/core'
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'

/** What of the former schema the new one takes away from its clients, a sentence each. What was marked deprecated may go. */
export async function breakingChanges(before: string, after: string): Promise<string[]> {
  const former = buildSchema(before)
  const changes = await diff(former, buildSchema(after))
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking && change.criticality.isSafeBasedOnUsage !== true)
    .filter((change) => !wasDeprecated(former, change.path))
    .map((change) => change.message)
}

function wasDeprecated(schema: GraphQLSchema, path: string | undefined): boolean {
  const [typeName = '', memberName = ''] = path?.split('.') ?? []
  return membersOf(schema.getType(typeName)).some((member) => member.name === memberName && member.deprecationReason != null)
}

interface Deprecable {
  readonly name: string
  readonly deprecationReason?: string | null | undefined
}

function membersOf(type: GraphQLNamedType | undefined): readonly Deprecable[] {
  if (isEnumType(type)) return type.getValues()
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return Object.values<Deprecable>(type.getFields())
  return []
}
