import { type AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { type TestCertificate } from './test-certificates.ts'

/** A mail server that keeps what it takes over. */
export interface TestMailServer {
  readonly port: number
  /** What the product is told of it. */
  readonly config: { readonly smtpUrl: string; readonly mailFrom: string; readonly publicUrl: string }
  readonly received: ReceivedMail[]
  /** Answers the receiver of this address with an error of this code until told otherwise; null takes his mail again. */
  answer(address: string, code: number | null): void
  /** What happens after a mail was taken over and before its sender is told. */
  afterTaking(action: () => Promise<void> | void): void
  /** Goes away, and comes back on the same port. */
  stop(): Promise<void>
  start(): Promise<void>
}

export interface ReceivedMail {
  readonly to: string
  readonly encrypted: boolean
  /** As it came over the wire. */
  readonly source: string
  readonly mail: ParsedMail
}

interface Options {
  /** Whether it offers STARTTLS, with a certificate that nobody has signed. */
  readonly offersTls?: boolean
  /** What it shows of itself; nobody has signed its own. */
  readonly certificate?: TestCertificate
  /** Whether it speaks TLS from the first byte. */
  readonly secure?: boolean
}

export async function aTestMailServer({ secure = false, offersTls = secure, certificate }: Options = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = []
  const answers = new Map<string, number>()
  let action: () => Promise<void> | void = () => undefined
  let port = 0
  let server: SMTPServer | undefined

  const open = () =>
    new SMTPServer({
      authOptional: true,
      logger: false,
      secure,
      ...certificate,
      hideSTARTTLS: !offersTls,
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => {
        const code = answers.get(address)
        // real servers repeat the address in what they say
        done(code === undefined ? undefined : Object.assign(new Error(`<${address}> is not to be had`), { responseCode: code }))
      },
      onData: (stream, session, done) => {
        void take(stream, session).then(() => done(), done)
      },
    })

  async function take(stream: AsyncIterable<Buffer>, { envelope, secure: encrypted }: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk)
    const source = Buffer.concat(chunks)
    received.push({ to: envelope.rcptTo[0]!.address, encrypted, source: source.toString('utf8'), mail: await simpleParser(source) })
    await action()
  }

  async function start(): Promise<void> {
    server = open()
    // a sender that goes away in the middle is no news
    server.on('error', () => undefined)
    await new Promise<void>((resolve) => server!.listen(port, '127.0.0.1', resolve))
    port = (server.server.address() as AddressInfo).port
  }

  await start()
  return {
    port,
    config: {
      smtpUrl: secure ? `smtps://127.0.0.1:${port}` : `smtp://127.0.0.1:${port}${offersTls ? '' : '?tls=off'}`,
      mailFrom: '旗帜 <qizhi@bureau.example>',
      publicUrl: 'https://qizhi.bureau.example',
    },
    received,
    answer: (address, code) => (code === null ? answers.delete(address) : answers.set(address, code)),
    afterTaking: (next) => (action = next),
    stop: () => new Promise((resolve) => server!.close(() => resolve())),
    start,
  }
}
