/** Milliseconds of work that this process and its threads have done: what a busy machine does meanwhile does not count. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
