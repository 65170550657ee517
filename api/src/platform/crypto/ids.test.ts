import { describe, expect, test } from '@jest/globals'
import { validate, version } from 'uuid'
import { newId } from './ids.ts'

describe('newId', () => {
  test('makes UUIDs of version 7 of the present time, each greater than the one before', () => {
    const before = Date.now()
    const ids = Array.from({ length: 3_000 }, newId)
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true)
    expect(ids).toEqual([...new Set(ids)].sort())
    const millisecond = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
    expect(millisecond(ids[0]!)).toBeGreaterThanOrEqual(before)
    expect(millisecond(ids.at(-1)!)).toBeLessThanOrEqual(Date.now())
  })

  test('shares nothing that can be guessed with the one before', () => {
    const tails = Array.from({ length: 1_000 }, () => newId().slice(24))
    expect(new Set(tails).size).toBe(tails.length)
  })
})
