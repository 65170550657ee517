import { type Config } from '../config/config.ts'
import { readSender } from './mail-address.ts'
import { parseSmtpUrl } from './smtp-url.ts'

/** A mail to one person. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly language: string
  /** Unique and the same whenever this mail is sent again: receivers keep one of those that share it. */
  readonly id: string
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: Buffer }[]
}

/** Sends mail through the operator's server. */
export interface Mailer {
  /** The address, without a slash at its end, by which people reach this installation: what links in mails begin with. */
  readonly publicUrl: string
  /** Resolves once the server has taken the mail over. @throws MailFailure */
  send(mail: Mail): Promise<void>
}

/**
 * Why a mail was not taken. What a server says may hold the address, and what a library says the password: neither is kept here, so that
 * it cannot get into a log.
 */
export class MailFailure extends Error {
  constructor(
    /** Whether trying again is of no use: the server has refused this mail or its receiver for good. */
    readonly lasting: boolean,
    /** What went wrong, in the words of nodemailer: ECONNECTION, ETLS, EAUTH, EENVELOPE … */
    readonly code: string,
    /** What the server answered, if it did. */
    readonly smtpCode: number | null,
  ) {
    super(`The mail was not taken: ${code}${smtpCode === null ? '' : ` ${smtpCode}`}`)
    this.name = 'MailFailure'
  }
}

/** The mailer of a configuration; null where no mail is set up. */
export function mailerOf({ smtpUrl, mailFrom, publicUrl }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>): Mailer | null {
  const server = smtpUrl === undefined ? undefined : parseSmtpUrl(smtpUrl)
  const from = mailFrom === undefined ? undefined : readSender(mailFrom)
  if (server === undefined || from === undefined || publicUrl === undefined) return null
  const open = async () => {
    // loaded with the first mail
    const { createTransport } = await import('nodemailer')
    return createTransport(
      {
        host: server.host,
        port: server.port,
        secure: server.encryption === 'TLS',
        requireTLS: server.encryption === 'STARTTLS',
        ignoreTLS: server.encryption === 'NONE',
        ...(server.credentials === null ? {} : { auth: server.credentials }),
        ...timeouts,
      },
      // what is written into a mail is content, never the name of a file or address to be read
      { disableFileAccess: true, disableUrlAccess: true },
    )
  }
  let transport: ReturnType<typeof open> | undefined
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  return {
    publicUrl,
    send: async ({ to, subject, text, html, language, id, attachments }) => {
      try {
        const opened = await (transport ??= open())
        await opened.sendMail({
          from,
          to: { name: '', address: to },
          subject: onOneLine(subject),
          text,
          html,
          messageId: `<${id}@${domain}>`,
          attachments: attachments.map(({ filename, contentType, content }) => ({ filename: onOneLine(filename), contentType, content })),
          // no answering machine answers, and none of its answers comes back as a mail
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': language },
        })
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

/** In milliseconds: a server that says nothing holds up one mail and no more. */
const timeouts = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/** A header ends where its line does. */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** Only the server's word on this mail or its receiver is final: what is wrong with connection, certificate or password may be mended. */
function failureOf(error: unknown): MailFailure {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const kind = typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'UNKNOWN'
  const smtpCode = typeof responseCode === 'number' && responseCode >= 200 && responseCode < 600 ? responseCode : null
  return new MailFailure((kind === 'EENVELOPE' || kind === 'EMESSAGE') && smtpCode !== null && smtpCode >= 500, kind, smtpCode)
}
