/** In milliseconds after each attempt that failed for now: soon at first, then less and less often, for a day and a half altogether. */
const pauses = [1, 5, 15, 60, 180, 360, 720, 720].map((minutes) => minutes * 60_000)

/** How long to wait after so many attempts; null: it has been tried often enough. */
export function pauseAfter(attempts: number): number | null {
  return pauses[attempts - 1] ?? null
}

/** In seconds: for so long, whoever began to send has it; longer than making the files and all timeouts of the mail server. */
export const claim = 180

/** In bytes, of all files of a mail: what mail servers take, less what they grow by on the way. */
export const mostBytes = 15 * 1024 * 1024
