import { describe, expect, test } from '@jest/globals'
import { resolve } from 'node:path'
import { ConfigError, readConfig } from './config.ts'

describe('the configuration', () => {
  test('needs nothing at all', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      host: '127.0.0.1',
      port: 4000,
      trustedProxies: undefined,
      dataDir: resolve('.data'),
      adminPassword: undefined,
      secretKey: undefined,
      demo: true,
      executor: 'jit',
      sandbox: false,
      smallestGroup: 5,
      changeDays: 90,
      rateLimit: 50_000,
      smtpUrl: undefined,
      mailFrom: undefined,
      publicUrl: undefined,
      logLevel: 'info',
    })
  })

  test('takes what the environment says', () => {
    const config = readConfig({
      DATABASE_URL: 'postgresql://qizhi@db.example:5432/qizhi',
      QIZHI_HOST: '0.0.0.0',
      QIZHI_PORT: '0',
      QIZHI_DATA_DIR: '/var/lib/qizhi',
      QIZHI_SECRET_KEY: 'ab'.repeat(32),
      QIZHI_DEMO: '0',
      QIZHI_EXECUTOR: 'js',
    })
    expect(config).toMatchObject({ host: '0.0.0.0', port: 0, dataDir: '/var/lib/qizhi', demo: false, executor: 'js' })
  })

  test('treats an empty variable as absent', () => {
    expect(readConfig({ QIZHI_PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 4000, databaseUrl: undefined })
  })

  test.each([
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'postgresql://a:b:c:d'],
    ['QIZHI_PORT', '65536'],
    ['QIZHI_PORT', '4000x'],
    ['QIZHI_PORT', '-1'],
    ['QIZHI_HOST', 'http://here'],
    ['QIZHI_ADMIN_PASSWORD', 'short'],
    ['QIZHI_SECRET_KEY', 'too-short'],
    ['QIZHI_DEMO', 'maybe'],
    ['QIZHI_SMALLEST_GROUP', '3'],
    ['QIZHI_SMALLEST_GROUP', '-1'],
    ['QIZHI_EXECUTOR', 'fast'],
    ['QIZHI_SMTP_URL', 'smtp://user:secret@mail.example?tls=off'],
    ['QIZHI_MAIL_FROM', 'nobody'],
    ['QIZHI_PUBLIC_URL', 'qizhi.bureau.example'],
    ['QIZHI_PUBLIC_URL', 'https://qizhi.bureau.example?x=1'],
    ['QIZHI_LOG_LEVEL', 'loud'],
  ])('refuses %s=%s with one sentence that names the variable and keeps the value to itself', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`${name} must be`)
    expect(problems[0]).not.toContain(value)
  })

  test('takes a mail server only with a sender and the address of this installation', () => {
    const mail = { QIZHI_SMTP_URL: 'smtps://user:secret@mail.example', QIZHI_MAIL_FROM: '旗帜 <q@bureau.example>' }
    expect(problemsOf(mail)).toEqual([expect.stringContaining('QIZHI_SMTP_URL needs QIZHI_MAIL_FROM and QIZHI_PUBLIC_URL')])
    expect(readConfig({ ...mail, QIZHI_PUBLIC_URL: 'https://bureau.example/qizhi/' }).publicUrl).toBe('https://bureau.example/qizhi')
  })

  test('reports every bad value at once', () => {
    expect(problemsOf({ QIZHI_PORT: 'x', QIZHI_EXECUTOR: 'x' })).toHaveLength(2)
  })
})

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
