import { registerEnumType } from 'type-graphql'

export const CountTrees = { NOW: 'NOW', AS_IT_WAS: 'AS_IT_WAS' } as const
registerEnumType(CountTrees, {
  name: 'CountTree',
  description: 'The tree by which facts are gathered 「统计口径」.',
  valuesConfig: {
    NOW: { description: 'Today’s tree, or that of `asOf`: all facts as they stand now 「按现行隶属」.' },
    AS_IT_WAS: { description: 'Each fact where its organisation stood on the fact’s day 「按当时隶属」.' },
  },
})

export const CountComparisons = { PREVIOUS_PERIOD: 'PREVIOUS_PERIOD', SAME_PERIOD_LAST_YEAR: 'SAME_PERIOD_LAST_YEAR' } as const
registerEnumType(CountComparisons, {
  name: 'CountComparison',
  description: 'The earlier period that a count is held against 「对比期」.',
  valuesConfig: {
    PREVIOUS_PERIOD: {
      description:
        'As long as the period of the filter and right before it: as many months where it is of whole months, else as many days 「环比」.',
    },
    SAME_PERIOD_LAST_YEAR: { description: 'Twelve months earlier 「同比」.' },
  },
})
