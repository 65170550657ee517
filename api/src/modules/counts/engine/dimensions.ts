import { Int } from 'type-graphql'
import { kindNames, type OrganizationKind as RuleKind } from '@qizhi/rulebook'
import { type Sql } from '../../../platform/graph/graph.ts'
import { DateScalar } from '../../../platform/graph/scalars.ts'
import { organizationGraph, OrganizationKinds, OrganizationLevels, OrganizationType } from '../../organizations/index.ts'
import { type BothLanguages } from './count-query.ts'
import { columnOf, type Dimension } from './model.ts'

/** Where the fact's organisation stands: dimensions that every count has. `owner` names it in the documentation. */
export function placeDimensions(owner: {
  readonly kind: string
  readonly organization: string
}): Record<'ORGANIZATION' | 'LED_BY' | 'KIND' | 'LEVEL', Dimension> {
  return {
    ORGANIZATION: {
      ...organizationDimension('ORGANIZATION', ({ p }) => `${p}.group_id`),
      field: 'organization',
      description: owner.organization,
      nullable: false,
    },
    LED_BY: {
      ...organizationDimension('LED_BY', ({ p }) => `${p}.led_by_id`),
      field: 'ledBy',
      description:
        'The Party organisation that leads the organisation, by a link of its own or of the nearest one above it; null where there is none, or outside the viewer’s scope 「领导党组织」.',
      nullable: true,
    },
    KIND: {
      field: 'kind',
      description: owner.kind,
      type: () => OrganizationKinds,
      of: ({ p }) => `${p}.kind`,
      sqlType: 'text',
      nullable: false,
      family: 'place',
      order: (g) => ({ key: listed(Object.keys(OrganizationKinds), `${g}.d_kind`) }),
      label: (key) => heading(kindNames[key as RuleKind]),
    },
    LEVEL: {
      field: 'level',
      description: 'The level of the organisation, as it is today 「层级」.',
      type: () => OrganizationLevels,
      of: ({ p }) => `${p}.level`,
      sqlType: 'text',
      nullable: false,
      family: 'place',
      order: (g) => ({ key: listed(Object.keys(OrganizationLevels), `${g}.d_level`) }),
      label: labelsOf(levelLabels),
    },
  }
}

/** The words of a sentence as they stand by themselves. */
function heading({ zh, en }: BothLanguages): BothLanguages {
  return { zh, en: en.charAt(0).toUpperCase() + en.slice(1) }
}

const levelLabels: Record<string, BothLanguages> = {
  COMMITTEE: { zh: '委员会', en: 'Committee' },
  GENERAL_BRANCH: { zh: '总支', en: 'General branch' },
  BRANCH: { zh: '支部', en: 'Branch' },
  JOINT_BRANCH: { zh: '联合支部', en: 'Joint branch' },
  TEMPORARY_BRANCH: { zh: '临时支部', en: 'Temporary branch' },
  GROUP: { zh: '小组', en: 'Group' },
  JOINT_COMMITTEE: { zh: '联合委员会', en: 'Joint committee' },
  SUB_UNION: { zh: '分工会', en: 'Sub-union' },
  BUREAU: { zh: '局', en: 'Bureau' },
  INSTITUTION: { zh: '直属单位', en: 'Institution' },
  DEPARTMENT: { zh: '科室', en: 'Department' },
}

function organizationDimension(name: string, of: Dimension['of']): Omit<Dimension, 'field' | 'description' | 'nullable'> {
  const sorted = `sorted_${name.toLowerCase()}`
  return {
    type: () => OrganizationType,
    of,
    sqlType: 'uuid',
    family: 'place',
    order: (g) => ({
      key: `${sorted}.path`,
      join: `LEFT JOIN organization_placement ${sorted} ON ${sorted}.organization_id = ${g}.${columnOf(name)} AND upper_inf(${sorted}.valid)`,
    }),
    object: { graph: organizationGraph, column: 'id' },
    label: { sql: (key) => `SELECT o.name AS zh, o.name AS en FROM organization o WHERE o.id = ${key}` },
  }
}

/** Read off the day of the fact. `when` says which day that is. */
export function timeDimensions(when: string): Record<'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR', Dimension> {
  const dimension = (field: string, description: string, of: (day: Sql) => Sql, more: Partial<Dimension> = {}): Dimension => ({
    field,
    description: `${description} of ${when}.`,
    type: () => String,
    of: ({ day }) => of(day()),
    sqlType: 'text',
    nullable: false,
    family: 'time',
    label: (key) => ({ zh: key, en: key }),
    ...more,
  })
  return {
    DAY: dimension('day', 'The day 「日期」, such as `2026-03-02`,', (day) => day, { type: () => DateScalar, sqlType: 'date' }),
    WEEK: dimension('week', 'The week 「周」, from Monday, by ISO 8601, such as `2026-W09`,', (day) => `to_char(${day}, 'IYYY"-W"IW')`),
    // roll-ups have the first day of the month, and making its text takes longer than to gather the groups
    MONTH: dimension('month', 'The month 「月份」, such as `2026-03`,', (day) => day, {
      of: ({ month }) => month(),
      shown: (day) => day.slice(0, 'YYYY-MM'.length),
      told: { of: (day) => `to_char(${day}, 'YYYY-MM')`, toKey: (month) => `(${month} || '-01')::date`, shape: /^[1-9]\d{3}-(0[1-9]|1[0-2])$/ },
    }),
    QUARTER: dimension('quarter', 'The quarter 「季度」, such as `2026-Q1`,', (day) => `to_char(${day}, 'YYYY"-Q"Q')`),
    YEAR: dimension('year', 'The year 「年度」', (day) => `extract(year FROM ${day})::int`, { type: () => Int, sqlType: 'int' }),
  }
}

/** The words of an enum's values. */
export function labelsOf(labels: Readonly<Record<string, BothLanguages>>): (key: string) => BothLanguages {
  return (key) => labels[key] ?? { zh: key, en: key }
}

/** The place of a value in a list, to sort by. */
export function listed(values: readonly string[], value: Sql): Sql {
  return `array_position(ARRAY[${values.map((each) => `'${each}'`).join(', ')}], ${value})`
}
