import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Viewer } from '../../../platform/access/viewer.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Context, signedIn } from '../../../platform/http/context.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { todayInShanghai } from '../definition/report-period.ts'
import { reportFile } from '../files/report-files.ts'
import { type ReportLinks } from './report-link.service.ts'

interface Parts {
  readonly links: ReportLinks
  /** Whom an account is now; undefined when it is disabled. */
  readonly viewerOfAccount: (accountId: string) => Promise<Viewer | undefined>
  /** A context of the request in the name of somebody who did not come himself. */
  readonly contextAs: (request: FastifyRequest, reply: FastifyReply, viewer: Viewer, language: Language) => Context
}

/**
 * `GET /reports/feed/<token>.csv`: the report of a link, for Excel's web query. Cookies and keys are not looked at: the address is all that
 * counts. The log masks it, and nobody is told of it by a referrer.
 */
export function reportFeedRoute(http: FastifyInstance, { links, viewerOfAccount, contextAs }: Parts): void {
  http.get<{ Params: { file: string } }>('/reports/feed/:file', { exposeHeadRoute: false }, async (request, reply) => {
    const link = await links.open(request.params.file.replace(/\.csv$/, ''))
    const viewer = link && (await viewerOfAccount(link.accountId))
    if (link === undefined || viewer === undefined || !viewer.can('reports:read')) throw new AppError('NOT_FOUND', 'report.link.unknown')
    const context = contextAs(request, reply, viewer, link.language)
    signedIn(context)
    const asked = { id: link.reportId, parameters: link.parameters }
    const { filename, mediaType, content } = await reportFile(context, asked, 'csv', { today: todayInShanghai(), at: new Date() })
    await links.noteUse(link.id, request.ip)
    return reply
      .headers(downloadHeaders(filename))
      .header('content-type', mediaType)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex')
      .send(content)
  })
}
