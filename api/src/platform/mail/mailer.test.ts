import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createServer } from 'node:net'
import { aTestMailServer, type TestMailServer } from '../../testing/test-mail-server.ts'
import { maskedAddress, readMailAddress, readSender } from './mail-address.ts'
import { type Mail, MailFailure, mailerOf } from './mailer.ts'
import { parseSmtpUrl } from './smtp-url.ts'

let server: TestMailServer

beforeAll(async () => {
  server = await aTestMailServer()
})
afterAll(() => server.stop())
beforeEach(() => void server.received.splice(0))

const aMail = (more: Partial<Mail> = {}): Mail => ({
  to: 'zhang@bureau.example',
  subject: '月报',
  text: '见附件',
  html: '<p>见附件</p>',
  language: 'zh-CN',
  id: 'one',
  attachments: [{ filename: '月报.csv', contentType: 'text/csv', content: Buffer.from('a,b') }],
  ...more,
})

const sent = (mail: Mail, config: Parameters<typeof mailerOf>[0] = server.config) => mailerOf(config)!.send(mail)

const failure = async (mail: Mail, config?: Parameters<typeof mailerOf>[0]): Promise<MailFailure> => {
  const error: unknown = await sent(mail, config).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(MailFailure)
  return error as MailFailure
}

describe('the mailer', () => {
  test('sends text, page and files, says that no person wrote, and gives the mail its own id', async () => {
    await sent(aMail())
    const [{ mail }] = server.received as [(typeof server.received)[number]]
    expect(mail).toMatchObject({
      subject: '月报',
      messageId: '<one@bureau.example>',
      from: { value: [{ name: '旗帜', address: 'qizhi@bureau.example' }] },
    })
    expect(mail.text?.trim()).toBe('见附件')
    expect(mail.html).toContain('<p>见附件</p>')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([['月报.csv', 'a,b']])
  })

  test.each([
    '月报\r\nBcc: all@bureau.example',
    '月报\nBcc: all@bureau.example\n\n<b>',
    '月报\u2028Bcc: all@bureau.example',
    '\r\n.\r\nMAIL FROM:<x@y>',
  ])('lets no header or command be made of %j', async (text) => {
    await sent(aMail({ subject: text, attachments: [{ filename: text, contentType: 'text/csv', content: Buffer.from('') }], text }))
    const [{ mail, source }] = server.received as [(typeof server.received)[number]]
    expect(server.received).toHaveLength(1)
    expect(mail.headers.has('bcc')).toBe(false)
    expect(source.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/im)
  })

  test('tells what may be tried again from what is final, and repeats nothing that the server said', async () => {
    for (const [code, lasting] of [
      [451, false],
      [450, false],
      [550, true],
      [553, true],
    ] as const) {
      server.answer('zhang@bureau.example', code)
      const error = await failure(aMail())
      expect([error.smtpCode, error.lasting]).toEqual([code, lasting])
      expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toContain('zhang')
    }
    server.answer('zhang@bureau.example', null)
  })

  test('takes a server that is away, that says nothing, or whose password is wrong for something that may be mended', async () => {
    const config = { ...server.config, smtpUrl: 'smtp://somebody:Very-Secret-1@127.0.0.1:1?tls=off' }
    const away = await failure(aMail(), config)
    expect([away.lasting, away.code]).toEqual([false, 'ESOCKET'])
    const closing = createServer((socket) => socket.end('554 go away\r\n')).listen(0, '127.0.0.1')
    await new Promise((resolve) => closing.once('listening', resolve))
    const { port } = closing.address() as { port: number }
    const refused = await failure(aMail(), { ...config, smtpUrl: `smtp://somebody:Very-Secret-1@127.0.0.1:${port}?tls=off` })
    expect(refused.lasting).toBe(false)
    closing.close()
    expect(JSON.stringify([away, away.stack, refused, refused.stack])).not.toMatch(/Very-Secret|somebody/)
  })

  test('says nothing in the clear where encryption was not switched off', async () => {
    const error = await failure(aMail(), { ...server.config, smtpUrl: `smtp://127.0.0.1:${server.port}` })
    expect([error.lasting, server.received]).toEqual([false, []])
  })

  test('trusts no certificate that nobody signed', async () => {
    const encrypted = await aTestMailServer({ offersTls: true })
    const error = await failure(aMail(), encrypted.config)
    expect([error.lasting, encrypted.received]).toEqual([false, []])
    await encrypted.stop()
  })

  test('is there when everything is set up, and only then', () => {
    const { smtpUrl, mailFrom, publicUrl } = server.config
    expect(mailerOf({ smtpUrl, mailFrom, publicUrl })?.publicUrl).toBe('https://qizhi.bureau.example')
    for (const config of [
      { smtpUrl: undefined, mailFrom, publicUrl },
      { smtpUrl, mailFrom: undefined, publicUrl },
      { smtpUrl, mailFrom, publicUrl: undefined },
    ])
      expect(mailerOf(config)).toBeNull()
  })
})

describe('the address of a mail server', () => {
  test.each([
    [
      'smtps://user:p%40ss@mail.example',
      { host: 'mail.example', port: 465, encryption: 'TLS', credentials: { user: 'user', pass: 'p@ss' } },
    ],
    [
      'smtp://user:pass@mail.example',
      { host: 'mail.example', port: 587, encryption: 'STARTTLS', credentials: { user: 'user', pass: 'pass' } },
    ],
    ['smtp://127.0.0.1:25?tls=off', { host: '127.0.0.1', port: 25, encryption: 'NONE', credentials: null }],
    ['smtp://[::1]:25?tls=off', { host: '::1', port: 25, encryption: 'NONE', credentials: null }],
  ])('%s', (url, expected) => {
    expect(parseSmtpUrl(url)).toEqual(expected)
  })

  test.each([
    'http://mail.example',
    'smtp://',
    'smtp://mail.example?tls=off',
    'smtp://127.0.0.1.example?tls=off',
    'smtps://127.0.0.1?tls=off',
    'smtp://user@mail.example',
    'smtp://mail.example?rejectUnauthorized=false',
    'smtp://mail.example/path',
    'smtp://user:%E0%A4%A@mail.example',
  ])('is not %s', (url) => {
    expect(parseSmtpUrl(url)).toBeUndefined()
  })
})

describe('an address', () => {
  test.each([
    '',
    'zhang',
    'zhang@',
    'a@b',
    'zhang@bureau.example\r\nBcc: x@y.example',
    'a b@bureau.example',
    '张<zhang@bureau.example>',
    'a@b.example,c@d.example',
  ])('is not %j', (text) => {
    expect(readMailAddress(text)).toBeUndefined()
  })

  test('comes without the space around it, and is told by its first letter only', () => {
    expect(readMailAddress(' Zhang.San@bureau.example ')).toBe('Zhang.San@bureau.example')
    expect(maskedAddress('zhang@bureau.example')).toBe('z***@bureau.example')
  })

  test('of a sender may have a name', () => {
    expect(readSender('旗帜 <qizhi@bureau.example>')).toEqual({ name: '旗帜', address: 'qizhi@bureau.example' })
    expect(readSender('qizhi@bureau.example')).toEqual({ name: '', address: 'qizhi@bureau.example' })
    expect(readSender('旗帜 <qizhi>')).toBeUndefined()
    expect(readSender('旗\r\n帜 <qizhi@bureau.example>')).toBeUndefined()
  })
})
