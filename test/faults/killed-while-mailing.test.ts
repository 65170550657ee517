import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createTestDatabase, type TestDatabase } from '@qizhi/api/testing/test-database'
import { aTestMailServer, type TestMailServer } from '@qizhi/api/testing/test-mail-server'
import pg from 'pg'
import { cookieOf, sent } from '../support/client.ts'
import { aScheduledReport, runNow } from '../support/scheduled-report.ts'

/** Above this file, whether it is compiled or not. */
const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')
const password = 'Correct-Horse-42'

let database: TestDatabase
let mail: TestMailServer
let home: string
let sql: pg.Client
const processes: ChildProcess[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  mail = await aTestMailServer()
  home = mkdtempSync(join(tmpdir(), 'qizhi-mailing-'))
  sql = new pg.Client({ connectionString: database.url })
  await sql.connect()
})
afterAll(async () => {
  for (const child of processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await sql.end()
  await database.drop()
  await mail.stop()
  rmSync(home, { recursive: true, force: true })
})

/** A process of the product; several share the database. */
async function aProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(root, 'api/dist/programs/main.js'), {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      QIZHI_PORT: '0',
      QIZHI_DATA_DIR: home,
      QIZHI_SECRET_KEY: 'ab'.repeat(32),
      QIZHI_ADMIN_PASSWORD: password,
      QIZHI_DEMO: '0',
      QIZHI_SMTP_URL: mail.config.smtpUrl,
      QIZHI_MAIL_FROM: mail.config.mailFrom,
      QIZHI_PUBLIC_URL: mail.config.publicUrl,
    },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  processes.push(child)
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return { child, url }
}

describe('a process that is killed between sending a mail and noting it', () => {
  test('leaves it to another, which sends it again under the same id; what was noted is not sent again', async () => {
    const first = await aProcess()
    const cookie = await cookieOf({ url: first.url, administrator: { username: 'admin', password } })
    const ask = (query: string, variables: Record<string, unknown> = {}) => sent(first, cookie, query, variables)
    const schedule = await aScheduledReport(ask, password)

    // the server has taken the mail over, and whoever sent it dies before he is told
    const killed = once(first.child, 'exit')
    mail.afterTaking(() => {
      mail.afterTaking(() => undefined)
      first.child.kill('SIGKILL')
      return killed.then(() => undefined)
    })
    await runNow(ask, schedule)
    await killed
    expect(await delivery()).toMatchObject({ outcome: 'SENDING', attempts: 1 })

    // as if he had been silent for longer than anybody waits
    await sql.query(`UPDATE job_worker SET seen_at = now() - interval '1 minute'`)
    await sql.query(`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute' WHERE locked_by IS NOT NULL`)
    await sql.query(`UPDATE report_delivery SET claimed_until = now()`)
    await Promise.all([aProcess(), aProcess()])
    while ((await delivery()).outcome !== 'SENT') await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await delivery()).toMatchObject({ attempts: 2 })
    expect(mail.received.map(({ to }) => to)).toEqual(['admin@bureau.example', 'admin@bureau.example'])
    expect(new Set(mail.received.map(({ mail: { messageId } }) => messageId)).size).toBe(1)
  }, 120_000)
})

async function delivery(): Promise<{ outcome: string; attempts: number }> {
  const { rows } = await sql.query<{ outcome: string; attempts: number }>('SELECT outcome, attempts FROM report_delivery')
  expect(rows).toHaveLength(1)
  return rows[0]!
}
