interface Figures {
  readonly expectedCount: number
  readonly attendanceRate?: number | null
  readonly leaveCount: number
  readonly absentCount: number
}

/**
 * Of how many of the expected nothing is recorded. The number present counts guests as well, so those expected and present are read
 * off the rate, which is exact for any list that an organisation can have.
 */
export function unsaidOf({ expectedCount, attendanceRate, leaveCount, absentCount }: Figures): number {
  const came = Math.round(((attendanceRate ?? 0) * expectedCount) / 10_000)
  return Math.max(0, expectedCount - came - leaveCount - absentCount)
}

/** Whether anything is recorded of who came; until then there is no rate to speak of. */
export function isRecorded({
  presentCount,
  leaveCount,
  absentCount,
  observerCount,
}: {
  presentCount: number
  leaveCount: number
  absentCount: number
  observerCount: number
}): boolean {
  return presentCount + leaveCount + absentCount + observerCount > 0
}
