import { activityCategories } from '@qizhi/rulebook'
import {
  ActivityCategories,
  type ActivityFilter,
  activityGraph,
  ActivityStatuses,
  activityTypeGraph,
  ActivityTypeType,
} from '../activities/index.ts'
import { activityFacts, activityPersons, activityRows, countedFilter, countedRows } from './activity-facts.ts'
import { labelsOf, listed, placeDimensions, timeDimensions } from './engine/dimensions.ts'
import { type CountModel } from './engine/model.ts'

/** Activities: each belongs to its organiser, on the day on which it was held or is planned. */
export const activityCountModel: CountModel = {
  name: 'activityCounts',
  noun: 'Activity',
  plural: { zh: '活动', en: 'activities' },
  permission: 'counts:read',
  dimensions: {
    ...placeDimensions({
      kind: 'The kind of the organiser 「类别」.',
      organization:
        'The organiser, gathered at `organizationDepth`: at the depth its whole subtree is counted, above it only what it held itself 「组织」.',
    }),
    CATEGORY: {
      field: 'category',
      description: 'The group of the catalogue that the type belongs to 「活动大类」.',
      type: () => ActivityCategories,
      of: () => 'category.category',
      join: (f) => `JOIN activity_type category ON category.code = ${f}.type_code`,
      sqlType: 'text',
      nullable: false,
      family: 'type',
      order: (g) => ({ key: listed(Object.keys(ActivityCategories), `${g}.d_category`) }),
      label: labelsOf(activityCategories),
    },
    TYPE: {
      field: 'type',
      description: 'The type of the activity 「活动类型」.',
      type: () => ActivityTypeType,
      of: ({ f }) => `${f}.type_code`,
      sqlType: 'text',
      nullable: false,
      family: 'type',
      order: (g) => ({
        key: `sorted_type.position, ${g}.d_type COLLATE "C"`,
        join: `LEFT JOIN activity_type sorted_type ON sorted_type.code = ${g}.d_type`,
      }),
      object: { graph: activityTypeGraph, column: 'code' },
      label: { sql: (key) => `SELECT type.name_zh AS zh, type.name_en AS en FROM activity_type type WHERE type.code = ${key}` },
    },
    STATUS: {
      field: 'status',
      description: 'Where the activity stands 「活动状态」.',
      type: () => ActivityStatuses,
      of: ({ f }) => `${f}.status`,
      sqlType: 'text',
      nullable: false,
      family: 'own',
      order: (g) => ({ key: listed(Object.keys(ActivityStatuses), `${g}.d_status`) }),
      label: labelsOf({
        PLANNED: { zh: '已策划', en: 'Planned' },
        HELD: { zh: '已举办', en: 'Held' },
        ARCHIVED: { zh: '已归档', en: 'Archived' },
        CANCELLED: { zh: '已取消', en: 'Cancelled' },
      }),
    },
    ...timeDimensions('the day it was held, or is planned for'),
  },
  measures: {
    count: { kind: 'sum', of: 'activities', shared: true, aboutPersons: false, description: 'How many activities 「活动数」.' },
    attendances: {
      kind: 'sum',
      of: 'attendances',
      shared: true,
      aboutPersons: false,
      description: 'How many times a person took part: present and observers 「参加人次」.',
    },
    attendanceRate: {
      kind: 'ratio',
      part: 'expected_present',
      whole: 'expected',
      aboutPersons: false,
      description:
        'Of those expected, how many were present, in ten-thousandths, rounded half up; null when nobody was expected 「出勤率，万分比」.',
    },
    distinctMembers: {
      kind: 'persons',
      aboutPersons: true,
      description: 'How many different persons took part; dearer than the other measures, and computed only when asked for 「参加人数」.',
    },
  },
  sums: ['activities', 'attendances', 'expected', 'expected_present'],
  presence: 'activities',
  timed: true,
  countedFilter: (filter) => ({ ...countedFilter(filter as ActivityFilter) }),
  tops: (filter) => filter as ActivityFilter,
  facts: activityFacts,
  persons: activityPersons,
  rows: activityRows,
  domain: (family, names, { filter }, q) => {
    const { types, statuses } = filter as ActivityFilter
    if (family === 'own') return `SELECT status.code AS d_status FROM unnest(${q.param(statuses)}::text[]) AS status (code)`
    const columns = names.map((name) => (name === 'TYPE' ? 'type.code AS d_type' : 'type.category AS d_category'))
    const which = types == null ? 'type.kinds && ARRAY(SELECT tops.kind FROM tops)' : `type.code = ANY(${q.param(types)}::text[])`
    return `SELECT DISTINCT ${columns.join(', ')} FROM activity_type type WHERE ${which}`
  },
  ledger: {
    graph: activityGraph,
    order: 'DAY_DESC',
    persons: false,
    fact: (t, { filter }, q) => ({
      columns: `${t}.organization_id, ${t}.on_day AS day, ${t}.type_code, ${t}.status`,
      where: countedRows(t, filter as ActivityFilter, q),
    }),
  },
}
