import type { Text } from '@qizhi/codes'
import type { Rule } from '../framework/rule.ts'
import * as league from './league-rules.ts'
import * as party from './party-rules.ts'
import { applicationEnds, membershipDeath, membershipOnRecord } from './register-rules.ts'
import type { MembershipKind, MembershipStatus } from './statuses.ts'
import * as union from './union-rules.ts'

/** What can be done to a membership. */
export const membershipVerbs = {
  REGISTER: { zh: '登记已有身份', en: 'put on record' },
  TRANSFER_IN: { zh: '转入', en: 'transfer in' },
  APPLY: { zh: '申请', en: 'apply' },
  JOIN: { zh: '入会', en: 'join' },
  CHOOSE_ACTIVIST: { zh: '确定为积极分子', en: 'choose as activist' },
  CHOOSE_CANDIDATE: { zh: '确定为发展对象', en: 'choose as development target' },
  SET_BACK: { zh: '退回上一阶段', en: 'set back' },
  ADMIT: { zh: '接收', en: 'admit' },
  CONFIRM: { zh: '转正', en: 'confirm as full member' },
  DISQUALIFY: { zh: '取消预备党员资格', en: 'disqualify' },
  RETAIN: { zh: '保留会籍', en: 'retain' },
  RESUME: { zh: '恢复会籍', en: 'resume' },
  TRANSFER_OUT: { zh: '转出', en: 'transfer out' },
  WITHDRAW: { zh: '退出', en: 'withdraw' },
  REMOVE: { zh: '除名', en: 'remove' },
  EXPEL: { zh: '开除', en: 'expel' },
  AGE_OUT: { zh: '超龄离团', en: 'leave by age' },
  END_EMPLOYMENT: { zh: '离职', en: 'end employment' },
  RECORD_DEATH: { zh: '去世', en: 'record death' },
} as const satisfies Record<string, Text>

export type MembershipVerb = keyof typeof membershipVerbs

/** One way from a status to the next; from null, a membership opens. */
export interface Transition {
  readonly kind: MembershipKind
  readonly from: MembershipStatus | null
  readonly verb: MembershipVerb
  readonly to: MembershipStatus
  readonly rule: Rule
}

type Ways<Kind extends MembershipKind> = readonly [
  from: readonly (MembershipStatus<Kind> | null)[],
  verb: MembershipVerb,
  to: MembershipStatus<Kind>,
  rule: Rule,
][]

const developing = ['APPLICANT', 'ACTIVIST', 'CANDIDATE'] as const

const partyWays: Ways<'PARTY'> = [
  [[null], 'APPLY', 'APPLICANT', party.partyApplicationAge],
  [['APPLICANT'], 'CHOOSE_ACTIVIST', 'ACTIVIST', party.partyActivist],
  [['ACTIVIST'], 'CHOOSE_CANDIDATE', 'CANDIDATE', party.partyCandidateMinimum],
  [['CANDIDATE'], 'ADMIT', 'PROBATIONARY', party.partyAdmission],
  [['PROBATIONARY'], 'CONFIRM', 'FULL', party.partyProbation],
  [['ACTIVIST'], 'SET_BACK', 'APPLICANT', party.partySetBack],
  [['CANDIDATE'], 'SET_BACK', 'ACTIVIST', party.partySetBack],
  [['PROBATIONARY', 'FULL'], 'TRANSFER_OUT', 'TRANSFERRED_OUT', party.partyTransfer],
  [['PROBATIONARY', 'FULL'], 'WITHDRAW', 'WITHDRAWN', party.partyWithdrawal],
  [['PROBATIONARY', 'FULL'], 'REMOVE', 'REMOVED', party.partyRemoval],
  [['PROBATIONARY'], 'DISQUALIFY', 'REMOVED', party.partyDisqualification],
  [['FULL'], 'EXPEL', 'EXPELLED', party.partyExpulsion],
  [[...developing], 'TRANSFER_OUT', 'TRANSFERRED_OUT', applicationEnds],
  [[...developing], 'WITHDRAW', 'WITHDRAWN', applicationEnds],
  [[...developing], 'END_EMPLOYMENT', 'EMPLOYMENT_ENDED', applicationEnds],
  [[...developing, 'PROBATIONARY', 'FULL'], 'RECORD_DEATH', 'DECEASED', membershipDeath],
  ...onRecord<'PARTY'>([...developing, 'PROBATIONARY', 'FULL'], party.partyTransfer),
]

