import { registerEnumType } from 'type-graphql'

/** The kinds of objects that the feed tells of; everything else that changes is a part of one of them, or concerns nobody outside. */
export const ChangeEntities = { ORGANIZATION: 'ORGANIZATION', MEMBER: 'MEMBER', MEMBERSHIP: 'MEMBERSHIP', ACTIVITY: 'ACTIVITY' } as const
export type ChangeEntity = keyof typeof ChangeEntities
registerEnumType(ChangeEntities, {
  name: 'ChangeEntity',
  description: 'A kind of object that the change feed tells of 「变更对象」.',
  valuesConfig: {
    ORGANIZATION: { description: 'An organisation of any kind, with its names, links, placements and events 「组织」.' },
    MEMBER: { description: 'A person, with external ids and memberships 「人员」.' },
    MEMBERSHIP: { description: 'A membership 「组织身份」.' },
    ACTIVITY: { description: 'An activity, with co-organisers, attachments and attendances 「活动」.' },
  },
})

export const ChangeOps = { CREATED: 'CREATED', UPDATED: 'UPDATED', DELETED: 'DELETED', LEFT: 'LEFT' } as const
export type ChangeOp = keyof typeof ChangeOps
registerEnumType(ChangeOps, {
  name: 'ChangeOp',
  description: 'What happened to the object, for this viewer 「变更类型」.',
  valuesConfig: {
    CREATED: { description: 'It was made. A copy puts `node` in.' },
    UPDATED: { description: 'It changed, or came into the viewer’s scope. A copy puts `node` in, or replaces what it has.' },
    DELETED: { description: 'It was deleted. A copy drops it.' },
    LEFT: { description: 'It is not, or no longer, where the viewer may see it. A copy drops it.' },
  },
})

export const ChangeStarts = { BEGINNING: 'BEGINNING', NOW: 'NOW' } as const
export type ChangeStart = keyof typeof ChangeStarts
registerEnumType(ChangeStarts, {
  name: 'ChangeStart',
  description: 'Where a reader without a cursor begins 「起点」.',
  valuesConfig: {
    BEGINNING: { description: 'With the oldest change that is kept.' },
    NOW: { description: 'With the next change: the page is empty and brings the cursor.' },
  },
})
