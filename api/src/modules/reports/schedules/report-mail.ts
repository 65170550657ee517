import { type Say } from '../../../platform/i18n/texts.ts'
import { type Mail } from '../../../platform/mail/mailer.ts'
import { type KnownAccount } from '../../accounts/index.ts'
import { type ClaimedDelivery } from './delivery.store.ts'

interface Facts {
  readonly delivery: ClaimedDelivery
  readonly recipient: KnownAccount
  /** The report's, in the recipient's language. */
  readonly name: string
  readonly publicUrl: string
}

/** The words of a mail, in its recipient's language. The figures are in its files, and nowhere else. */
export function mailOf({ delivery, recipient: { viewer, email, language }, name, publicUrl }: Facts, say: Say): Omit<Mail, 'attachments'> {
  const { periodFrom: from, periodTo: to, runOn: day } = delivery
  const period =
    from === null || to === null ? say(language, 'schedule.mail.asOf', { day }) : say(language, 'schedule.mail.days', { from, to })
  const link = `${publicUrl}/reports/${delivery.reportId}`
  const open = say(language, 'schedule.mail.open')
  const paragraphs = [
    say(language, 'schedule.mail.greeting', { name: viewer.displayName }),
    say(language, 'schedule.mail.made', { report: name }),
    say(language, 'schedule.mail.period', { period }),
    say(language, 'schedule.mail.scope'),
  ]
  const foot = say(language, 'schedule.mail.foot', { owner: delivery.owner })
  return {
    id: `report-delivery.${delivery.id}`,
    to: email!,
    language,
    subject: say(language, 'schedule.mail.subject', { report: name, period }),
    text: [...paragraphs, `${open}: ${link}`, '--', foot].join('\n\n'),
    html: page(language, [
      ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
      `<p><a href="${escaped(link)}">${escaped(open)}</a></p>`,
      `<p style="color:#57606a;font-size:13px">${escaped(foot)}</p>`,
    ]),
  }
}

function page(language: string, parts: readonly string[]): string {
  return `<!doctype html><html lang="${language}"><body style="font:15px/1.6 'PingFang SC','Microsoft YaHei',sans-serif;color:#1f2328">${parts.join('')}</body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
