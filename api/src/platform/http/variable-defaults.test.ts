import { describe, expect, test } from '@jest/globals'
import { buildSchema, type GraphQLEnumType, parse, type OperationDefinitionNode } from 'graphql'
import { inputDefaults } from './variable-defaults.ts'

const schema = buildSchema(`
  enum Order { NEWEST OLDEST }
  input Inner { deep: Boolean! = true, again: Outer }
  input Outer { first: Int! = 10, order: Order! = NEWEST, inner: Inner, list: [Inner!], names: [String!]! = [] }
  input Plain { text: String }
  type Query { find(outer: Outer, outers: [Outer!], plain: Plain): Int }
`)
// the enum's values have names of their own inside, as many do
const newest = (schema.getType('Order') as GraphQLEnumType).getValue('NEWEST')!
newest.value = 'newest-inside'
const outer = (schema.getType('Outer') as unknown as { getFields(): Record<string, { defaultValue: unknown }> }).getFields()
outer['order']!.defaultValue = 'newest-inside'

const filled = (declaration: string, variables: Record<string, unknown>) =>
  inputDefaults(schema, parse(`query (${declaration}) { find }`).definitions[0] as OperationDefinitionNode)(variables)

describe('the defaults of input fields', () => {
  test('stand where a variable leaves them out, however deep, as a client would write them', () => {
    expect(filled('$o: Outer', { o: { inner: {}, list: [{ deep: false }, { again: {} }] } })).toEqual({
      o: {
        first: 10,
        order: 'NEWEST',
        names: [],
        inner: { deep: true },
        list: [{ deep: false }, { deep: true, again: { first: 10, order: 'NEWEST', names: [] } }],
      },
    })
    expect(filled('$o: [Outer!]!', { o: { first: 1, order: 'OLDEST', names: ['a'] } })).toEqual({
      o: { first: 1, order: 'OLDEST', names: ['a'] },
    })
  })

  test('leave everything else as it is', () => {
    const variables = { p: { text: 'x' }, o: null, wrong: 7 }
    expect(filled('$p: Plain', variables)).toBe(variables)
    expect(filled('$o: Outer, $wrong: Outer, $absent: Outer', variables)).toEqual(variables)
  })
})
