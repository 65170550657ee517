import type { Day, Language, Text } from '@qizhi/codes'

/** How sure we are: S sure, L likely, ? to be checked. What is not S is shown as 待核 with its source. */
export type Certainty = 'S' | 'L' | '?'

/** A regulation in one of its editions. A revised text is a regulation of its own. */
export interface Regulation {
  readonly id: string
  readonly title: Text
  /** The day it took effect. */
  readonly effective: Day
  /** How sure the day is. */
  readonly effectiveCertainty: Certainty
  /** The number of the document that carries it, such as 总工发〔2016〕27号. */
  readonly documentNumber?: string
  /** One or several articles, or the whole text where none is named. */
  article(article?: number | string): Source
}

/** Where a rule is written. */
export interface Source {
  readonly regulation: Regulation
  readonly article?: string
}

/** Declares a regulation. */
export function regulation(
  definition: Omit<Regulation, 'article' | 'effectiveCertainty'> & { readonly effectiveCertainty?: Certainty },
): Regulation {
  const declared: Regulation = {
    effectiveCertainty: 'S',
    ...definition,
    article: (article) => (article === undefined ? { regulation: declared } : { regulation: declared, article: String(article) }),
  }
  return declared
}

/** A source in words: 《中国共产党支部工作条例（试行）》第 4 条. */
export function sourceText(source: Source, language: Language): string {
  const title = source.regulation.title[language]
  if (language === 'zh') return `《${title}》${source.article === undefined ? '' : `第 ${source.article} 条`}`
  return source.article === undefined ? title : `${title}, art. ${source.article}`
}
