import { describe, expect, test } from '@jest/globals'
import { breakingChanges } from './breaking-changes.ts'

const before = `
  type Query { branch(id: ID!): Branch  old: Int @deprecated(reason: "Use branch.") }
  type Branch { id: ID!  name: String!  kind: Kind! }
  enum Kind { PARTY UNION }
`

describe('a breaking change', () => {
  test('is nothing that only adds', async () => {
    expect(
      await breakingChanges(
        before,
        before.replace('name: String!', 'name: String!  code: String').replace('id: ID!)', 'id: ID!, asOf: Int)'),
      ),
    ).toEqual([])
  })

  test.each([
    ['a field that is gone', 'name: String!', ''],
    ['a field that may be null now', 'name: String!', 'name: String'],
    ['an argument that must be given now', 'branch(id: ID!)', 'branch(id: ID!, asOf: Int!)'],
    ['an enum value that is gone', 'PARTY UNION', 'PARTY'],
  ])('is %s', async (_, from, to) => {
    expect(await breakingChanges(before, before.replace(from, to))).toHaveLength(1)
  })

  test('is not the end of what was deprecated', async () => {
    expect(await breakingChanges(before, before.replace('old: Int @deprecated(reason: "Use branch.")', ''))).toEqual([])
  })
})
