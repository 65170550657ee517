import { registerEnumType } from 'type-graphql'

export const ReportPeriods = {
  THIS_YEAR: 'THIS_YEAR',
  LAST_YEAR: 'LAST_YEAR',
  THIS_QUARTER: 'THIS_QUARTER',
  LAST_QUARTER: 'LAST_QUARTER',
  THIS_MONTH: 'THIS_MONTH',
  LAST_MONTH: 'LAST_MONTH',
  FROM_TO: 'FROM_TO',
} as const
export type ReportPeriod = keyof typeof ReportPeriods
registerEnumType(ReportPeriods, {
  name: 'ReportPeriod',
  description: 'The period that a report is of, by the day in Asia/Shanghai on which it is run 「统计期间」.',
  valuesConfig: {
    THIS_YEAR: { description: 'The calendar year, to its last day 「本年」.' },
    LAST_YEAR: { description: 'The calendar year before 「上年」.' },
    THIS_QUARTER: { description: 'The quarter, to its last day 「本季度」.' },
    LAST_QUARTER: { description: 'The quarter before 「上季度」.' },
    THIS_MONTH: { description: 'The month, to its last day 「本月」.' },
    LAST_MONTH: { description: 'The month before 「上月」.' },
    FROM_TO: { description: 'From a day to a day 「自定期间」.' },
  },
})

export const ReportCharts = {
  NONE: 'NONE',
  BAR: 'BAR',
  LINE: 'LINE',
  STACKED: 'STACKED',
  HEAT_MAP: 'HEAT_MAP',
  TREE_MAP: 'TREE_MAP',
} as const
export type ReportChart = keyof typeof ReportCharts
registerEnumType(ReportCharts, {
  name: 'ReportChart',
  description: 'The chart beside a report’s table 「图表」.',
  valuesConfig: {
    NONE: { description: 'None 「不显示」.' },
    BAR: { description: 'A bar for each row 「柱状图」. Needs a row dimension.' },
    LINE: { description: 'A line over the rows 「折线图」. Needs a row dimension.' },
    STACKED: { description: 'A bar for each row, made of the columns 「堆叠图」. Needs a row and a column dimension.' },
    HEAT_MAP: { description: 'A field for each row and column 「热力图」. Needs one row and one column dimension.' },
    TREE_MAP: { description: 'An area for each row 「矩形树图」. Needs a row dimension.' },
  },
})

export const ReportUnits = { NUMBER: 'NUMBER', TEN_THOUSANDTHS: 'TEN_THOUSANDTHS' } as const
export type ReportUnit = keyof typeof ReportUnits
registerEnumType(ReportUnits, {
  name: 'ReportUnit',
  description: 'What the figures of a column are 「单位」.',
  valuesConfig: {
    NUMBER: { description: 'Numbers 「数」.' },
    TEN_THOUSANDTHS: { description: 'Rates and shares in ten-thousandths: 9750 is 97.50 % 「万分比」.' },
  },
})

export const ReportAspects = { FIGURE: 'FIGURE', SHARE: 'SHARE', BEFORE: 'BEFORE', DIFFERENCE: 'DIFFERENCE', PERCENT: 'PERCENT' } as const
export type ReportAspect = keyof typeof ReportAspects
registerEnumType(ReportAspects, {
  name: 'ReportAspect',
  description: 'What a column tells of its measure 「指标口径」.',
  valuesConfig: {
    FIGURE: { description: 'The figure itself 「本期」.' },
    SHARE: { description: 'How much of the total it is, in ten-thousandths; of measures that add up 「占比」.' },
    BEFORE: { description: 'The figure of the earlier period 「上期」.' },
    DIFFERENCE: { description: 'The figure less the earlier one 「增减」.' },
    PERCENT: { description: 'The difference in ten-thousandths of the earlier figure; null where that is not above 0 「增减幅度」.' },
  },
})

export const ReportActions = { UPDATE: 'UPDATE', SHARE: 'SHARE', ARCHIVE: 'ARCHIVE', COPY: 'COPY' } as const
export type ReportAction = keyof typeof ReportActions
registerEnumType(ReportActions, {
  name: 'ReportAction',
  description: 'What the viewer may do with a report 「可用操作」.',
  valuesConfig: {
    UPDATE: { description: 'updateReport 「修改」.' },
    SHARE: { description: 'shareReport 「共享」.' },
    ARCHIVE: { description: 'archiveReport, also to bring it back 「归档」.' },
    COPY: { description: 'createReport with its definition 「复制」.' },
  },
})
