import { type Say } from '../../../platform/i18n/texts.ts'
import { letterOf } from '../../../platform/mail/letter.ts'
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
    subject: say(language, 'schedule.mail.subject', { report: name, period }),
    ...letterOf(language, { paragraphs, link: { words: say(language, 'schedule.mail.open'), address: link }, foot }),
  }
}
