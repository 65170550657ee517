import { type Logger } from 'pino'
import { rolePermissions, roles } from '../../platform/access/permissions.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { type Database } from '../../platform/database/database.ts'
import { Reader } from '../../platform/graph/reader.ts'
import { type Say } from '../../platform/i18n/texts.ts'
import { type QueuedJob, queueJob } from '../../platform/jobs/job-queue.ts'
import { type Mailer, MailFailure } from '../../platform/mail/mailer.ts'
import { type AccountDirectory, type KnownAccount } from '../accounts/index.ts'
import { type GivenUp, noticeMail } from './notice-mail.ts'
import { webhookGraph } from './webhook.graph.ts'

interface Parts {
  readonly database: Database
  readonly accounts: AccountDirectory
  readonly logger: Logger
  readonly say: Say
  /** Null where no mail server is set up. */
  readonly mailer: Mailer | null
}

/** Whatever sends a statement in somebody's transaction. */
interface Sender {
  query(sql: string, parameters?: readonly unknown[]): Promise<unknown>
}

/** That an endpoint was given up once; each time is told once, by an id of its own. */
type Notice = { readonly endpointId: string; readonly noticeId: string }

const noticesJob = { name: 'webhooks.notices' } as const
const noticeJob = { name: 'webhooks.notice' } as const

/** Has those who are in charge of an endpoint told that it was given up, once the transaction that does so is committed. */
export async function askForNotices(tx: Sender, endpointId: string, noticeId: string): Promise<void> {
  await queueJob<Notice>(tx, noticesJob, { endpointId, noticeId }, { key: `webhook-notices:${endpointId}` })
}

/** Finds who is to be told: a mail is a job of its own, so that one that is not taken holds up no other. */
export class WebhookNotices implements QueuedJob<Notice> {
  readonly name = noticesJob.name

  constructor(private readonly parts: Parts) {}

  async run({ endpointId, noticeId }: Notice): Promise<void> {
    const { database, accounts, mailer } = this.parts
    if (mailer === null) return
    const { rows } = await database.query({ name: 'webhook-in-charge', text: inChargeSql, values: [endpointId, managing, mostTold] })
    const known = await accounts.byId((rows as { id: string }[]).map(({ id }) => id))
    for (const [accountId, account] of known)
      if (await isInCharge(this.parts, account, endpointId))
        await queueJob<Notice & { accountId: string }>(
          { query: (text, values = []) => database.query({ text, values: [...values] }) },
          noticeJob,
          { endpointId, noticeId, accountId },
          { key: `webhook-notice:${endpointId}:${accountId}` },
        )
  }
}

/**
 * Tells one account, if the endpoint is still given up and still its affair. A mail that is not taken is tried again for three days under the
 * same Message-ID; one that the server refuses for good is not.
 */
export class WebhookNotice implements QueuedJob<Notice & { readonly accountId: string }> {
  readonly name = noticeJob.name

  constructor(private readonly parts: Parts) {}

  async run({ endpointId, noticeId, accountId }: Notice & { readonly accountId: string }): Promise<void> {
    const { database, accounts, mailer, say, logger } = this.parts
    const account = (await accounts.byId([accountId])).get(accountId)
    if (mailer === null || account === undefined || !(await isInCharge(this.parts, account, endpointId))) return
    const { rows } = await database.query({ name: 'webhook-given-up', text: givenUpSql, values: [endpointId] })
    const [endpoint] = rows as GivenUp[]
    if (endpoint === undefined) return
    try {
      await mailer.send(noticeMail(endpoint, account, `webhook-notice.${noticeId}.${accountId}`, mailer.publicUrl, say))
    } catch (error) {
      if (!(error instanceof MailFailure) || !error.lasting) throw error
      logger.warn({ endpoint: endpointId, code: error.code, smtpCode: error.smtpCode }, 'a mail about a webhook was refused')
    }
  }
}

/** Whoever is shown an endpoint is in charge of it: the person whose own it is, or who manages all that its program reaches. */
async function isInCharge({ database }: Parts, { viewer, disabled, email, language }: KnownAccount, endpointId: string): Promise<boolean> {
  if (disabled || email === null) return false
  try {
    await new Reader(database, viewer, language).fields(webhookGraph, ['id'], endpointId)
    return true
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) return false
    throw error
  }
}

/** Roles that manage programs. */
const managing = roles.filter((role) => rolePermissions[role].includes('clients:manage'))

/** Of those who may manage programs, so many are looked at. */
const mostTold = 500

const inChargeSql = `
SELECT a.id FROM webhook_endpoint e JOIN account o ON o.id = e.owner_id JOIN account a ON a.kind = 'PERSON' AND a.disabled_at IS NULL AND a.email IS NOT NULL
WHERE e.id = $1 AND e.status = 'DISABLED'
  AND CASE WHEN o.kind = 'PERSON' THEN a.id = o.id ELSE EXISTS (SELECT FROM access_grant g WHERE g.account_id = a.id AND g.role = ANY ($2::text[])) END
ORDER BY a.id LIMIT $3`

const givenUpSql = `
SELECT e.id, e.name, e.url, e.problem, CASE WHEN o.kind = 'CLIENT' THEN o.display_name END AS program,
  (SELECT count(*)::int FROM webhook_delivery d WHERE d.endpoint_id = e.id AND d.status = 'PENDING') AS waiting
FROM webhook_endpoint e JOIN account o ON o.id = e.owner_id WHERE e.id = $1 AND e.status = 'DISABLED'`
