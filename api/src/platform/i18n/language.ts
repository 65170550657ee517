/** The languages that the product speaks; the first is the default. */
export const languages = ['zh-CN', 'en'] as const

export type Language = (typeof languages)[number]

/**
 * The language of an answer: what the product's own header says, else the first of `Accept-Language` that is spoken here, by
 * weight.
 */
export function languageOf({ own, accepted }: { own?: string | undefined; accepted?: string | undefined }): Language {
  if (own === undefined && accepted === undefined) return languages[0]
  return (
    spoken(own ?? '') ??
    acceptedLanguages(accepted ?? '')
      .map(spoken)
      .find((language) => language !== undefined) ??
    languages[0]
  )
}

function acceptedLanguages(header: string): string[] {
  return header
    .slice(0, longestHeader)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find((text) => text !== undefined)
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}

const longestHeader = 500

function spoken(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split('-')[0]
  return primary === 'zh' ? 'zh-CN' : primary === 'en' ? 'en' : undefined
}
