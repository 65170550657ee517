import { type MembershipStatus } from '../memberships/index.ts'
import { type BothLanguages } from './engine/count-query.ts'

/** The words of the statuses of a membership. */
export const membershipLabels: Record<MembershipStatus, BothLanguages> = {
  APPLICANT: { zh: '申请人', en: 'Applicant' },
  ACTIVIST: { zh: '入党积极分子', en: 'Party activist' },
  CANDIDATE: { zh: '发展对象', en: 'Development target' },
  PROBATIONARY: { zh: '预备党员', en: 'Probationary Party member' },
  FULL: { zh: '正式党员', en: 'Full Party member' },
  MEMBER: { zh: '团员、会员', en: 'Member of the league or a union' },
  RETAINED: { zh: '保留会籍', en: 'Retained union membership' },
}
