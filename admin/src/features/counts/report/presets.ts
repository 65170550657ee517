import { type ActivityDimension, type OrganizationKind } from '#gql'
import { type ChartKind, type Depth, type Measure } from './report.ts'

interface Preset {
  readonly by: readonly ActivityDimension[]
  readonly measures: readonly Measure[]
  readonly depth: Depth
  readonly kinds: readonly OrganizationKind[]
  readonly types: readonly string[]
  readonly chart: ChartKind
}

/** Three meetings and one lecture 三会一课, by the catalogue's codes. */
const meetings = ['BRANCH_MEETING', 'COMMITTEE_MEETING', 'GROUP_MEETING', 'PARTY_LECTURE']

/** What officers ask for again and again; the period and the organisation stay as they are. */
export const presets = {
  branches: { by: ['ORGANIZATION', 'MONTH'], measures: ['count'], depth: 'each', kinds: ['PARTY'], types: [], chart: 'heat' },
  meetings: {
    by: ['ORGANIZATION', 'TYPE'],
    measures: ['count', 'attendanceRate'],
    depth: 'each',
    kinds: ['PARTY'],
    types: meetings,
    chart: 'stacked',
  },
  attendance: {
    by: ['ORGANIZATION'],
    measures: ['attendanceRate', 'count', 'attendances'],
    depth: 'each',
    kinds: [],
    types: [],
    chart: 'bar',
  },
  types: { by: ['TYPE'], measures: ['count', 'attendances', 'attendanceRate'], depth: '1', kinds: [], types: [], chart: 'bar' },
  trend: { by: ['MONTH', 'KIND'], measures: ['count'], depth: '1', kinds: [], types: [], chart: 'line' },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof presets
export const presetNames = Object.keys(presets) as PresetName[]
