/** A day so many days ago, YYYY-MM-DD; today is that of Shanghai, as in the product. */
export function daysAgo(days: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() - days * 86_400_000)
}
