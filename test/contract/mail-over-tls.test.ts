import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestAuthority, type TestCertificate } from '@qizhi/api/testing/test-certificates'
import { aTestMailServer, type TestMailServer } from '@qizhi/api/testing/test-mail-server'
import { type App, startApp } from '../support/app.ts'
import { cookieOf, sent } from '../support/client.ts'
import { aScheduledReport, runNow } from '../support/scheduled-report.ts'

const authority = aTestAuthority()
let home: string
/** The authority's certificate, as an operator puts it beside the product. */
let trusted: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'qizhi-tls-'))
  trusted = join(home, 'authority.pem')
  writeFileSync(trusted, authority.cert)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Delivery {
  readonly outcome: string
  readonly reason: string | null
  readonly attempts: number
}

/** Has the product mail a report to its administrator; what became of the mail, and the server that it was for. */
async function mailed(mail: TestMailServer, env: Readonly<Record<string, string>>): Promise<Delivery> {
  const { smtpUrl, mailFrom, publicUrl } = mail.config
  const app = await startApp({ env: { QIZHI_SMTP_URL: smtpUrl, QIZHI_MAIL_FROM: mailFrom, QIZHI_PUBLIC_URL: publicUrl, ...env } })
  try {
    return await deliveryOf(app)
  } finally {
    await app.stop()
    await mail.stop()
  }
}

async function deliveryOf(app: App): Promise<Delivery> {
  const cookie = await cookieOf(app)
  const ask = (query: string, variables = {}) => sent(app, cookie, query, variables)
  const id = await aScheduledReport(ask, app.administrator.password)
  await runNow(ask, id)
  for (;;) {
    const { node } = await ask(
      'query ($id: ID!) { node(id: $id) { ... on ReportSchedule { runs(first: 1) { nodes { deliveries { outcome reason attempts } } } } } }',
      { id },
    )
    const [delivery] = node.runs.nodes[0].deliveries as readonly Delivery[]
    // one that waits has been tried once it says why
    if (delivery!.outcome === 'SENT' || delivery!.reason !== null) return delivery!
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const aServer = (secure: boolean, certificate: TestCertificate) => aTestMailServer({ offersTls: true, secure, certificate })
const ways = [
  ['TLS from the first byte', true],
  ['STARTTLS', false],
] as const

describe('mail to a server with a certificate of the operator’s own authority', () => {
  test.each(ways)('goes out, encrypted, where the authority is trusted (%s)', async (_way, secure) => {
    const mail = await aServer(secure, authority.issue('127.0.0.1'))
    expect(await mailed(mail, { NODE_EXTRA_CA_CERTS: trusted })).toEqual({ outcome: 'SENT', reason: null, attempts: 1 })
    expect(mail.received.map(({ to, encrypted }) => ({ to, encrypted }))).toEqual([{ to: 'admin@bureau.example', encrypted: true }])
  })

  test.each(ways)('does not where nobody said that it is to be trusted (%s)', async (_way, secure) => {
    const mail = await aServer(secure, authority.issue('127.0.0.1'))
    expect(await mailed(mail, {})).toEqual({ outcome: 'WAITING', reason: 'UNREACHABLE', attempts: 1 })
    expect(mail.received).toEqual([])
  })

  test.each(ways)('does not where the certificate is another server’s (%s)', async (_way, secure) => {
    const mail = await aServer(secure, authority.issue('mail.bureau.example'))
    expect(await mailed(mail, { NODE_EXTRA_CA_CERTS: trusted })).toEqual({ outcome: 'WAITING', reason: 'UNREACHABLE', attempts: 1 })
    expect(mail.received).toEqual([])
  })
})
