import { createHash, randomBytes } from 'node:crypto'
import { type Transaction, type Writer } from '../../../platform/database/write.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type Database } from '../../../platform/database/database.ts'
import { isUuid } from '../../../platform/graph/reader.ts'
import { type SignedInContext } from '../../../platform/http/context.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { type ReportParameters } from '../definition/report-definition.type.ts'
import { prepareReport } from '../table/report-run.ts'
import { type CreateReportLinkInput, type ReportLinkPayload, type RevokeReportLinkInput } from './report-link.type.ts'

/** What a link opens, for whom. */
export interface OpenedLink {
  readonly id: string
  readonly accountId: string
  readonly reportId: string
  readonly parameters: ReportParameters | null
  readonly language: Language
}

const mostLinks = 20
const longestName = 100

/**
 * Links to reports for programs that can send an address and nothing else, such as Excel's web query. Whoever has one sees what its maker may
 * see of this one report at that moment, and nothing else.
 */
export class ReportLinks {
  constructor(
    private readonly database: Database,
    private readonly writer: Writer,
  ) {}

  /** @throws AppError NOT_FOUND for a report that the viewer is not shown, FORBIDDEN for a program: it has a key */
  async create(context: SignedInContext, input: CreateReportLinkInput): Promise<ReportLinkPayload> {
    if (context.viewer.keyId !== null) throw new AppError('FORBIDDEN', 'report.link.personsOnly')
    const token = `qz_link_${randomBytes(32).toString('base64url')}`
    let made: string | undefined
    const outcome = await this.writer.write(context, 'report.link', input, async (tx) => {
      const name = input.name.trim()
      const parameters = input.parameters == null ? null : (JSON.parse(JSON.stringify(input.parameters)) as ReportParameters)
      const reader = context.reader.over(tx.database)
      const { userErrors: unusable } = await prepareReport(reader, { id: input.reportId, parameters }, tx.today)
      const userErrors = [...nameErrors(name), ...unusable, ...(await numberErrors(tx, input.reportId))]
      if (userErrors.length > 0) return { linkId: null, userErrors }
      const [link] = await tx.query<{ id: string }>(insertSql, [
        digestOf(token),
        context.viewer.accountId,
        input.reportId,
        name,
        parameters,
        context.language,
        input.expiresInDays,
      ])
      made = link!.id
      tx.audit({ entity: 'Report', entityId: input.reportId, after: { link: made, name, parameters, days: input.expiresInDays } })
      return { linkId: made, userErrors: [] }
    })
    // a repeat finds the link that was made first, whose token nobody knows any more
    return { ...outcome, url: outcome.linkId !== null && outcome.linkId === made ? addressOf(token) : null }
  }

  /** Ends a link of the viewer's own, at once. @throws AppError NOT_FOUND */
  async revoke(context: SignedInContext, input: RevokeReportLinkInput): Promise<ReportLinkPayload> {
    const outcome = await this.writer.write(context, 'report.revokeLink', input, async (tx) => {
      const [link] = isUuid(input.linkId)
        ? await tx.query<{ id: string; reportId: string; revoked: boolean }>(
            'SELECT id, report_id AS "reportId", revoked_at IS NOT NULL AS revoked FROM report_link WHERE id = $1 AND account_id = $2 FOR UPDATE',
            [input.linkId, context.viewer.accountId],
          )
        : []
      if (link === undefined) throw new AppError('NOT_FOUND')
      if (!link.revoked) {
        await tx.query('UPDATE report_link SET revoked_at = now() WHERE id = $1', [link.id])
        tx.audit({ entity: 'Report', entityId: link.reportId, before: { link: link.id } })
      }
      return { linkId: link.id, userErrors: [] }
    })
    return { ...outcome, url: null }
  }

  /** What a token opens now; undefined for one that is unknown, expired, revoked or of a disabled account. */
  async open(token: string): Promise<OpenedLink | undefined> {
    if (!tokenPattern.test(token)) return undefined
    const { rows } = await this.database.query({ name: 'report-link', text: openSql, values: [digestOf(token)] })
    return (rows as OpenedLink[])[0]
  }

  /** Notes that a link is in use, once a minute at most. */
  async noteUse(linkId: string, address: string): Promise<void> {
    await this.database.query({ text: useSql, values: [linkId, address] })
  }
}

const tokenPattern = /^qz_link_[\w-]{43}$/

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function addressOf(token: string): string {
  return `/reports/feed/${token}.csv`
}

function nameErrors(name: string): UserError[] {
  const isName = name !== '' && [...name].length <= longestName && !/\p{Cc}/u.test(name)
  return isName ? [] : [userError('INVALID', 'report.name', { field: 'name', params: { most: longestName } })]
}

async function numberErrors(tx: Transaction, reportId: string): Promise<UserError[]> {
  const [{ live } = { live: 0 }] = await tx.query<{ live: number }>(
    'SELECT count(*)::int AS live FROM report_link WHERE account_id = $1 AND report_id = $2 AND revoked_at IS NULL AND expires_at > now()',
    [tx.actor.viewer.accountId, reportId],
  )
  return live < mostLinks ? [] : [userError('CONFLICT', 'report.link.tooMany', { params: { most: mostLinks } })]
}

const insertSql = `
INSERT INTO report_link (token_hash, account_id, report_id, name, parameters, language, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) RETURNING id`

const openSql = `
SELECT l.id, l.account_id AS "accountId", l.report_id AS "reportId", l.parameters, l.language
FROM report_link l JOIN account a ON a.id = l.account_id AND a.disabled_at IS NULL
WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND l.expires_at > now()`

const useSql = `
INSERT INTO report_link_use AS u (link_id, last_used_at, address) VALUES ($1, now(), $2)
ON CONFLICT (link_id) DO UPDATE SET last_used_at = now(), address = $2 WHERE u.last_used_at < now() - interval '1 minute'`
