import { setTimeout as pause } from 'node:timers/promises'
import { type ExecutionResult } from 'graphql'
import { AppError } from '../../errors/app-error.ts'
import { databaseProblem } from '../../errors/database-error.ts'
import { leavable } from '../../leavable.ts'
import { refused } from '../document-problems.ts'
import { actualCost } from './actual-cost.ts'
import { limits } from './limits.ts'
import { type RateLimit, throwIfRefused } from './rate-limit.ts'

type Results = AsyncGenerator<ExecutionResult, void, undefined>

/** In seconds: how long a page waits for room in its principal's bucket. A page alone, the dearest too, waits four. */
const patience = 10

/**
 * What a subscription costs its principal: its estimate when it begins, of which the first page gives back what it did not cost, and each
 * later page what is in it. What is looked at and not told costs nothing.
 */
export class SubscriptionCharge {
  /** What the estimate that was taken has not yet been used for; undefined once the first page is settled. */
  private prepaid: number | undefined
  private owed = 0

  private constructor(
    private readonly rate: RateLimit | undefined,
    private readonly subject: string,
    private readonly estimate: number,
  ) {
    this.prepaid = estimate
  }

  /** Takes what a subscription is estimated to cost. @throws AppError THROTTLED, which says for how long */
  static async take(rate: RateLimit | undefined, subject: string, estimate: number): Promise<SubscriptionCharge> {
    if (rate !== undefined) throwIfRefused(await rate.take(subject, estimate))
    return new SubscriptionCharge(rate, subject, estimate)
  }

  /** Gives back what was taken for a first page that never came. */
  dismiss(): void {
    this.rate?.giveBack(this.subject, this.prepaid ?? 0)
    this.prepaid = undefined
  }

  /**
   * The same results, each paid for and with its cost. One that finds no room in the bucket waits for it, and holds up what would be read next;
   * where that would be too long, the subscription ends with THROTTLED. It is taken up again from the last cursor.
   */
  settling(results: Results): Results {
    return leavable((leaving) => this.settled(results, leaving))
  }

  private async *settled(results: Results, leaving: AbortSignal): Results {
    leaving.addEventListener('abort', () => void results.return().catch(() => undefined))
    for await (const result of results) {
      const actual = Math.min(this.estimate, actualCost(result.data))
      try {
        await this.pay(actual, leaving)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        yield { data: null, errors: [refused(error)] }
        return
      }
      if (leaving.aborted) return
      yield { ...result, extensions: { ...result.extensions, cost: { requested: this.estimate, actual, limit: limits.cost } } }
    }
  }

  private async pay(actual: number, leaving: AbortSignal): Promise<void> {
    if (this.rate === undefined) return
    if (this.prepaid !== undefined) {
      this.rate.giveBack(this.subject, this.prepaid - actual)
      this.prepaid = undefined
      return
    }
    this.owed += actual
    for (let waited = 0; !leaving.aborted;) {
      const standing = await this.rate.take(this.subject, this.owed).catch((error: unknown) => {
        if (databaseProblem(error) === 'unavailable') return undefined
        throw error
      })
      // a follower outlives an outage of the database; what he owes is taken with the next page
      if (standing === undefined) return
      const { retryAfter } = standing
      if (retryAfter === undefined) {
        this.owed = 0
        return
      }
      waited += retryAfter
      if (waited > patience) throwIfRefused(standing)
      await pause(retryAfter * 1000, undefined, { signal: leaving }).catch(() => undefined)
    }
  }
}
