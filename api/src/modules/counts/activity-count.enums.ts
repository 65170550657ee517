import { registerEnumType } from 'type-graphql'

export const ActivityDimensions = {
  KIND: 'KIND',
  TYPE: 'TYPE',
  ORGANIZATION: 'ORGANIZATION',
  MONTH: 'MONTH',
  QUARTER: 'QUARTER',
  YEAR: 'YEAR',
} as const
export type ActivityDimension = keyof typeof ActivityDimensions
registerEnumType(ActivityDimensions, {
  name: 'ActivityDimension',
  description: 'What activities can be counted by 「统计维度」.',
  valuesConfig: {
    KIND: { description: 'The kind of the organiser 「类别」.' },
    TYPE: { description: 'The type of the activity 「活动类型」.' },
    ORGANIZATION: { description: 'The organiser, gathered at `organizationDepth` 「组织」.' },
    MONTH: { description: 'The month of the day it was held 「月份」.' },
    QUARTER: { description: 'The quarter of that day 「季度」.' },
    YEAR: { description: 'The year of that day 「年度」.' },
  },
})

export const ActivityCountOrders = {
  DIMENSIONS: 'DIMENSIONS',
  COUNT_DESC: 'COUNT_DESC',
  COUNT_ASC: 'COUNT_ASC',
  ATTENDANCES_DESC: 'ATTENDANCES_DESC',
} as const
export type ActivityCountOrder = keyof typeof ActivityCountOrders
registerEnumType(ActivityCountOrders, {
  name: 'ActivityCountOrder',
  description: 'Orders of the rows of a count.',
  valuesConfig: {
    DIMENSIONS: { description: 'By kind, place in the tree, type in the catalogue, time.' },
    COUNT_DESC: { description: 'Most activities first.' },
    COUNT_ASC: { description: 'Fewest activities first.' },
    ATTENDANCES_DESC: { description: 'Most attendances first.' },
  },
})
