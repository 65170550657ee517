import { type BothLanguages } from '../../counts/index.ts'
import { type ReportDefinition } from '../definition/report-definition.type.ts'

/** A layout that the product brings. */
export interface OfficialReport {
  /** Never changes: it is what links and snapshots refer to. */
  readonly id: string
  readonly code: string
  readonly name: BothLanguages
  readonly description: BothLanguages
  readonly definition: ReportDefinition
}

/** Every layout that the product brings, to be run as it is or to be copied and changed. */
export const officialReports: readonly OfficialReport[] = [
  {
    ...numbered(1),
    name: { zh: '全年活动情况（按支部和类型）', en: 'Activities of the year by branch and type' },
    description: { zh: '党组织本年各类活动的次数。', en: 'How many activities of each type Party organisations held this year.' },
    definition: laidOut('ACTIVITIES', {
      activityFilter: { kinds: ['PARTY'] },
      rows: ['ORGANIZATION'],
      columns: ['TYPE'],
      measures: ['count'],
      organizationDepth: 20,
      chart: 'STACKED',
      parameters: { period: 'THIS_YEAR' },
    }),
  },
  {
    ...numbered(2),
    name: { zh: '三会一课开展情况', en: 'Meetings and lectures of Party branches' },
    description: {
      zh: '支部党员大会、支委会、党小组会、党课本年的次数和出勤率；没有开展的组织也列出。',
      en: 'Members’ meetings, committee meetings, group meetings and lectures of this year with their attendance rates; those who held none are listed too.',
    },
    definition: laidOut('ACTIVITIES', {
      activityFilter: { kinds: ['PARTY'], types: ['BRANCH_MEETING', 'COMMITTEE_MEETING', 'GROUP_MEETING', 'PARTY_LECTURE'] },
      rows: ['ORGANIZATION'],
      columns: ['TYPE'],
      measures: ['count', 'attendanceRate'],
      organizationDepth: 20,
      emptyGroups: true,
      parameters: { period: 'THIS_YEAR' },
    }),
  },
  {
    ...numbered(3),
    name: { zh: '党员性别、年龄结构', en: 'Party members by sex and age' },
    description: { zh: '正式党员和预备党员，按年龄段和性别。', en: 'Full and probationary members by age band and sex.' },
    definition: partyMembers('AGE_BAND', { chart: 'STACKED', emptyGroups: true }),
  },
  {
    ...numbered(4),
    name: { zh: '党员民族构成', en: 'Party members by ethnicity' },
    description: { zh: '正式党员和预备党员，按民族和性别。', en: 'Full and probationary members by ethnicity and sex.' },
    definition: partyMembers('ETHNICITY', {}),
  },
  {
    ...numbered(5),
    name: { zh: '党员学历构成', en: 'Party members by education' },
    description: { zh: '正式党员和预备党员，按学历和性别。', en: 'Full and probationary members by education and sex.' },
    definition: partyMembers('EDUCATION', { chart: 'STACKED' }),
  },
  {
    ...numbered(6),
    name: { zh: '党员增减变动', en: 'Party members joined and left' },
    description: {
      zh: '本年预备党员、正式党员的各类变动；“状态变更”一栏即发展和转正。',
      en: 'What happened to probationary and full members this year; a change of status is an admission or a confirmation.',
    },
    definition: laidOut('MEMBERSHIP_CHANGES', {
      membershipChangeFilter: { kinds: ['PARTY'], statuses: ['PROBATIONARY', 'FULL'] },
      rows: ['STATUS'],
      columns: ['CHANGE'],
      measures: ['count'],
      parameters: { period: 'THIS_YEAR' },
    }),
  },
  {
    ...numbered(7),
    name: { zh: '党员增减情况（按组织）', en: 'Party members joined and left by organisation' },
    description: { zh: '本年各组织党员的增加、减少和净增。', en: 'How many members each organisation gained and lost this year.' },
    definition: laidOut('MEMBERSHIP_CHANGES', {
      membershipChangeFilter: { kinds: ['PARTY'], statuses: ['PROBATIONARY', 'FULL'] },
      rows: ['ORGANIZATION'],
      measures: ['joined', 'left', 'net'],
      chart: 'BAR',
      parameters: { period: 'THIS_YEAR' },
    }),
  },
  {
    ...numbered(8),
    name: { zh: '工会会员、团员情况（按组织）', en: 'Union and league members by unit' },
    description: { zh: '各工会、团组织的会员和团员人数。', en: 'How many members each union and league unit has.' },
    definition: laidOut('MEMBERS', {
      memberFilter: { kinds: ['UNION', 'LEAGUE'], statuses: ['MEMBER', 'RETAINED'], placeKinds: ['UNION', 'LEAGUE'] },
      rows: ['KIND', 'ORGANIZATION'],
      columns: ['STATUS'],
      measures: ['distinctMembers'],
      organizationDepth: 20,
      parameters: {},
    }),
  },
]

function numbered(number: number): Pick<OfficialReport, 'id' | 'code'> {
  const digits = String(number).padStart(2, '0')
  return { id: `01930000-0000-7000-8000-0000000000${digits}`, code: `OFFICIAL-${digits}` }
}

type Layout = Partial<ReportDefinition> & Pick<ReportDefinition, 'rows' | 'measures' | 'parameters'>

/** A definition with what it leaves out. */
function laidOut(source: ReportDefinition['source'], layout: Layout): ReportDefinition {
  return {
    source,
    columns: [],
    organizationDepth: 1,
    tree: 'NOW',
    having: [],
    emptyGroups: false,
    chart: 'NONE',
    showTotals: true,
    showShares: false,
    ...layout,
  }
}

function partyMembers(rows: string, more: Partial<ReportDefinition>): ReportDefinition {
  return laidOut('MEMBERS', {
    memberFilter: { kinds: ['PARTY'], statuses: ['PROBATIONARY', 'FULL'], placeKinds: ['PARTY'] },
    rows: [rows],
    columns: ['SEX'],
    measures: ['distinctMembers'],
    parameters: {},
    ...more,
  })
}
