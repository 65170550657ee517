import { registerEnumType } from 'type-graphql'
import { type BothLanguages } from './engine/count-query.ts'

export const MembershipChanges = {
  JOINED: 'JOINED',
  TRANSFERRED_IN: 'TRANSFERRED_IN',
  STATUS_CHANGED: 'STATUS_CHANGED',
  TRANSFERRED_OUT: 'TRANSFERRED_OUT',
  WITHDRAWN: 'WITHDRAWN',
  REMOVED: 'REMOVED',
  EXPELLED: 'EXPELLED',
  AGED_OUT: 'AGED_OUT',
  DECEASED: 'DECEASED',
  EMPLOYMENT_ENDED: 'EMPLOYMENT_ENDED',
} as const
export type MembershipChange = keyof typeof MembershipChanges

export const membershipChangeLabels: Record<MembershipChange, BothLanguages> = {
  JOINED: { zh: '加入', en: 'Joined, or was put on record' },
  TRANSFERRED_IN: { zh: '转入', en: 'Transferred in from another organisation of the register' },
  STATUS_CHANGED: { zh: '状态变更', en: 'Went on in another status' },
  TRANSFERRED_OUT: { zh: '转出', en: 'Transferred out, here or elsewhere' },
  WITHDRAWN: { zh: '退出', en: 'Withdrew' },
  REMOVED: { zh: '除名、取消资格', en: 'Removed' },
  EXPELLED: { zh: '开除', en: 'Expelled' },
  AGED_OUT: { zh: '超龄离团', en: 'Left the league by age' },
  DECEASED: { zh: '去世', en: 'Died' },
  EMPLOYMENT_ENDED: { zh: '离职', en: 'Left the employer' },
}
registerEnumType(MembershipChanges, {
  name: 'MembershipChange',
  description: 'What may happen to a membership on a day 「组织身份变动」.',
  valuesConfig: Object.fromEntries(
    Object.entries(membershipChangeLabels).map(([change, { zh, en }]) => [change, { description: `${en} 「${zh}」.` }]),
  ),
})
