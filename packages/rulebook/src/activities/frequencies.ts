import type { Regulation, Certainty } from '../framework/regulation.ts'
import { rule, type Rule } from '../framework/rule.ts'
import {
  branchRegulations2018,
  centreGroupRules2017,
  democraticLifeRules2016,
  governanceResponsibility2020,
  ideologyResponsibility2015,
  leagueBranchRegulations2019,
  secretaryAppraisal2019,
  unionDelegates2019,
} from '../regulations.ts'

/** A period of the calendar that a requirement is counted by. */
export type Period = 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR'

/** How often something has to be held: at least so many times in every period. */
export interface Frequency {
  readonly atLeast: number
  readonly per: Period
}

const periodsInYear: Readonly<Record<Period, number>> = { MONTH: 12, QUARTER: 4, HALF_YEAR: 2, YEAR: 1 }

/** How many times a year a frequency comes to. */
export function timesAYear({ atLeast, per }: Frequency): number {
  return atLeast * periodsInYear[per]
}

export const branchMeetingFrequency = frequency(
  'party.branch-meeting.frequency',
  ['支部党员大会一般每季度召开一次', 'A branch meeting is held every quarter'],
  { atLeast: 1, per: 'QUARTER' },
  [branchRegulations2018, '11', 'S'],
)

export const committeeMeetingFrequency = frequency(
  'party.committee-meeting.frequency',
  ['支部委员会会议一般每月召开一次', 'The branch committee meets every month'],
  { atLeast: 1, per: 'MONTH' },
  [branchRegulations2018, '12', 'S'],
)

export const groupMeetingFrequency = frequency(
  'party.group-meeting.frequency',
  ['党小组会一般每月召开一次', 'A Party group meets every month'],
  { atLeast: 1, per: 'MONTH' },
  [branchRegulations2018, '13', 'S'],
)

export const lectureFrequency = frequency(
  'party.lecture.frequency',
  ['党课定期开展，书记每年至少讲一次', 'Party lectures are regular; the secretary gives at least one a year'],
  { atLeast: 1, per: 'YEAR' },
  [branchRegulations2018, '16', 'S'],
)

export const themeDayFrequency = frequency(
  'party.theme-day.frequency',
  ['主题党日每月固定一天开展', 'A Party theme day is held every month on a fixed day'],
  { atLeast: 1, per: 'MONTH' },
  [branchRegulations2018, '16', 'S'],
)

export const organizationLifeMeetingFrequency = frequency(
  'party.organization-life-meeting.frequency',
  ['组织生活会每年至少召开一次', 'An organisation-life meeting is held at least once a year'],
  { atLeast: 1, per: 'YEAR' },
  [branchRegulations2018, '17', 'L'],
)

export const appraisalFrequency = frequency(
  'party.appraisal.frequency',
  ['民主评议党员每年开展一次', 'Members are appraised once a year'],
  { atLeast: 1, per: 'YEAR' },
  [branchRegulations2018, '18', 'L'],
)

export const talkFrequency = frequency(
  'party.talk.frequency',
  ['谈心谈话每年不少于一次', 'Heart-to-heart talks are held at least once a year'],
  { atLeast: 1, per: 'YEAR' },
  [branchRegulations2018, '19', 'L'],
)

export const democraticLifeMeetingFrequency = frequency(
  'party.democratic-life-meeting.frequency',
  ['民主生活会每年召开一次', 'A democratic life meeting is held once a year'],
  { atLeast: 1, per: 'YEAR' },
  [democraticLifeRules2016, undefined, 'S'],
)

export const centreGroupFrequency = frequency(
  'party.centre-group.frequency',
  ['中心组集体学习每季度不少于一次', 'The centre group studies together at least once a quarter'],
  { atLeast: 1, per: 'QUARTER' },
  [centreGroupRules2017, undefined, 'S'],
)

export const ideologyStudyFrequency = frequency(
  'party.ideology-meeting.frequency',
  ['意识形态工作每年至少专题研究两次', 'Ideology work is studied at least twice a year'],
  { atLeast: 2, per: 'YEAR' },
  [ideologyResponsibility2015, undefined, 'L'],
)

export const governanceMeetingFrequency = frequency(
  'party.governance-meeting.frequency',
  ['全面从严治党每半年至少专题研究一次', 'Strict governance is studied at least once each half-year'],
  { atLeast: 1, per: 'HALF_YEAR' },
  [governanceResponsibility2020, undefined, 'L'],
)

export const secretaryReportFrequency = frequency(
  'party.secretary-report.frequency',
  ['书记抓党建述职评议每年一次', 'Secretaries report and are appraised once a year'],
  { atLeast: 1, per: 'YEAR' },
  [secretaryAppraisal2019, undefined, 'L'],
)

export const unionMeetingFrequency = frequency(
  'union.members-meeting.frequency',
  ['会员（代表）大会每年至少召开一次', 'A union members’ meeting is held at least once a year'],
  { atLeast: 1, per: 'YEAR' },
  [unionDelegates2019, undefined, '?'],
)

export const leagueMeetingFrequency = frequency(
  'league.members-meeting.frequency',
  ['支部团员大会一般每季度召开一次', 'A league branch meeting is held every quarter'],
  { atLeast: 1, per: 'QUARTER' },
  [leagueBranchRegulations2019, undefined, '?'],
)

export const leagueCommitteeFrequency = frequency(
  'league.committee-meeting.frequency',
  ['团支委会一般每月召开一次', 'The league branch committee meets every month'],
  { atLeast: 1, per: 'MONTH' },
  [leagueBranchRegulations2019, undefined, '?'],
)

export const leagueGroupFrequency = frequency(
  'league.group-meeting.frequency',
  ['团小组会一般每月召开一次', 'A league group meets every month'],
  { atLeast: 1, per: 'MONTH' },
  [leagueBranchRegulations2019, undefined, '?'],
)

export const leagueLectureFrequency = frequency(
  'league.lecture.frequency',
  ['团课一般每季度一次', 'League lectures are given every quarter'],
  { atLeast: 1, per: 'QUARTER' },
  [leagueBranchRegulations2019, undefined, '?'],
)

export const leagueAppraisalFrequency = frequency(
  'league.appraisal.frequency',
  ['团员教育评议每年一次', 'League members are appraised once a year'],
  { atLeast: 1, per: 'YEAR' },
  [leagueBranchRegulations2019, undefined, 'L'],
)

export const leagueRegistrationFrequency = frequency(
  'league.registration.frequency',
  ['团籍注册每年一次', 'League membership is registered once a year'],
  { atLeast: 1, per: 'YEAR' },
  [leagueBranchRegulations2019, undefined, 'L'],
)

/** A place may ask for more often, never for less. */
function frequency(
  id: string,
  [zh, en]: readonly [zh: string, en: string],
  value: Frequency,
  [regulation, article, certainty]: readonly [Regulation, string | undefined, Certainty],
): Rule<Frequency, never> {
  return rule({
    id,
    title: { zh, en },
    value,
    source: regulation.article(article),
    certainty,
    tightens: (local: Frequency, national: Frequency) => timesAYear(local) >= timesAYear(national),
  })
}
