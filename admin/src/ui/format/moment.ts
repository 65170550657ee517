const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The time of day of a moment, `09:30`, in Shanghai. */
export function timeOf(moment: string): string {
  return time.format(new Date(moment))
}

/** The moment of a day and a time in Shanghai, which has known no summer time since 1991. */
export function momentOf(day: string, timeOfDay: string): string {
  return `${day}T${timeOfDay}:00+08:00`
}
