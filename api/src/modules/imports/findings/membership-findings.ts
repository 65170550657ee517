import { type FindingKind } from './finding-kind.ts'

/** What may be found about where a person belongs. */
export const membershipFindings = {
  ORGANIZATION_UNKNOWN: {
    severity: 'REFUSED',
    zh: '找不到编码为“{code}”的{kind}，或不在您的管理范围内。请核对编码，或先导入该组织',
    en: 'There is no {kind} with the code “{code}”, or it is outside what you manage. Check the code, or import the organisation first',
  },
  ORGANIZATION_OF_OTHER_KIND: {
    severity: 'REFUSED',
    zh: '“{code}”是{found}，这里应为{kind}的编码',
    en: '“{code}” is a {found}; the code of a {kind} belongs here',
  },
  ORGANIZATION_MISSING: {
    severity: 'REFUSED',
    zh: '没有科室编码，也没有任何组织编码，登记后将不在您的管理范围内。请至少填写一项',
    en: 'Neither a unit nor an organisation is given, so the person would be outside what you manage. Give one of them',
  },
  UNIT_ELSEWHERE: {
    severity: 'WARNING',
    zh: '系统中此人的所在单位不在您的管理范围内，没有改变。请由对方单位办理',
    en: 'On the register the person is employed by a unit outside what you manage; that was left. The other unit has to change it',
  },
  PARTY_STATUS_CONTRADICTS: {
    severity: 'REFUSED',
    zh: '政治面貌“{status}”与党支部编码或入党、转正时间矛盾。请核对',
    en: 'The political status “{status}” contradicts the branch code or the dates of joining and becoming full. Please check',
  },
  PARTY_DATE_UNUSABLE: {
    severity: 'REFUSED',
    zh: '{reason}。党龄由此计算，请改正',
    en: '{reason}. Seniority in the Party is counted from it: correct it',
  },
  PARTY_DATES_REVERSED: {
    severity: 'REFUSED',
    zh: '转正时间 {full} 早于入党时间 {joined}。请核对',
    en: 'Full member on {full}, before joining on {joined}. Please check',
  },
  PARTY_DATE_MISSING: {
    severity: 'REFUSED',
    zh: '有党支部编码，却没有入党时间或转正时间，不知道从何时登记。请补上',
    en: 'A branch code without the day of joining or becoming full: it is not known from when. Add it',
  },
  PARTY_FULL_DATE_MISSING: {
    severity: 'WARNING',
    zh: '没有转正时间，正式党员身份自入党时间起登记。请核对',
    en: 'The day of becoming full is missing; full membership was recorded from the day of joining. Please check',
  },
  PROBATION_SHORT: {
    severity: 'WARNING',
    zh: '入党到转正不满一年，已照登记，请核对',
    en: 'Less than a year from joining to becoming full; recorded as written. Please check',
  },
  PROBATION_OVERDUE: {
    severity: 'WARNING',
    zh: '预备期已于 {end} 届满，尚未转正或未填转正时间，已按预备党员登记，请核对',
    en: 'The probation ended on {end} and no day of becoming full is given; recorded as probationary. Please check',
  },
  PARTY_BRANCH_MISSING: {
    severity: 'WARNING',
    zh: '是党员却没有党支部编码，没有登记组织关系。请补上编码',
    en: 'A Party member without a branch code; no membership was recorded. Add the code',
  },
  LEAGUE_STATUS_CONTRADICTS: {
    severity: 'REFUSED',
    zh: '政治面貌“{status}”与团支部编码矛盾。请核对',
    en: 'The political status “{status}” contradicts the league branch code. Please check',
  },
  LEAGUE_BRANCH_MISSING: {
    severity: 'WARNING',
    zh: '是共青团员却没有团支部编码，没有登记团籍。请补上编码',
    en: 'A league member without a branch code; no membership was recorded. Add the code',
  },
  LEAGUE_OVER_AGE: {
    severity: 'WARNING',
    zh: '已满 {age} 周岁，年满 28 周岁且不担任团内职务的应办理超龄离团；已照登记，请核对',
    en: 'Aged {age}: who is 28 and holds no league office leaves the league. Recorded as written; please check',
  },
  RETIRED_IN_ORGANIZATION: {
    severity: 'WARNING',
    zh: '退休人员：党员组织关系登记在所填支部，工会登记为“保留会籍”，请确认',
    en: 'Retired: Party membership was recorded in the branch given, union membership as retained. Please confirm',
  },
  LEFT_IN_ORGANIZATION: {
    severity: 'WARNING',
    zh: '人员已离开本单位，没有为其登记新的组织身份；已有的身份由组织干部办理转出或终止',
    en: 'The person has left; no membership was recorded. Those on the register are transferred or ended by the officers',
  },
  JOINED_ON_UNKNOWN: {
    severity: 'WARNING',
    zh: '没有加入时间和参加工作时间，自导入之日起登记。知道确切日期时请更正',
    en: 'Neither a day of joining nor of starting work; recorded from today on. Correct it when the day is known',
  },
  PERIOD_SHORTENED: {
    severity: 'WARNING',
    zh: '{day} 早于该组织成立（{established}），身份自组织成立之日起登记',
    en: '{day} is before the organisation was set up ({established}); recorded from that day on',
  },
  MEMBERSHIP_ELSEWHERE: {
    severity: 'WARNING',
    zh: '系统中此人的组织关系在“{registered}”。导入不转接组织关系，请由组织干部办理转接',
    en: 'On the register the person belongs to “{registered}”. An import does not transfer memberships; the officers do',
  },
  MEMBERSHIP_STATUS_DIFFERS: {
    severity: 'WARNING',
    zh: '系统中登记的身份是“{registered}”，文件中是“{meant}”。导入不变更身份，请由组织干部办理',
    en: 'On the register the status is {registered}, in the file {meant}. An import does not change a status; the officers do',
  },
  MEMBERSHIP_ENDED: {
    severity: 'WARNING',
    zh: '系统中此人的这类身份已于 {day} 终止，导入不重新登记，请由组织干部办理',
    en: 'On the register a membership of this kind ended on {day}; an import does not open it again, the officers do',
  },
  MEMBERSHIP_REFUSED: {
    severity: 'WARNING',
    zh: '没有登记这一身份：{reason}（{article}）',
    en: 'The membership was not recorded: {reason} ({article})',
  },
} as const satisfies Record<string, FindingKind>
