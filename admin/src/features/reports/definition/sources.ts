import { type CountSource, type ReportDimension, type ReportMeasure } from '#gql'

/** How the value of a filter field is written. */
export type FilterShape = 'list' | 'text'

interface Source {
  readonly dimensions: readonly ReportDimension[]
  readonly measures: readonly ReportMeasure[]
  /** What is counted when nothing is said. */
  readonly measure: ReportMeasure
  /** The field of a definition that holds the filter. */
  readonly filter: 'activityFilter' | 'memberFilter' | 'membershipChangeFilter'
  readonly filters: Readonly<Record<string, FilterShape>>
  /** Whether its ledger names persons. */
  readonly persons: boolean
}

const places = ['ORGANIZATION', 'KIND', 'LEVEL', 'LED_BY'] as const
export const times = ['MONTH', 'QUARTER', 'YEAR', 'WEEK', 'DAY'] as const satisfies readonly ReportDimension[]

/** What can be counted, and by what, in the order in which it is offered. */
export const sources: Readonly<Record<CountSource, Source>> = {
  ACTIVITIES: {
    dimensions: [...places, 'TYPE', 'CATEGORY', 'STATUS', ...times],
    measures: ['COUNT', 'ATTENDANCES', 'ATTENDANCE_RATE', 'DISTINCT_MEMBERS'],
    measure: 'COUNT',
    filter: 'activityFilter',
    filters: { types: 'list', kinds: 'list', statuses: 'list', query: 'text' },
    persons: false,
  },
  MEMBERS: {
    dimensions: [...places, 'STATUS', 'SEX', 'AGE_BAND', 'EDUCATION', 'ETHNICITY', 'EMPLOYMENT_STATUS', 'YEAR_OF_JOINING'],
    measures: ['DISTINCT_MEMBERS', 'COUNT'],
    measure: 'DISTINCT_MEMBERS',
    filter: 'memberFilter',
    filters: {
      kinds: 'list',
      statuses: 'list',
      placeKinds: 'list',
      sexes: 'list',
      ethnicities: 'list',
      educations: 'list',
      employmentStatuses: 'list',
      bornFrom: 'text',
      bornTo: 'text',
      query: 'text',
    },
    persons: true,
  },
  MEMBERSHIP_CHANGES: {
    dimensions: [...places, 'STATUS', 'CHANGE', 'SEX', 'AGE_BAND', ...times],
    measures: ['COUNT', 'JOINED', 'LEFT', 'NET', 'DISTINCT_MEMBERS'],
    measure: 'COUNT',
    filter: 'membershipChangeFilter',
    filters: { kinds: 'list', statuses: 'list', changes: 'list', sexes: 'list' },
    persons: true,
  },
}

export const sourceNames = Object.keys(sources) as CountSource[]

/** The API takes no more at once, rows and columns together. */
export const mostDimensions = 4

export function isTime(dimension: ReportDimension): boolean {
  return times.some((time) => time === dimension)
}

/** Whether the figures of a measure can be added up. */
export function addsUp(measure: ReportMeasure): boolean {
  return measure !== 'ATTENDANCE_RATE' && measure !== 'DISTINCT_MEMBERS' && measure !== 'NET'
}

export function isRate(measure: ReportMeasure): boolean {
  return measure === 'ATTENDANCE_RATE'
}
