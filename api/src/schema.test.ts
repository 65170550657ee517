import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  getIntrospectionQuery,
  type GraphQLNamedType,
  type GraphQLSchema,
  graphqlSync,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql'
import { unconnectedSchema } from './core.ts'
import { printedSchema } from './print-schema.ts'

describe('the schema', () => {
  test('is checked in as the code prints it', async () => {
    expect(readFileSync(join(import.meta.dirname, '../schema.graphql'), 'utf8')).toBe(await printedSchema())
  })

  test('is sound, and says so when it is asked about itself', async () => {
    const schema = await unconnectedSchema()
    expect(validateSchema(schema)).toEqual([])
    expect(graphqlSync({ schema, source: getIntrospectionQuery() }).errors).toBeUndefined()
  })

  test('describes everything in it', async () => {
    expect([...undescribed(await unconnectedSchema())]).toEqual([])
  })
})

function* undescribed(schema: GraphQLSchema): Generator<string> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue
    if (!roots.includes(type as never) && isBare(type)) yield type.name
    yield* undescribedMembers(type)
  }
}

function* undescribedMembers(type: GraphQLNamedType): Generator<string> {
  if (isEnumType(type)) {
    for (const value of type.getValues()) if (isBare(value)) yield `${type.name}.${value.name}`
  } else if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) if (isBare(field)) yield `${type.name}.${field.name}`
  } else if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      if (isBare(field)) yield `${type.name}.${field.name}`
      for (const argument of field.args) if (isBare(argument)) yield `${type.name}.${field.name}(${argument.name})`
    }
  }
}

function isBare({ description }: { readonly description?: string | null | undefined }): boolean {
  return (description ?? '').trim() === ''
}
