import { expect, test } from '@jest/globals'
import { memberFilterOf } from './use-member-list.ts'

const atRest = {
  query: '',
  kinds: [],
  statuses: [],
  sexes: [],
  ethnicities: [],
  educations: [],
  employment: [],
  bornFrom: undefined,
  bornTo: undefined,
  order: 'NAME_ASC' as const,
}

test('what is at rest restricts nothing', () => {
  expect(Object.values(memberFilterOf(atRest, undefined)).every((value) => value === null)).toBe(true)
})

test('what is set restricts, within the organisation of the top bar', () => {
  expect(
    memberFilterOf({ ...atRest, query: 'zhc', statuses: ['FULL'], employment: ['RETIRED'], bornTo: '1980-12-31' }, 'org-1'),
  ).toMatchObject({
    organization: 'org-1',
    query: 'zhc',
    kinds: null,
    statuses: ['FULL'],
    employmentStatuses: ['RETIRED'],
    bornFrom: null,
    bornTo: '1980-12-31',
  })
})
