import { type Say } from '../../platform/i18n/texts.ts'
import { letterOf } from '../../platform/mail/letter.ts'
import { type Mail } from '../../platform/mail/mailer.ts'
import { type KnownAccount } from '../accounts/index.ts'
import { type WebhookProblem } from './webhook.enums.ts'

/** What there is to say of an endpoint that was given up. */
export interface GivenUp {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly problem: WebhookProblem
  /** The program in whose name it follows; null for a person's own. */
  readonly program: string | null
  readonly waiting: number
}

/** The words of a mail about an endpoint that was given up, in its reader's language. Of the address only its host: the rest may be a secret. */
export function noticeMail(endpoint: GivenUp, { viewer, email, language }: KnownAccount, id: string, publicUrl: string, say: Say): Mail {
  const { name, url, problem, program, waiting } = endpoint
  const { host } = new URL(url)
  return {
    id,
    to: email!,
    subject: say(language, 'webhook.mail.subject', { name }),
    ...letterOf(language, {
      paragraphs: [
        say(language, 'webhook.mail.greeting', { name: viewer.displayName }),
        program === null
          ? say(language, 'webhook.mail.own', { name, host })
          : say(language, 'webhook.mail.program', { name, host, program }),
        say(language, `webhook.mail.${problem}`),
        say(language, 'webhook.mail.waiting', { waiting }),
      ],
      link: { words: say(language, 'webhook.mail.open'), address: `${publicUrl}/integration/webhooks?webhook=${endpoint.id}` },
      foot: say(language, 'webhook.mail.foot'),
    }),
    attachments: [],
  }
}
