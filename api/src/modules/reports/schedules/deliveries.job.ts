import pRetry from 'p-retry'
import { type Logger } from 'pino'
import { type Transaction, type Writer } from '../../../platform/database/write.ts'
import { type Database } from '../../../platform/database/database.ts'
import { type QueuedJob } from '../../../platform/jobs/job-queue.ts'
import { type Mailer, MailFailure } from '../../../platform/mail/mailer.ts'
import { type AccountDirectory } from '../../accounts/index.ts'
import { type DeliveryContent, type DeliveryContents } from './delivery-content.ts'
import { pauseAfter } from './delivery.rules.ts'
import { claimDelivery, claimedUntil, type ClaimedDelivery, releaseDelivery } from './delivery.store.ts'
import { clockwork } from './due-schedules.job.ts'
import { type DeliveryReason } from './schedule.enums.ts'
import { askForDelivery, deliveryJob, type DeliveryPayload } from './schedule-runs.ts'

interface Parts {
  readonly database: Database
  readonly writer: Writer
  readonly accounts: AccountDirectory
  readonly logger: Logger
  /** Null where no mail server is set up. */
  readonly sending: { readonly mailer: Mailer; readonly contents: DeliveryContents } | null
}

/**
 * Sends one mail. It is noted before that it is being sent, and after that it was; whoever is killed in between leaves it to be sent again
 * under the same Message-ID, by which receivers know it. SMTP can promise no more.
 */
export class Deliveries implements QueuedJob<DeliveryPayload> {
  readonly name = deliveryJob.name

  constructor(private readonly parts: Parts) {}

  async run({ deliveryId }: DeliveryPayload): Promise<void> {
    const { database, accounts, sending } = this.parts
    const delivery = await claimDelivery(database, deliveryId)
    if (delivery === undefined) return this.comeBack(deliveryId)
    if (sending === null) return this.settle(delivery, { outcome: 'FAILED', reason: 'MAIL_NOT_SET_UP' })
    const content = await this.contentOf(delivery, () =>
      accounts.byId([delivery.accountId]).then((known) => sending.contents.of(delivery, known.get(delivery.accountId))),
    )
    if (!('mail' in content)) return this.settle(delivery, content)
    try {
      await sending.mailer.send(content.mail)
    } catch (error) {
      if (!(error instanceof MailFailure)) throw error
      return this.fail(delivery, error)
    }
    // a database that is away for a moment would have the mail sent again
    await pRetry(() => this.settle(delivery, { outcome: 'SENT', reason: null }), { retries: 6, minTimeout: 500 })
  }

  /** Somebody else has it; should he be dead by the end of his time, it is sent then. */
  private async comeBack(deliveryId: string): Promise<void> {
    const until = await claimedUntil(this.parts.database, deliveryId)
    if (until !== null)
      await askForDelivery({ query: (sql, values) => this.query(sql, values) }, deliveryId, new Date(until.getTime() + 1000))
  }

  /** What breaks before anything was sent gives the delivery back at once. */
  private async contentOf(delivery: ClaimedDelivery, make: () => Promise<DeliveryContent>): Promise<DeliveryContent> {
    try {
      return await make()
    } catch (error) {
      await releaseDelivery(this.parts.database, delivery.id)
      throw error
    }
  }

  private async fail(delivery: ClaimedDelivery, { lasting, code, smtpCode }: MailFailure): Promise<void> {
    this.parts.logger.warn({ delivery: delivery.id, attempt: delivery.attempts, code, smtpCode }, 'a mail was not taken')
    if (lasting) return this.settle(delivery, { outcome: 'FAILED', reason: 'REJECTED', smtpCode })
    const pause = pauseAfter(delivery.attempts)
    if (pause === null) return this.settle(delivery, { outcome: 'FAILED', reason: 'UNREACHABLE', smtpCode })
    await this.parts.writer.write(clockwork, 'reportDelivery.postpone', {}, async (tx) => {
      const [row] = await tx.query<{ at: Date }>(
        `WITH postponed AS (UPDATE report_delivery SET outcome = 'WAITING', reason = 'UNREACHABLE', smtp_code = $2, claimed_until = NULL,
           next_attempt_at = now() + make_interval(secs => $3), updated_at = now() WHERE id = $1 AND outcome = 'SENDING' RETURNING next_attempt_at AS at) SELECT at FROM postponed`,
        [delivery.id, smtpCode, pause / 1000],
      )
      if (row !== undefined) await askForDelivery(tx, delivery.id, row.at)
      return { userErrors: [] }
    })
  }

  private async settle(delivery: ClaimedDelivery, end: End): Promise<void> {
    const { outcome, reason, smtpCode = null } = end
    await this.parts.writer.write(clockwork, 'reportDelivery.settle', {}, async (tx: Transaction) => {
      const settled = await tx.query<{ id: string }>(
        `WITH settled AS (
           UPDATE report_delivery SET outcome = $2, reason = $3, smtp_code = $4, claimed_until = NULL, sent_at = CASE WHEN $2 = 'SENT' THEN now() END,
             updated_at = now() WHERE id = $1 AND outcome = 'SENDING' RETURNING id
         ) SELECT id FROM settled`,
        [delivery.id, outcome, reason, smtpCode],
      )
      const after = { outcome, reason, accountId: delivery.accountId, reportId: delivery.reportId }
      if (settled.length > 0) tx.audit({ entity: 'ReportDelivery', entityId: delivery.id, after })
      return { userErrors: [] }
    })
  }

  private async query(text: string, values: readonly unknown[] = []): Promise<never[]> {
    await this.parts.database.query({ text, values: [...values] })
    return []
  }
}

interface End {
  readonly outcome: 'SENT' | 'SKIPPED' | 'FAILED'
  readonly reason: DeliveryReason | null
  readonly smtpCode?: number | null
}
