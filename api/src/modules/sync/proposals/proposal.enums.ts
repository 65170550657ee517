import { registerEnumType } from 'type-graphql'

export const SyncProposalTypes = {
  MOVE: 'MOVE',
  LEAVE: 'LEAVE',
  RETIRE: 'RETIRE',
  CORRECT_NAME: 'CORRECT_NAME',
  CORRECT_NATIONAL_ID: 'CORRECT_NATIONAL_ID',
  RENAME_UNIT: 'RENAME_UNIT',
  MOVE_UNIT: 'MOVE_UNIT',
  DISSOLVE_UNIT: 'DISSOLVE_UNIT',
} as const
export type SyncProposalType = keyof typeof SyncProposalTypes
registerEnumType(SyncProposalTypes, {
  name: 'SyncProposalType',
  description: 'What a source says that an officer must decide 「变更类型」.',
  valuesConfig: {
    MOVE: { description: 'The person works in another unit 「调动」.' },
    LEAVE: { description: 'The person has left, or the source no longer has him 「离职」.' },
    RETIRE: { description: 'The person has retired 「退休」.' },
    CORRECT_NAME: { description: 'Another name 「姓名更正」.' },
    CORRECT_NATIONAL_ID: { description: 'Another national ID number 「身份证号更正」.' },
    RENAME_UNIT: { description: 'Another name of a unit 「单位更名」.' },
    MOVE_UNIT: { description: 'A unit under another parent 「单位调整隶属」.' },
    DISSOLVE_UNIT: { description: 'The source no longer has the unit 「单位撤销」.' },
  },
})

/** What of a person or unit a proposal is about; of one aspect at most one waits. */
export type ProposalAspect = 'NAME' | 'NATIONAL_ID' | 'UNIT' | 'EMPLOYMENT' | 'PARENT' | 'EXISTENCE'

export const SyncProposalStatuses = { PENDING: 'PENDING', ACCEPTED: 'ACCEPTED', REJECTED: 'REJECTED', SUPERSEDED: 'SUPERSEDED' } as const
export type SyncProposalStatus = keyof typeof SyncProposalStatuses
registerEnumType(SyncProposalStatuses, {
  name: 'SyncProposalStatus',
  description: 'How far a proposal is 「办理状态」.',
  valuesConfig: {
    PENDING: { description: 'Waits for an officer 「待确认」.' },
    ACCEPTED: { description: 'Carried out 「已采纳」.' },
    REJECTED: { description: 'Declined, with a reason; the same value is not proposed again 「已驳回」.' },
    SUPERSEDED: { description: 'The source has said something else since, or the difference is gone 「已被替代」.' },
  },
})

export const SyncMembershipSteps = { KEEP: 'KEEP', TRANSFER: 'TRANSFER', RETAIN: 'RETAIN', END: 'END' } as const
export type SyncMembershipStep = keyof typeof SyncMembershipSteps
registerEnumType(SyncMembershipSteps, {
  name: 'SyncMembershipStep',
  description: 'What becomes of a membership when somebody moves, retires or leaves 「组织身份处理」.',
  valuesConfig: {
    KEEP: { description: 'It stays as it is 「保持不变」.' },
    TRANSFER: { description: 'To another organisation of its kind 「转接」.' },
    RETAIN: { description: 'A union member who retires or leaves keeps the membership 「保留会籍」.' },
    END: { description: 'It ends 「终止」.' },
  },
})

export const SyncProposalActions = { ACCEPT: 'ACCEPT', REJECT: 'REJECT' } as const
export type SyncProposalAction = keyof typeof SyncProposalActions
registerEnumType(SyncProposalActions, {
  name: 'SyncProposalAction',
  description: 'What the viewer may do with a proposal now.',
  valuesConfig: { ACCEPT: { description: 'Carry it out 「采纳」.' }, REJECT: { description: 'Decline it 「驳回」.' } },
})
