import { Problem } from '../database/problem.ts'
import { ApiEnded } from './api-process.ts'

/** Prints what a person can mend as it is, and everything else with its stack; the program will end with an error. */
export function report(error: unknown): void {
  // the API has said itself why it ended
  if (!(error instanceof ApiEnded)) console.error(error instanceof Problem ? error.message : error)
  process.exitCode = 1
}
