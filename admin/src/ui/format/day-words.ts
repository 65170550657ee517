const monday = Date.UTC(2024, 0, 1)
const formatters = new Map<string, Intl.DateTimeFormat>()

/** 2026年11月 · November 2026. */
export function monthWords(day: string, language: string): string {
  return formatterOf(language, { year: 'numeric', month: 'long' }).format(dateOf(day))
}

/** 11月23日 星期一 · Monday, 23 November. */
export function dayWords(day: string, language: string): string {
  return formatterOf(language, { month: 'long', day: 'numeric', weekday: 'long' }).format(dateOf(day)).replace('星期', ' 星期')
}

/** The days of the week, Monday first: short for headings, long for those who listen. */
export function weekdayWords(language: string): { short: string; long: string }[] {
  return Array.from({ length: 7 }, (_, index) => {
    const date = new Date(monday + index * 86_400_000)
    return {
      short: formatterOf(language, { weekday: 'short' }).format(date),
      long: formatterOf(language, { weekday: 'long' }).format(date),
    }
  })
}

function formatterOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // English as the rest of the admin writes it: the day before the month
  const locale = language === 'en' ? 'en-GB' : language
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  formatters.set(key, known)
  return known
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
