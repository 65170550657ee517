import { expect, it } from '@jest/globals'
import { expectedMemberships } from './expected-members.rules.ts'

it.each([
  ['PARTY_MEMBERS', 'PARTY', { kind: 'PARTY', statuses: ['PROBATIONARY', 'FULL'] }],
  ['LEAGUE_MEMBERS', 'LEAGUE', { kind: 'LEAGUE', statuses: ['MEMBER'] }],
  ['UNION_MEMBERS', 'UNION', { kind: 'UNION', statuses: ['MEMBER'] }],
  ['GROUP', 'PARTY', { kind: 'PARTY', statuses: ['PROBATIONARY', 'FULL'] }],
  ['GROUP', 'UNION', { kind: 'UNION', statuses: ['MEMBER'] }],
  ['GROUP', 'LEAGUE', { kind: 'LEAGUE', statuses: ['MEMBER'] }],
  ['GROUP', 'WOMEN', null],
  ['EVERYBODY', 'PARTY', { kind: 'PARTY', statuses: ['APPLICANT', 'ACTIVIST', 'CANDIDATE', 'PROBATIONARY', 'FULL'] }],
  ['EVERYBODY', 'UNION', { kind: 'UNION', statuses: ['MEMBER', 'RETAINED'] }],
  ['EVERYBODY', 'WOMEN', null],
  ['EVERYBODY', 'UNIT', null],
  ['COMMITTEE', 'PARTY', null],
  ['NOBODY', 'PARTY', null],
] as const)('%s of a %s organisation', (expects, kind, memberships) => {
  expect(expectedMemberships(expects, kind)).toEqual(memberships)
})
