import { buffer } from 'node:stream/consumers'
import { isEmpty, meets } from '../../../platform/access/scope.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Mail } from '../../../platform/mail/mailer.ts'
import { type Say } from '../../../platform/i18n/texts.ts'
import { type KnownAccount } from '../../accounts/index.ts'
import { type ReportParameters } from '../definition/report-definition.type.ts'
import { reportFile, type ReportFormat } from '../files/report-files.ts'
import { reportGraph } from '../report.graph.ts'
import { mostBytes } from './delivery.rules.ts'
import { type ClaimedDelivery } from './delivery.store.ts'
import { mailOf } from './report-mail.ts'
import { type DeliveryReason } from './schedule.enums.ts'
import { type ShownReports } from './shown-reports.ts'

/** A mail, or why there is none. */
export type DeliveryContent = { readonly mail: Mail } | { readonly reason: DeliveryReason; readonly outcome: 'SKIPPED' | 'FAILED' }

/** Makes the mail of a delivery in the scope that its recipient has at this moment. */
export class DeliveryContents {
  constructor(
    private readonly reports: ShownReports,
    private readonly say: Say,
    private readonly publicUrl: string,
  ) {}

  async of(delivery: ClaimedDelivery, recipient: KnownAccount | undefined): Promise<DeliveryContent> {
    if (delivery.cancelled) return skipped('CANCELLED')
    if (recipient === undefined || recipient.disabled) return skipped('ACCOUNT_DISABLED')
    const { viewer, email, language } = recipient
    if (!viewer.can('reports:read') || !viewer.can('counts:read')) return skipped('NOT_PERMITTED')
    const counted = viewer.scope('counts:read')
    if (isEmpty(counted) || (delivery.path !== null && !meets(counted, delivery.path))) return skipped('OUT_OF_SCOPE')
    if (!(await this.reports.isShownTo(viewer, delivery.reportId))) return skipped('REPORT_NOT_SHOWN')
    if (email === null) return skipped('NO_ADDRESS')
    try {
      const attachments = await this.filesFor(delivery, recipient)
      if (attachments === null) return failed('TOO_LARGE')
      const { name } = await this.reports.readerOf(viewer, language).fields<{ name: string }>(reportGraph, ['name'], delivery.reportId)
      return { mail: { ...mailOf({ delivery, recipient, name, publicUrl: this.publicUrl }, this.say), attachments } }
    } catch (error) {
      if (error instanceof AppError && error.code === 'BAD_USER_INPUT')
        return failed(error.messageKey === 'report.file.tooLong' ? 'TOO_LARGE' : 'NOT_RUNNABLE')
      throw error
    }
  }

  /** Null when they are too large for a mail. */
  private async filesFor(delivery: ClaimedDelivery, { viewer, language }: KnownAccount): Promise<Mail['attachments'] | null> {
    const reader = this.reports.readerOf(viewer, language)
    const request = { id: delivery.reportId, parameters: parametersOf(delivery) }
    const files: Mail['attachments'][number][] = []
    for (const format of delivery.formats) {
      const now = { today: delivery.runOn, at: new Date() }
      const extension = format.toLowerCase() as ReportFormat
      const { filename, mediaType, content } = await reportFile({ reader, viewer, language, say: this.say }, request, extension, now)
      files.push({ filename, contentType: mediaType, content: await buffer(content) })
    }
    return files.reduce((bytes, { content }) => bytes + content.length, 0) > mostBytes ? null : files
  }
}

/** What is not said is as the report says it. */
function parametersOf({ periodFrom, periodTo, organizationId }: ClaimedDelivery): ReportParameters {
  return {
    ...(periodFrom === null || periodTo === null ? {} : { period: 'FROM_TO', from: periodFrom, to: periodTo }),
    ...(organizationId === null ? {} : { organization: organizationId }),
  }
}

function skipped(reason: DeliveryReason): DeliveryContent {
  return { outcome: 'SKIPPED', reason }
}

function failed(reason: DeliveryReason): DeliveryContent {
  return { outcome: 'FAILED', reason }
}
