/** Calendar days are texts, YYYY-MM-DD, in the time zone of the organisation; JavaScript's dates are moments and stay out of it. */
const zone = 'Asia/Shanghai'
const dayParts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
const minuteParts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Today in Shanghai. */
export function today(now: Date = new Date()): string {
  return dayParts.format(now)
}

/** A moment as `2026-11-23 09:30`, Shanghai time. */
export function formatMoment(moment: string): string {
  const date = new Date(moment)
  return `${dayParts.format(date)} ${minuteParts.format(date)}`
}

/** The day of a moment, Shanghai time. */
export function dayOf(moment: string): string {
  return dayParts.format(new Date(moment))
}

/** 1 January of a day's year. */
export function startOfYear(day: string): string {
  return `${day.slice(0, 4)}-01-01`
}
