import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { ask, asked, exportOf, fetched, fileOf, linkTo } from '../../testing/test-exports.ts'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let officer: TestBrowser
let branch: TestOrganization
let other: TestOrganization
let root: TestOrganization

beforeAll(async () => {
  server = await aTestServer()
  const register = new TestRegister(server)
  root = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: root })
  other = await register.anOrganization({ under: root })
  for (let at = 0; at < 5; at += 1) {
    await register.aMemberOf(branch, { name: `甲${at}` })
    await register.aMemberOf(other, { name: `乙${at}` })
  }
  officer = await signedInAs('officer', 'OFFICER', branch.code)
})
afterAll(() => server.close())

beforeEach(async () => {
  await server.sql(`UPDATE export_run SET status = 'CANCELLED' WHERE status IN ('QUEUED', 'READING', 'WRITING')`)
})

async function signedInAs(username: string, role: 'OFFICER' | 'VIEWER', organizationCode: string): Promise<TestBrowser> {
  const { credentials } = await server.app.modules.accounts.creation.create({
    username,
    displayName: username,
    role,
    organizationCode,
    kinds: ['PARTY'],
  })
  const browser = server.browser()
  await browser.signIn(credentials!.username, credentials!.password)
  return browser
}

const names = { format: 'JSONL', fields: ['NAME'] }

async function ready(browser: TestBrowser, input: Record<string, unknown> = names): Promise<string> {
  const id = await asked(browser, 'exportMembers', input)
  await server.workOff()
  expect((await exportOf(browser, id)).status).toBe('READY')
  return id
}

const audited = (action: string) =>
  server.sql<{ actor_name: string; outcome: string; after: any }>(
    'SELECT actor_name, outcome, after FROM audit_entry WHERE action = $1 ORDER BY at DESC',
    [action],
  )

describe('an export', () => {
  test('holds what whoever asked for it may read, and nothing else', async () => {
    expect((await fileOf(server, officer, 'exportMembers', names)).toString().match(/甲\d/g)).toHaveLength(5)
    expect((await fileOf(server, officer, 'exportMembers', { ...names, filter: { organization: other.id } })).length).toBe(0)
    expect((await fileOf(server, officer, 'exportMembers', { ...names, filter: { query: '乙' } })).length).toBe(0)
  })

  test('is nobody else’s affair', async () => {
    const id = await ready(officer)
    const administrator = await server.signedIn()
    expect((await administrator.query('query ($id: ID!) { export(id: $id) { id } }', { id })).body.errors[0].extensions.code).toBe(
      'NOT_FOUND',
    )
    for (const mutation of ['cancelExport', 'createExportLink']) {
      const { body } = await administrator.query(`mutation { ${mutation}(input: { id: "${id}" }) { userErrors { code } } }`)
      expect(body.errors[0].extensions.code).toBe('NOT_FOUND')
    }
  })

  test('needs a permission of its own', async () => {
    const viewer = await signedInAs('viewer', 'VIEWER', branch.code)
    expect((await ask(viewer, 'exportMembers', names)).body.errors[0].extensions.code).toBe('FORBIDDEN')
    expect((await viewer.query('{ exports(first: 1) { nodes { id } } }')).body.errors[0].extensions.code).toBe('FORBIDDEN')
  })

  test('lies encrypted on the disk, and leaves nothing there once it is over', async () => {
    const id = await ready(officer)
    const directory = join(server.app.platform.config.dataDir, 'exports')
    expect(readdirSync(join(directory, id))).toEqual(['file'])
    expect(readFileSync(join(directory, id, 'file')).includes('甲')).toBe(false)
    await server.sql(`UPDATE export_run SET expires_at = now() WHERE id = $1`, [id])
    for (const job of server.app.modules.exports.jobs) await job.run()
    expect((await exportOf(officer, id)).status).toBe('EXPIRED')
    expect(readdirSync(directory)).not.toContain(id)
    expect((await linkTo(officer, id)).userErrors[0]!.code).toBe('CONFLICT')
  })

  test('is given up where it is not finished, and begun anew within bounds', async () => {
    const ids = [
      await asked(officer, 'exportMembers', names),
      await asked(officer, 'exportActivities', { format: 'CSV' }),
      await asked(officer, 'exportMembers', names),
    ]
    expect((await ask(officer, 'exportMembers', names)).body.data.exportMembers).toMatchObject({
      export: null,
      userErrors: [{ code: 'CONFLICT' }],
    })
    const cancel = () =>
      officer.query('mutation ($input: CancelExportInput!) { cancelExport(input: $input) { export { status } userErrors { code } } }', {
        input: { id: ids[0] },
      })
    expect((await cancel()).body.data.cancelExport).toEqual({ export: { status: 'CANCELLED' }, userErrors: [] })
    expect((await cancel()).body.data.cancelExport.userErrors[0].code).toBe('CONFLICT')
    ids.push(await asked(officer, 'exportMembers', names))
    await server.workOff()
    expect(await Promise.all(ids.map(async (id) => (await exportOf(officer, id)).status))).toEqual(['CANCELLED', 'READY', 'READY', 'READY'])
  })

  test('fails where a grant has gone before it was read', async () => {
    const fired = await signedInAs('fired', 'OFFICER', branch.code)
    const id = await asked(fired, 'exportMembers', names)
    await server.sql(`UPDATE access_grant SET organization_id = $1 WHERE account_id = (SELECT id FROM account WHERE username = 'fired')`, [
      other.id,
    ])
    await server.workOff()
    expect(await exportOf(fired, id)).toMatchObject({ status: 'FAILED', problem: 'SCOPE_CHANGED' })
  })
})

