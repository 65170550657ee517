/** Names one after the other, as the language writes them. */
export function listed(names: readonly string[], language: string): string {
  return names.join(language === 'en' ? ', ' : '、')
}

/** The first of many names, and how many more there are; nothing for none. */
export function firstOf(names: readonly string[], language: string, most = 2): string | undefined {
  if (names.length === 0) return undefined
  return names.length > most ? `${listed(names.slice(0, most), language)} +${names.length - most}` : listed(names, language)
}
