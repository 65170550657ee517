import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as soon } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { openCore } from '@qizhi/api/core'
import { readConfig } from '@qizhi/api/platform/config/config'
import { buildLogger } from '@qizhi/api/platform/telemetry/logger'
import { createTestDatabase } from '@qizhi/api/testing/test-database'
import { startApi } from '@qizhi/infra/launcher'
import { cookieOf, sent } from '../support/client.ts'

const root = join(import.meta.dirname, '../..')
const secretKey = '5e'.repeat(32)
const rows = 16_000

/** An export on which a process is killed goes on in another, and its file is what it would have been. */
it('goes on with an export after the process that made it was killed', async () => {
  const database = await createTestDatabase()
  const home = mkdtempSync(join(tmpdir(), 'qizhi-export-'))
  const env = {
    DATABASE_URL: database.url,
    QIZHI_PORT: '0',
    QIZHI_DATA_DIR: home,
    QIZHI_ADMIN_PASSWORD: 'Correct-Horse-42',
    QIZHI_SECRET_KEY: secretKey,
    QIZHI_DEMO: '0',
  }
  const core = await openCore({ ...readConfig({}), databaseUrl: database.url, dataDir: home, secretKey }, buildLogger('silent'))
  try {
    const sql = (text: string, values: unknown[] = []) => core.platform.dataSource.query<any[]>(text, values)
    await sql(`INSERT INTO member (name, pinyin, sex) SELECT '人员' || n, 'renyuan', 'MALE' FROM generate_series(1, $1::int) AS n`, [rows])
    const api = startApi(root, { env, log: join(home, 'api.log') })
    const { url } = await api.ready
    const app = { url, administrator: { username: 'admin', password: 'Correct-Horse-42' } }
    const cookie = await cookieOf(app)
    const ask = async () =>
      (await sent(app, cookie, 'mutation { exportMembers(input: { format: CSV, fields: [CODE, NAME] }) { export { id } } }')).exportMembers
        .export.id as string
    const progress = async (id: string) =>
      (
        await sql('SELECT p.chunks, p.rows_done, r.status FROM export_progress p JOIN export_run r ON r.id = p.export_id WHERE r.id = $1', [
          id,
        ])
      )[0]

    const id = await ask()
    while ((await progress(id)).chunks < 3) await soon()
    process.kill(api.pid, 'SIGKILL')
    await api.ended
    const broken = await progress(id)
    expect(broken.chunks).toBeGreaterThanOrEqual(3)
    expect(broken.status).not.toBe('READY')

    const [making] = core.modules.exports.queuedJobs
    const control = { signal: new AbortController().signal, attempt: 2 }
    await making!.run({ exportId: id }, control)
    expect(await progress(id)).toMatchObject({ status: 'READY', rows_done: rows })

    // the same, asked for and made without a break
    const [{ id: whole }] = await sql(
      `WITH twin AS (INSERT INTO export_run (source, format, language, fields, filter, authority, created_by) SELECT source, format, language, fields, filter, authority, created_by FROM export_run WHERE id = $1 RETURNING id),
            _ AS (INSERT INTO export_progress (export_id) SELECT id FROM twin) SELECT id FROM twin`,
      [id],
    )
    await making!.run({ exportId: whole }, control)
    const digests = await sql('SELECT sha256, size FROM export_run WHERE id = ANY($1)', [[id, whole]])
    expect(digests[0]).toEqual(digests[1])
    const members = await sql('SELECT code, name FROM member ORDER BY code, id')
    const expected = `\ufeff人员编号,姓名\r\n${members.map(({ code, name }) => `${code},${name}\r\n`).join('')}`
    expect(digests[0].sha256).toBe(createHash('sha256').update(expected).digest('hex'))
  } finally {
    await core.close()
    await database.drop()
    rmSync(home, { recursive: true, force: true })
  }
}, 60_000)
