import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { keysOf } from './json-keys.ts'
import { actualCost } from './limits/actual-cost.ts'

const key = fc.stringMatching(/^[_A-Za-z]\w{0,8}$/)
/** Strings that look like what stands around them. */
const text = fc.oneof(fc.string(), fc.stringMatching(/^[a":,\\ {}n]{0,8}$/), fc.constantFrom('党":null', '":', '" : null', '\\', '\\"'))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}))

/** As PostgreSQL writes what `json_build_object` and `json_agg` make. */
function spaced(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(spaced).join(', \n ')}]`
  if (typeof json !== 'object' || json === null) return JSON.stringify(json)
  return `{${Object.entries(json)
    .map(([name, each]) => `${JSON.stringify(name)} : ${spaced(each)}`)
    .join(', ')}}`
}

function keysWithNull(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return []
  if (Array.isArray(json)) return json.flatMap(keysWithNull)
  return Object.entries(json).flatMap(([name, each]) => (each === null ? [name] : keysWithNull(each)))
}

describe('the keys of a JSON text', () => {
  test('are as many as those of its objects, however it is spaced', () => {
    fc.assert(
      fc.property(value, (json) => {
        const nullable = new Set(keysWithNull(json))
        expect(keysOf(JSON.stringify(json), nullable)).toBe(actualCost(json))
        expect(keysOf(spaced(json), nullable)).toBe(actualCost(json))
      }),
      { numRuns: 500 },
    )
  })

  test('are not counted where one is null that must not be', () => {
    fc.assert(
      fc.property(value, fc.nat(), (json, at) => {
        const found = keysWithNull(json)
        fc.pre(found.length > 0)
        const nullable = new Set(found)
        nullable.delete(found[at % found.length]!)
        expect(keysOf(JSON.stringify(json), nullable)).toBeUndefined()
        expect(keysOf(spaced(json), nullable)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })
})
