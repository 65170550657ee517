import { type Language } from '../../../platform/i18n/language.ts'
import { type BothLanguages } from '../../counts/index.ts'
import { type ReportAspect } from '../report.enums.ts'

export const totalTitle: BothLanguages = { zh: '合计', en: 'Total' }
/** Facts that have no value. */
export const unknownWords: BothLanguages = { zh: '未填写', en: 'Not stated' }
export const restTitle: BothLanguages = { zh: '其余', en: 'The rest' }

export const aspectTitles: Readonly<Record<ReportAspect, BothLanguages>> = {
  FIGURE: { zh: '本期', en: 'Now' },
  SHARE: { zh: '占比', en: 'Share' },
  BEFORE: { zh: '上期', en: 'Before' },
  DIFFERENCE: { zh: '增减', en: 'Difference' },
  PERCENT: { zh: '增减幅度', en: 'Change' },
}

/** The key of a text in both languages. */
export function inLanguage(language: Language): keyof BothLanguages {
  return language === 'en' ? 'en' : 'zh'
}
