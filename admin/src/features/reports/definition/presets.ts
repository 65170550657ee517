import { blank, deepest, type Definition } from './definition.ts'

/** Three meetings and one lecture 三会一课, by the catalogue's codes. */
const meetings = ['BRANCH_MEETING', 'COMMITTEE_MEETING', 'GROUP_MEETING', 'PARTY_LECTURE']
const noFilter = { query: null, kinds: null, types: null, statuses: null }
const members = {
  query: null,
  kinds: null,
  statuses: null,
  placeKinds: null,
  sexes: null,
  ethnicities: null,
  educations: null,
  employmentStatuses: null,
  bornFrom: null,
  bornTo: null,
}

/** What officers ask for again and again: one click to begin with. */
export const presets = {
  branches: {
    ...blank,
    rows: ['ORGANIZATION'],
    columns: ['MONTH'],
    organizationDepth: deepest,
    activityFilter: { ...noFilter, kinds: ['PARTY'] },
    chart: 'HEAT_MAP',
  },
  meetings: {
    ...blank,
    rows: ['ORGANIZATION'],
    columns: ['TYPE'],
    organizationDepth: deepest,
    activityFilter: { ...noFilter, kinds: ['PARTY'], types: meetings },
    measures: ['COUNT', 'ATTENDANCE_RATE'],
    chart: 'STACKED',
  },
  attendance: {
    ...blank,
    rows: ['ORGANIZATION'],
    organizationDepth: deepest,
    measures: ['ATTENDANCE_RATE', 'COUNT', 'ATTENDANCES'],
    orderBy: { measure: 'ATTENDANCE_RATE', direction: 'ASC' },
  },
  trend: { ...blank, rows: ['KIND'], columns: ['MONTH'], chart: 'LINE' },
  types: { ...blank, rows: ['TYPE'], measures: ['COUNT', 'ATTENDANCES', 'ATTENDANCE_RATE'], chart: 'TREE_MAP' },
  lastYear: { ...blank, rows: ['ORGANIZATION'], measures: ['COUNT', 'ATTENDANCES'], compare: 'SAME_PERIOD_LAST_YEAR' },
  ages: {
    ...blank,
    source: 'MEMBERS',
    rows: ['AGE_BAND'],
    columns: ['SEX'],
    measures: ['DISTINCT_MEMBERS'],
    memberFilter: { ...members, kinds: ['PARTY'], statuses: ['PROBATIONARY', 'FULL'], placeKinds: ['PARTY'] },
    chart: 'STACKED',
    emptyGroups: true,
    parameters: { ...blank.parameters, period: null },
  },
  changes: {
    ...blank,
    source: 'MEMBERSHIP_CHANGES',
    rows: ['ORGANIZATION'],
    measures: ['JOINED', 'LEFT', 'NET'],
    membershipChangeFilter: { kinds: ['PARTY'], statuses: ['PROBATIONARY', 'FULL'], changes: null, sexes: null },
  },
} satisfies Record<string, Definition>

export type PresetName = keyof typeof presets
export const presetNames = Object.keys(presets) as PresetName[]