describe('a link to an export', () => {
  test('gives the file once, to whoever has it, and every use is audited', async () => {
    const { url } = await linkTo(officer, await ready(officer))
    expect((await fetch(`${server.url}${url!}`, { method: 'HEAD' })).status).toBe(404)
    const all = await Promise.all([fetched(server, url!), fetched(server, url!), fetched(server, url!)])
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404, 404])
    const first = all.find(({ status }) => status === 200)!
    expect(first.bytes.toString().match(/甲\d/g)).toHaveLength(5)
    expect(first.headers.get('content-disposition')).toMatch(/attachment; .*officer\.jsonl/)
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect((await audited('export.download')).find(({ outcome }) => outcome === 'DONE')).toMatchObject({
      actor_name: 'officer',
      after: { source: 'MEMBERS' },
    })
    expect((await audited('export.ask'))[0]!.after).toMatchObject({ source: 'MEMBERS', fields: ['NAME'] })
    expect(server.log.join('')).not.toContain(url!.split('token=')[1])
  })

  test('is good for a quarter of an hour', async () => {
    const { url } = await linkTo(officer, await ready(officer))
    const [{ minutes }] = (await server.sql<{ minutes: number }>(
      'SELECT extract(epoch FROM expires_at - created_at)::int / 60 AS minutes FROM export_link ORDER BY created_at DESC LIMIT 1',
    )) as [{ minutes: number }]
    expect(minutes).toBe(15)
    await server.sql('UPDATE export_link SET expires_at = now()')
    expect((await fetched(server, url!)).status).toBe(404)
    expect((await fetched(server, '/exports/download?token=unknown')).status).toBe(404)
    expect((await fetched(server, '/exports/download')).status).toBe(404)
  })

  test('is refused once the grant is gone, the account is disabled or the tree has moved', async () => {
    const changes: [string, string, string][] = [
      [
        'narrowed',
        `UPDATE access_grant SET organization_id = $2 WHERE account_id = (SELECT id FROM account WHERE username = $1)`,
        other.id,
      ],
      ['revoked', `DELETE FROM access_grant WHERE account_id = (SELECT id FROM account WHERE username = $1) AND $2 <> ''`, other.id],
      [
        'demoted',
        `UPDATE access_grant SET role = 'VIEWER' WHERE account_id = (SELECT id FROM account WHERE username = $1) AND $2 <> ''`,
        other.id,
      ],
      ['disabled', `UPDATE account SET disabled_at = now() WHERE username = $1 AND $2 <> ''`, other.id],
      [
        'moved',
        `INSERT INTO organization_event (organization_id, type, effective_on) SELECT $2::uuid, 'MOVED', today() WHERE $1 <> ''`,
        other.id,
      ],
    ]
    for (const [username, change, organization] of changes) {
      const browser = await signedInAs(username, 'OFFICER', branch.code)
      const { url } = await linkTo(browser, await ready(browser))
      await server.sql(change, [username, organization])
      const { status, bytes } = await fetched(server, url!)
      expect([username, status]).toEqual([username, 403])
      expect(bytes.toString()).not.toContain('甲')
    }
    expect((await audited('export.download')).filter(({ outcome }) => outcome === 'DENIED').length).toBeGreaterThanOrEqual(4)
  })
})
