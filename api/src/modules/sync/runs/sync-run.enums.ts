import { registerEnumType } from 'type-graphql'

export const SyncRunStatuses = {
  OPEN: 'OPEN',
  PREVIEWING: 'PREVIEWING',
  PREVIEWED: 'PREVIEWED',
  APPLYING: 'APPLYING',
  APPLIED: 'APPLIED',
  CANCELLED: 'CANCELLED',
} as const
export type SyncRunStatus = keyof typeof SyncRunStatuses
registerEnumType(SyncRunStatuses, {
  name: 'SyncRunStatus',
  description: 'How far a sync is 「同步状态」.',
  valuesConfig: {
    OPEN: { description: 'Rows are being added 「收集数据」.' },
    PREVIEWING: { description: 'The preview is being made 「预览中」.' },
    PREVIEWED: { description: 'It can be looked at and applied; more rows make it OPEN again 「待执行」.' },
    APPLYING: { description: 'It is being applied, chunk by chunk 「执行中」.' },
    APPLIED: { description: 'All of it is applied 「已完成」.' },
    CANCELLED: { description: 'It was given up; what had been applied stays 「已取消」.' },
  },
})

export const SyncRunActions = {
  ADD_ROWS: 'ADD_ROWS',
  PREVIEW: 'PREVIEW',
  APPLY: 'APPLY',
  CANCEL: 'CANCEL',
  LIFT_LIMIT: 'LIFT_LIMIT',
} as const
export type SyncRunAction = keyof typeof SyncRunActions
registerEnumType(SyncRunActions, {
  name: 'SyncRunAction',
  description: 'What the viewer may do with a sync now.',
  valuesConfig: {
    ADD_ROWS: { description: 'Add rows 「添加数据」.' },
    PREVIEW: { description: 'Make a preview 「预览」.' },
    APPLY: { description: 'Apply what was previewed 「执行」.' },
    CANCEL: { description: 'Give it up 「取消」.' },
    LIFT_LIMIT: { description: 'Let it go on although many persons are missing 「放行」.' },
  },
})
