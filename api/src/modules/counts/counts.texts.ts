import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the counts module has to say. */
export const countTexts = defineTexts({
  'zh-CN': {
    'counts.dimensions': '统计维度最多 {most} 个，且不能重复。',
    'counts.treeOrDay': '“按当时隶属”统计时不能再指定截至日期。',
    'counts.compareNeedsPeriod': '对比需要统计期间的起止日期，且起始日期不晚于截止日期。',
    'counts.compareByYear': '人员统计只能与上年同日对比。',
    'counts.subtotals': '小计的维度须取自统计维度，且不能重复。',
    'counts.invalid': '{field} 的取值不可用。',
    'counts.ledgerOfPersons': '您的账号可以看数字，但无权查看数字背后的人员名单。',
    'counts.personsByName': '无权查看人员信息的账号不能按姓名或编号统计。',
  },
  en: {
    'counts.dimensions': 'A count has at most {most} dimensions, each once.',
    'counts.treeOrDay': 'The tree as it was is the tree of each fact’s own day; an as-of day goes with the other tree.',
    'counts.compareNeedsPeriod': 'A comparison needs a period: `from` and `to`, and `to` not before `from`.',
    'counts.compareByYear': 'Members are compared with those of the same day last year.',
    'counts.subtotals': 'Subtotals are by dimensions of the count, each once.',
    'counts.invalid': 'The value of {field} cannot be used.',
    'counts.ledgerOfPersons': 'Your account may see figures, but not the persons behind them.',
    'counts.personsByName': 'Who may not see persons may not count them by name or code.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof countTexts> {}
}
