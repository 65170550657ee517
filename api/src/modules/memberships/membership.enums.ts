import { registerEnumType } from 'type-graphql'

export const MembershipKinds = { PARTY: 'PARTY', UNION: 'UNION', LEAGUE: 'LEAGUE' } as const
export type MembershipKind = keyof typeof MembershipKinds
registerEnumType(MembershipKinds, {
  name: 'MembershipKind',
  description: 'What a person may belong to 「身份类别」.',
  valuesConfig: {
    PARTY: { description: 'The Party 「党员身份」.' },
    UNION: { description: 'A trade union 「工会会籍」.' },
    LEAGUE: { description: 'The youth league 「团员身份」.' },
  },
})

export const MembershipStatuses = {
  APPLICANT: 'APPLICANT',
  ACTIVIST: 'ACTIVIST',
  CANDIDATE: 'CANDIDATE',
  PROBATIONARY: 'PROBATIONARY',
  FULL: 'FULL',
  MEMBER: 'MEMBER',
  RETAINED: 'RETAINED',
} as const
export type MembershipStatus = keyof typeof MembershipStatuses
registerEnumType(MembershipStatuses, {
  name: 'MembershipStatus',
  description: 'How far a membership has come; which status may follow which is a table of the rule book 「身份状态」.',
  valuesConfig: {
    APPLICANT: { description: 'Has applied: Party and league 「申请人」.' },
    ACTIVIST: { description: 'Party activist 「入党积极分子」.' },
    CANDIDATE: { description: 'Development target of the Party 「发展对象」.' },
    PROBATIONARY: { description: 'Probationary Party member 「预备党员」.' },
    FULL: { description: 'Full Party member 「正式党员」.' },
    MEMBER: { description: 'Member of the league or a union 「团员、会员」.' },
    RETAINED: { description: 'Retained union membership, without dues and vote 「保留会籍」.' },
  },
})

export const MembershipEndings = {
  STATUS_CHANGED: 'STATUS_CHANGED',
  TRANSFERRED_OUT: 'TRANSFERRED_OUT',
  WITHDRAWN: 'WITHDRAWN',
  REMOVED: 'REMOVED',
  EXPELLED: 'EXPELLED',
  AGED_OUT: 'AGED_OUT',
  DECEASED: 'DECEASED',
  EMPLOYMENT_ENDED: 'EMPLOYMENT_ENDED',
} as const
export type MembershipEnding = keyof typeof MembershipEndings
registerEnumType(MembershipEndings, {
  name: 'MembershipEnding',
  description: 'Why a period of a membership ended; which ending a status may have is a table of the rule book 「终止原因」.',
  valuesConfig: {
    STATUS_CHANGED: { description: 'The membership goes on in another status 「状态变更」.' },
    TRANSFERRED_OUT: { description: 'Transferred to another organisation, here or elsewhere 「转出」.' },
    WITHDRAWN: { description: 'Withdrew 「退出」.' },
    REMOVED: { description: 'Removed; a probationary member: disqualified 「除名、取消资格」.' },
    EXPELLED: { description: 'Expelled 「开除」.' },
    AGED_OUT: { description: 'Left the league by age 「超龄离团」.' },
    DECEASED: { description: 'Died 「去世」.' },
    EMPLOYMENT_ENDED: { description: 'Left the employer 「离职」.' },
  },
})

export const MembershipActions = { CHANGE_STATUS: 'CHANGE_STATUS', TRANSFER: 'TRANSFER', END: 'END' } as const
export type MembershipAction = keyof typeof MembershipActions
registerEnumType(MembershipActions, {
  name: 'MembershipAction',
  description: 'What the viewer may do with a membership now; a screen need not derive it.',
  valuesConfig: {
    CHANGE_STATUS: { description: 'Take it to one of `nextStatuses` 「变更状态」.' },
    TRANSFER: { description: 'Transfer it to another organisation 「转接组织关系」.' },
    END: { description: 'End it 「终止」.' },
  },
})
