import { describe, expect, test } from '@jest/globals'
import { changes, rebased } from './rebase.ts'

describe('what two people wrote at the same time', () => {
  const base = { title: '党课', place: '一楼', host: '', with: ['a'] }

  test('goes together where they wrote different things', () => {
    const { values, differing } = rebased(base, { ...base, title: '专题党课' }, { ...base, place: '二楼', with: ['a', 'b'] })
    expect(values).toEqual({ title: '专题党课', place: '二楼', host: '', with: ['a', 'b'] })
    expect(differing).toEqual([])
  })

  test('is to be chosen from where they wrote of the same thing, and mine stands until then', () => {
    const { values, differing } = rebased(base, { ...base, place: '三楼' }, { ...base, place: '二楼' })
    expect(values.place).toBe('三楼')
    expect(differing).toEqual(['place'])
  })

  test('is settled where both wrote the same', () => {
    expect(rebased(base, { ...base, host: '李四' }, { ...base, host: '李四' }).differing).toEqual([])
  })

  test('only what was changed is sent', () => {
    expect(changes(base, { ...base, host: '李四' })).toEqual({ host: '李四' })
    expect(changes(base, { ...base, with: ['a'] })).toEqual({})
  })
})
