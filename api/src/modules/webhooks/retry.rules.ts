/** Seconds for which a delivery is tried, and for which an endpoint may take nothing before it is given up: three days. */
export const patience = 3 * 24 * 3600

const first = 5
const longest = 12 * 3600
const longestOfEndpoint = 10 * 60
const longestAsked = 24 * 3600

/**
 * How many seconds after the attempt of this number, from 1, the next one of the same delivery is due: five, four times as long each time, up to
 * twelve hours, and a quarter more or less by chance (0 to 1), so that not everything comes back at once.
 */
export function pauseAfter(attempt: number, chance: number): number {
  return Math.min(longest, first * 4 ** Math.min(attempt - 1, 20)) * (0.75 + chance / 2)
}

/**
 * How many seconds an endpoint is left alone once everything that was sent to it failed, for this many times in a row: it is asked more often than
 * any delivery, so that it is noticed when it is there again. It may ask for longer, up to a day.
 */
export function endpointPause(failures: number, retryAfter: number | null, chance: number): number {
  const usual = Math.min(longestOfEndpoint, first * 2 ** Math.min(failures - 1, 20)) * (0.75 + chance / 2)
  return Math.max(usual, Math.min(retryAfter ?? 0, longestAsked))
}