const leagueWays: Ways<'LEAGUE'> = [
  [[null], 'APPLY', 'APPLICANT', league.leagueApplicationAge],
  [['APPLICANT'], 'ADMIT', 'MEMBER', league.leagueAdmission],
  [['MEMBER'], 'TRANSFER_OUT', 'TRANSFERRED_OUT', league.leagueTransfer],
  [['MEMBER'], 'WITHDRAW', 'WITHDRAWN', league.leagueWithdrawal],
  [['MEMBER'], 'REMOVE', 'REMOVED', league.leagueRemoval],
  [['MEMBER'], 'EXPEL', 'EXPELLED', league.leagueExpulsion],
  [['MEMBER'], 'AGE_OUT', 'AGED_OUT', league.leagueAgeOut],
  [['APPLICANT'], 'TRANSFER_OUT', 'TRANSFERRED_OUT', applicationEnds],
  [['APPLICANT'], 'WITHDRAW', 'WITHDRAWN', applicationEnds],
  [['APPLICANT'], 'END_EMPLOYMENT', 'EMPLOYMENT_ENDED', applicationEnds],
  [['APPLICANT', 'MEMBER'], 'RECORD_DEATH', 'DECEASED', membershipDeath],
  ...onRecord<'LEAGUE'>(['APPLICANT', 'MEMBER'], league.leagueTransfer),
]

const unionWays: Ways<'UNION'> = [
  [[null], 'JOIN', 'MEMBER', union.unionJoining],
  [['MEMBER'], 'RETAIN', 'RETAINED', union.unionRetention],
  [['RETAINED'], 'RESUME', 'MEMBER', union.unionFollowsJob],
  [['MEMBER', 'RETAINED'], 'TRANSFER_OUT', 'TRANSFERRED_OUT', union.unionFollowsJob],
  [['MEMBER', 'RETAINED'], 'WITHDRAW', 'WITHDRAWN', union.unionWithdrawal],
  [['MEMBER', 'RETAINED'], 'EXPEL', 'EXPELLED', union.unionExpulsion],
  [['MEMBER', 'RETAINED'], 'END_EMPLOYMENT', 'EMPLOYMENT_ENDED', union.unionFollowsJob],
  [['MEMBER', 'RETAINED'], 'RECORD_DEATH', 'DECEASED', membershipDeath],
  ...onRecord<'UNION'>(['MEMBER', 'RETAINED'], union.unionFollowsJob),
]

/** Every way that a membership may go. Services, the schema's documentation and screens all read this one table. */
export const transitions: readonly Transition[] = [
  ...table('PARTY', partyWays),
  ...table('LEAGUE', leagueWays),
  ...table('UNION', unionWays),
]

/** The way that a verb takes from a status. Opening verbs that lead to several statuses need `to`. */
export function findTransition(
  kind: MembershipKind,
  from: MembershipStatus | null,
  verb: MembershipVerb,
  to?: MembershipStatus,
): Transition | undefined {
  return transitions.find((way) => way.kind === kind && way.from === from && way.verb === verb && (to === undefined || way.to === to))
}

/** What can be done next, for menus; whether it may be done on a day is for `transitionObstacles`. */
export function transitionsFrom(kind: MembershipKind, from: MembershipStatus | null): readonly Transition[] {
  return transitions.filter((way) => way.kind === kind && way.from === from)
}

/** A membership that began elsewhere opens in the status that it has: put on record, or transferred in. */
function onRecord<Kind extends MembershipKind>(statuses: readonly MembershipStatus<Kind>[], transferRule: Rule): Ways<Kind> {
  return statuses.flatMap((status): Ways<Kind> => [
    [[null], 'REGISTER', status, membershipOnRecord],
    [[null], 'TRANSFER_IN', status, transferRule],
  ])
}

function table(kind: MembershipKind, ways: Ways<MembershipKind>): Transition[] {
  return ways.flatMap(([origins, verb, to, rule]) => origins.map((from) => ({ kind, from, verb, to, rule })))
}
