import type { Text } from '@qizhi/codes'

/** The statuses of each kind of membership, the endings last. */
export const statusNames = {
  PARTY: {
    APPLICANT: { zh: '入党申请人', en: 'Party applicant' },
    ACTIVIST: { zh: '入党积极分子', en: 'Party activist' },
    CANDIDATE: { zh: '发展对象', en: 'development target' },
    PROBATIONARY: { zh: '预备党员', en: 'probationary Party member' },
    FULL: { zh: '正式党员', en: 'full Party member' },
    TRANSFERRED_OUT: { zh: '组织关系转出', en: 'transferred out' },
    WITHDRAWN: { zh: '退党', en: 'withdrawn from the Party' },
    REMOVED: { zh: '除名', en: 'removed from the Party' },
    EXPELLED: { zh: '开除党籍', en: 'expelled from the Party' },
    DECEASED: { zh: '去世', en: 'deceased' },
    EMPLOYMENT_ENDED: { zh: '离职', en: 'employment ended' },
  },
  LEAGUE: {
    APPLICANT: { zh: '入团申请人', en: 'league applicant' },
    MEMBER: { zh: '共青团员', en: 'league member' },
    TRANSFERRED_OUT: { zh: '团组织关系转出', en: 'transferred out' },
    WITHDRAWN: { zh: '退团', en: 'withdrawn from the league' },
    REMOVED: { zh: '除名', en: 'removed from the league' },
    EXPELLED: { zh: '开除团籍', en: 'expelled from the league' },
    AGED_OUT: { zh: '超龄离团', en: 'aged out of the league' },
    DECEASED: { zh: '去世', en: 'deceased' },
    EMPLOYMENT_ENDED: { zh: '离职', en: 'employment ended' },
  },
  UNION: {
    MEMBER: { zh: '工会会员', en: 'union member' },
    RETAINED: { zh: '保留会籍', en: 'retained union membership' },
    TRANSFERRED_OUT: { zh: '会籍转出', en: 'transferred out' },
    WITHDRAWN: { zh: '退会', en: 'withdrawn from the union' },
    EXPELLED: { zh: '开除会籍', en: 'expelled from the union' },
    DECEASED: { zh: '去世', en: 'deceased' },
    EMPLOYMENT_ENDED: { zh: '离职', en: 'employment ended' },
  },
} as const satisfies Record<string, Record<string, Text>>

export type MembershipKind = keyof typeof statusNames
/** The statuses of one kind, or of all where none is named. */
export type MembershipStatus<Kind extends MembershipKind = MembershipKind> = Kind extends MembershipKind
  ? keyof (typeof statusNames)[Kind] & string
  : never

export const membershipKinds = Object.keys(statusNames) as readonly MembershipKind[]

const endings: readonly MembershipStatus[] = [
  'TRANSFERRED_OUT',
  'WITHDRAWN',
  'REMOVED',
  'EXPELLED',
  'AGED_OUT',
  'DECEASED',
  'EMPLOYMENT_ENDED',
]

/** The statuses that a kind has, in the order of a member's way. */
export function statusesOf<Kind extends MembershipKind>(kind: Kind): readonly MembershipStatus<Kind>[] {
  return Object.keys(statusNames[kind]) as unknown as readonly MembershipStatus<Kind>[]
}

/** The statuses of a kind in which a membership goes on. */
export function openStatusesOf<Kind extends MembershipKind>(kind: Kind): readonly MembershipStatus<Kind>[] {
  return statusesOf(kind).filter((status) => !isEnding(status))
}

/** Whether a membership in this status is over. */
export function isEnding(status: MembershipStatus): boolean {
  return endings.includes(status)
}

/** Whether somebody in this status is a member: applicants, activists and development targets are not yet. */
export function isMember(status: MembershipStatus): boolean {
  return ['PROBATIONARY', 'FULL', 'MEMBER', 'RETAINED'].includes(status)
}

/** The name of a status; the bare code where the kind has no such status. */
export function statusName(kind: MembershipKind, status: MembershipStatus): Text {
  const names: Partial<Record<MembershipStatus, Text>> = statusNames[kind]
  return names[status] ?? { zh: status, en: status }
}
