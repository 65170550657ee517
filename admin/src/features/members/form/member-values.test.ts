import { describe, expect, test } from '@jest/globals'
import { createInput, emptyMember, isChanged, updateInput } from './member-values.ts'

describe('a new member', () => {
  test('is sent with what is known of him, read as people write it', () => {
    const input = createInput({
      ...emptyMember('unit-1'),
      name: ' 周海成 ',
      nationalId: '11990919931210219x',
      sex: 'MALE',
      employmentStarted: '2012.12',
    })

    expect(input).toEqual({
      name: '周海成',
      nationalId: '11990919931210219X',
      sex: 'MALE',
      birthDate: null,
      ethnicity: null,
      education: null,
      politicalStatus: null,
      phone: null,
      employerUnitId: 'unit-1',
      employmentStatus: 'ACTIVE',
      employmentStarted: '2012-12',
      post: null,
    })
  })

  test('that cannot be read is left to the API to refuse', () => {
    expect(createInput({ ...emptyMember(), employmentStarted: '去年' }).employmentStarted).toBe('去年')
  })
})

describe('a changed member', () => {
  const before = { ...emptyMember('unit-1'), name: '周海成', sex: 'MALE' as const, post: '演员' }

  test('is sent with what was touched and nothing else', () => {
    expect(updateInput('m1', 3, { ...before, name: '周海晨' }, before)).toEqual({ id: 'm1', version: 3, name: '周海晨' })
  })
  test('loses what was cleared', () => {
    expect(updateInput('m1', 3, { ...before, post: ' ', employerUnitId: undefined }, before)).toEqual({
      id: 'm1',
      version: 3,
      post: null,
      employerUnitId: null,
    })
  })
  test('keeps the numbers that the form does not show', () => {
    expect(updateInput('m1', 3, before, before)).toEqual({ id: 'm1', version: 3 })
    expect(updateInput('m1', 3, { ...before, phone: '19900061981' }, before)).toEqual({ id: 'm1', version: 3, phone: '19900061981' })
    expect(updateInput('m1', 3, { ...before, clearPhone: true }, before)).toEqual({ id: 'm1', version: 3, phone: null })
  })
  test('is changed as soon as one field is', () => {
    expect(isChanged(before, { ...before })).toBe(false)
    expect(isChanged({ ...before, nationalId: '1' }, before)).toBe(true)
  })
})
