import { registerEnumType } from 'type-graphql'
import { type BothLanguages, countModels, type CountSource, countSources } from '../../counts/index.ts'

export const CountSources = Object.fromEntries(countSources.map((source) => [source, source])) as {
  readonly [Source in CountSource]: Source
}
registerEnumType(CountSources, {
  name: 'CountSource',
  description: 'What a report counts 「统计对象」.',
  valuesConfig: {
    ACTIVITIES: { description: 'Activities, as `activityCounts` 「活动」.' },
    MEMBERS: { description: 'Places of members on a day, as `memberCounts` 「人员」.' },
    MEMBERSHIP_CHANGES: { description: 'Beginnings and endings of memberships, as `membershipChanges` 「组织身份变动」.' },
  },
})

/** The words over the rows and columns of a dimension. */
const dimensionTitles: Readonly<Record<string, BothLanguages>> = {
  ORGANIZATION: { zh: '组织', en: 'Organisation' },
  LED_BY: { zh: '领导党组织', en: 'Led by' },
  KIND: { zh: '类别', en: 'Kind' },
  LEVEL: { zh: '层级', en: 'Level' },
  CATEGORY: { zh: '活动大类', en: 'Category' },
  TYPE: { zh: '活动类型', en: 'Type' },
  STATUS: { zh: '状态', en: 'Status' },
  CHANGE: { zh: '变动类型', en: 'Change' },
  SEX: { zh: '性别', en: 'Sex' },
  AGE_BAND: { zh: '年龄段', en: 'Age' },
  EDUCATION: { zh: '学历', en: 'Education' },
  ETHNICITY: { zh: '民族', en: 'Ethnicity' },
  EMPLOYMENT_STATUS: { zh: '人员状态', en: 'Employment' },
  YEAR_OF_JOINING: { zh: '加入年份', en: 'Joined in' },
  DAY: { zh: '日期', en: 'Day' },
  WEEK: { zh: '周', en: 'Week' },
  MONTH: { zh: '月份', en: 'Month' },
  QUARTER: { zh: '季度', en: 'Quarter' },
  YEAR: { zh: '年度', en: 'Year' },
}

/** The words over the figures of a measure, by its name in the count; `<source>.<measure>` where sources differ. */
const measureTitles: Readonly<Record<string, BothLanguages>> = {
  'ACTIVITIES.count': { zh: '活动数', en: 'Activities' },
  'MEMBERS.count': { zh: '人次', en: 'Places' },
  'MEMBERSHIP_CHANGES.count': { zh: '变动数', en: 'Changes' },
  attendances: { zh: '参加人次', en: 'Attendances' },
  attendanceRate: { zh: '出勤率', en: 'Attendance rate' },
  distinctMembers: { zh: '人数', en: 'Persons' },
  joined: { zh: '增加', en: 'Joined' },
  left: { zh: '减少', en: 'Left' },
  net: { zh: '净增', en: 'Net' },
}

/** What stands over the rows or columns of a dimension. */
export function dimensionTitle(dimension: string): BothLanguages {
  return dimensionTitles[dimension] ?? { zh: dimension, en: dimension }
}

/** What stands over the figures of a measure. */
export function measureTitle(source: CountSource, measure: string): BothLanguages {
  return measureTitles[`${source}.${measure}`] ?? measureTitles[measure] ?? { zh: measure, en: measure }
}

const models = Object.entries(countModels)

/** Where a name belongs to. */
function sourcesOf(has: (model: (typeof models)[number][1]) => boolean): string {
  return models.flatMap(([source, model]) => (has(model) ? [source] : [])).join(', ')
}

export const ReportDimensions = Object.fromEntries(
  models.flatMap(([, { dimensions }]) => Object.keys(dimensions).map((name) => [name, name])),
)
registerEnumType(ReportDimensions, {
  name: 'ReportDimension',
  description: 'What the rows and columns of a report stand for; which source has which is told by each 「统计维度」.',
  valuesConfig: Object.fromEntries(
    Object.keys(ReportDimensions).map((name) => {
      const { zh, en } = dimensionTitle(name)
      return [name, { description: `${en} 「${zh}」. Of ${sourcesOf(({ dimensions }) => Object.hasOwn(dimensions, name))}.` }]
    }),
  ),
})

/** By the value of the GraphQL enum, the name in the count: ATTENDANCE_RATE is attendanceRate. */
export const ReportMeasures = Object.fromEntries(
  models.flatMap(([, { measures }]) => Object.keys(measures).map((name) => [constantOf(name), name])),
)
registerEnumType(ReportMeasures, {
  name: 'ReportMeasure',
  description: 'What a report counts of each group; which source has which is told by each 「指标」.',
  valuesConfig: Object.fromEntries(
    Object.entries(ReportMeasures).map(([constant, name]) => {
      const titles = [
        ...new Set(
          models.flatMap(([source, { measures }]) => (Object.hasOwn(measures, name) ? [measureTitle(source as CountSource, name).zh] : [])),
        ),
      ]
      return [
        constant,
        {
          description: `「${titles.join('、')}」. Of ${sourcesOf(({ measures }) => Object.hasOwn(measures, name))}; its field there says what it is.`,
        },
      ]
    }),
  ),
})

/** The name of a field as an enum's value. */
export function constantOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}
