import { addDays, addMonths, endOfMonth, endOfWeek, startOfMonth, startOfWeek } from '#ui/format/day-arithmetic.ts'

export type Span = 'month' | 'week'

/** A square of the calendar. */
export interface CalendarDay {
  readonly day: string
  /** Whether it belongs to the month that is looked at; squares at the edges do not. */
  readonly inSpan: boolean
  readonly isToday: boolean
}

/** The days that the calendar shows around a day, both included: whole weeks. */
export function shownDays(span: Span, day: string): { readonly from: string; readonly to: string } {
  if (span === 'week') return { from: startOfWeek(day), to: endOfWeek(day) }
  return { from: startOfWeek(startOfMonth(day)), to: endOfWeek(endOfMonth(day)) }
}

/** The squares, week by week, Monday first. */
export function weeksOf(span: Span, day: string, today: string): CalendarDay[][] {
  const { from, to } = shownDays(span, day)
  const month = day.slice(0, 7)
  const weeks: CalendarDay[][] = []
  for (let monday = from; monday <= to; monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const date = addDays(monday, index)
        return { day: date, inSpan: span === 'week' || date.startsWith(month), isToday: date === today }
      }),
    )
  }
  return weeks
}

/** The day to look at after turning the page. */
export function turned(span: Span, day: string, pages: number): string {
  return span === 'week' ? addDays(day, 7 * pages) : addMonths(day, pages)
}

/** Where a key leads from a day; undefined for keys that lead nowhere. */
export function dayAfterKey(key: string, day: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return startOfWeek(day)
    case 'End':
      return endOfWeek(day)
    case 'PageUp':
      return addMonths(day, -1)
    case 'PageDown':
      return addMonths(day, 1)
    default:
      return undefined
  }
}

/** What is on each day, the earliest first. */
export function byDay<Entry extends { readonly onDay: string; readonly plannedStart: string }>(
  entries: readonly Entry[],
): ReadonlyMap<string, readonly Entry[]> {
  const days = new Map<string, Entry[]>()
  for (const entry of entries) {
    const others = days.get(entry.onDay)
    if (others) others.push(entry)
    else days.set(entry.onDay, [entry])
  }
  const time = ({ plannedStart }: Entry) => new Date(plannedStart).getTime()
  for (const ofDay of days.values()) ofDay.sort((a, b) => time(a) - time(b))
  return days
}

/**
 * The last day that is known in full when rows arrive day by day and more are to come: the day of the last row may still go on.
 * Undefined while no day is.
 */
export function knownThrough(rows: readonly { readonly onDay: string }[], hasMore: boolean, to: string): string | undefined {
  if (!hasMore) return to
  const last = rows.at(-1)
  return last && addDays(last.onDay, -1)
}
