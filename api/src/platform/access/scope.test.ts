import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { covers, everywhere, intersection, nowhere, type Scope, subtrees } from './scope.ts'

const paths = ['/1', '/10', '/1/2', '/1/2/3', '/1/20', '/10/2', '/4', '/4/1']
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant(everywhere),
  fc.constant(nowhere),
  fc.subarray(paths).map((roots) => subtrees(roots)),
)

describe('two scopes together', () => {
  test('take in what both take in, nothing else, and no root inside another', () => {
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        const both = intersection(one, other)
        for (const path of paths) expect(covers(both, path)).toBe(covers(one, path) && covers(other, path))
        expect(both).toEqual(both.everything ? everywhere : subtrees(both.roots))
        expect(intersection(other, one)).toEqual(both)
      }),
    )
  })
})
