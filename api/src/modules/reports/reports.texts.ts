import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the reports module has to say. */
export const reportTexts = defineTexts({
  'zh-CN': {
    'report.name': '报表名称须为 1 至 {most} 个字，不含换行。',
    'report.description': '报表说明最多 {most} 个字。',
    'report.stale': '报表已被修改（当前版本 {version}），请看过最新内容后重试。',
    'report.organization': '在您的管理范围内没有这个组织。',
    'report.tooManyShares': '一个报表最多共享给 {most} 个组织。',
    'report.daysWithoutPeriod': '只有“自定期间”才需要起止日期。',
    'report.periodNeedsDays': '“自定期间”需要起始日期和截止日期。',
    'report.periodBackwards': '截止日期不能早于起始日期。',
    'report.otherFilter': '这一筛选条件不属于所选的统计对象。',
    'report.isParameter': '组织和期间请在报表参数中填写。',
    'report.measureTwice': '每个指标只能出现一次。',
    'report.notWithColumns': '有列维度时，行只能按维度排列，且不能只取前几行。',
    'report.first': '行数须为 1 至 {most}。',
    'report.chart': '这种图表与所选的行、列维度不相配。',
    'report.tooManyColumns': '这张表有 {columns} 列，超过 {most} 列。请减少列维度，或缩短期间。',
    'report.tooManyGroups': '这张表超过 {most} 个分组。请减少维度，或缩小范围。',
    'report.oneOfTwo': '请给出报表的 id 或定义，二者之一。',
    'report.archived': '报表已归档，请先恢复。',
  },
  en: {
    'report.name': 'The name of a report has 1 to {most} characters on one line.',
    'report.description': 'The description of a report has at most {most} characters.',
    'report.stale': 'The report has changed (it is at version {version} now); look at it again and retry.',
    'report.organization': 'There is no such organisation in your scope.',
    'report.tooManyShares': 'A report is shared with at most {most} organisations.',
    'report.daysWithoutPeriod': 'Only the period FROM_TO takes days.',
    'report.periodNeedsDays': 'The period FROM_TO needs its first and its last day.',
    'report.periodBackwards': 'The last day is before the first.',
    'report.otherFilter': 'This filter belongs to something else than what is counted.',
    'report.isParameter': 'The organisation and the period are parameters of a report.',
    'report.measureTwice': 'Each figure stands once.',
    'report.notWithColumns': 'With column dimensions, all rows are shown, by their dimensions.',
    'report.first': 'The number of rows is 1 to {most}.',
    'report.chart': 'This chart does not fit the dimensions of rows and columns.',
    'report.tooManyColumns': 'This table has {columns} columns, more than {most}. Take fewer column dimensions, or a shorter period.',
    'report.tooManyGroups': 'This table has more than {most} groups. Take fewer dimensions, or a smaller part.',
    'report.oneOfTwo': 'Give the id of a report or a definition, one of them.',
    'report.archived': 'The report is archived; bring it back first.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof reportTexts> {}
}
