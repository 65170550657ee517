import { type DocumentNode, getNamedType, type GraphQLSchema, isInputObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql'

/**
 * What a valid document uses that is deprecated, each once: `Type.field`, `Type.field(argument:)`, `Enum.VALUE`, `Input.field`. What
 * stands in variables is not looked at: it is never the same twice.
 */
export function deprecatedUses(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const found = new Set<string>()
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field() {
        const field = info.getFieldDef()
        if (field?.deprecationReason != null) found.add(`${info.getParentType()?.name}.${field.name}`)
      },
      Argument() {
        const [argument, field] = [info.getArgument(), info.getFieldDef()]
        if (argument?.deprecationReason != null && field != null)
          found.add(`${info.getParentType()?.name}.${field.name}(${argument.name}:)`)
      },
      ObjectField({ name }) {
        const type = getNamedType(info.getParentInputType())
        if (isInputObjectType(type) && type.getFields()[name.value]?.deprecationReason != null) found.add(`${type.name}.${name.value}`)
      },
      EnumValue() {
        const [value, type] = [info.getEnumValue(), getNamedType(info.getInputType())]
        if (value?.deprecationReason != null) found.add(`${type?.name}.${value.name}`)
      },
    }),
  )
  return [...found].sort()
}
