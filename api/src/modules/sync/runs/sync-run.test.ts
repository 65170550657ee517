import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aBatchKey, aNationalId, syncMembers, type TestSyncRow } from '../../../testing/test-sync.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let hr: TestClient
let office: TestOrganization
let library: TestOrganization
beforeAll(async () => {
  world = await aTestWorld()
  hr = await world.as()
  // jobs look up what the account may do
  await world.sql(`INSERT INTO access_grant (account_id, role, kinds) VALUES ($1, 'ADMINISTRATOR', '{PARTY,UNION,LEAGUE,WOMEN,UNIT}')`, [
    hr.viewer.accountId,
  ])
  const register = new TestRegister(world)
  const bureau = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
  office = await register.anOrganization({ under: bureau })
  library = await register.anOrganization({ under: bureau })
})
afterAll(() => world.close())

const runFields =
  'id status rowCount progress counts { total created updated unchanged proposed rejected } absentCount knownCount limitExceeded token version viewerCan rejectedFileUrl'

async function step(name: string, input: Record<string, unknown>, by = hr) {
  const type = { startSync: 'StartSyncInput', addSyncRows: 'AddSyncRowsInput', applySync: 'ApplySyncInput' }[name] ?? 'SyncRunStepInput'
  const { data, errors } = await by.query(
    `mutation ($input: ${type}!) { ${name}(input: $input) { syncRun { ${runFields} } userErrors { code field message } } }`,
    { input },
  )
  return errors.length > 0 ? { code: errors[0]!.code } : data[name]
}

async function rowsOf(id: string, statuses?: string[]) {
  const { data } = await hr.query(
    `query ($id: ID!, $statuses: [SyncRowStatus!]) { syncRun(id: $id) { ${runFields} rows(first: 200, statuses: $statuses) { totalCount nodes { index externalId label status member { id } changes { field after decision } errors { code path } } } } }`,
    { id, statuses },
  )
  return data.syncRun
}

let made = 0
function aRow(row: Partial<TestSyncRow> = {}): TestSyncRow {
  made += 1
  return {
    externalId: `R${made}`,
    name: `王${String.fromCodePoint(0x4e00 + made)}`,
    nationalId: aNationalId(),
    unit: office.code,
    employmentStatus: 'ACTIVE',
    ...row,
  }
}

/** A sync with these rows, each list under a key of its own. */
async function aRun(batches: readonly (readonly TestSyncRow[])[], { whole = false, by = hr } = {}) {
  const { syncRun } = await step('startSync', { source: 'HR', whole }, by)
  for (const rows of batches)
    expect(await step('addSyncRows', { id: syncRun.id, batchKey: aBatchKey(), rows }, by)).toMatchObject({ userErrors: [] })
  return syncRun.id as string
}

async function previewed(id: string, by = hr) {
  const { version } = (await rowsOf(id)) as { version: number }
  expect(await step('previewSync', { id, version }, by)).toMatchObject({ userErrors: [], syncRun: { status: 'PREVIEWING', progress: 0 } })
  await world.workOff()
  return rowsOf(id)
}

async function applied({ id, version, token }: { id: string; version: number; token: string }, by = hr) {
  expect(await step('applySync', { id, version, token }, by)).toMatchObject({ userErrors: [] })
  await world.workOff()
  return rowsOf(id)
}

describe('a sync of many rows', () => {
  it('is previewed without a trace, and applied as it was previewed', async () => {
    const [known, moved] = [aRow(), aRow()]
    await syncMembers(hr, [known, moved])
    const fresh = Array.from({ length: 5 }, () => aRow())
    const id = await aRun([
      [...fresh, { ...known, post: '主任' }],
      [{ ...moved, unit: library.code }, aRow({ phone: '1' }), { ...fresh[0]!, post: '另说' }],
    ])
    const plan = await previewed(id)
    expect(plan).toMatchObject({
      status: 'PREVIEWED',
      rowCount: 9,
      progress: 100,
      counts: { total: 9, created: 5, updated: 1, proposed: 1, rejected: 2 },
      token: expect.any(String),
      rejectedFileUrl: `/sync/${id}/rejected.csv`,
    })
    expect(
      plan.rows.nodes
        .filter(({ status }: any) => status === 'REJECTED')
        .map(({ index, errors }: any) => [index, errors[0].code, errors[0].path.join('.')]),
    ).toEqual([
      [7, 'PHONE_INVALID', 'rows.7.phone'],
      [8, 'DUPLICATE_IN_BATCH', 'rows.8.externalId'],
    ])
    expect(await world.sql('SELECT 1 FROM external_identity WHERE external_id = $1', [fresh[0]!.externalId])).toEqual([])
    const done = await applied(plan)
    expect(done).toMatchObject({ status: 'APPLIED', progress: 100, counts: plan.counts, viewerCan: [] })
    const told = ({ rows }: any) => rows.nodes.map(({ member: _member, ...row }: any) => row)
    expect(told(done)).toEqual(told(plan))
    // everything again says nothing new but what waits and what is wrong
    const again = await previewed(await aRun([[...fresh, { ...known, post: '主任' }, { ...moved, unit: library.code }]]))
    expect(again.counts).toMatchObject({ unchanged: 6, proposed: 1, rejected: 0 })
  })

  it('refuses, row by row, what changed since it was previewed', async () => {
    const [one, other, third] = [aRow(), aRow(), aRow()]
    await syncMembers(hr, [one, other, third])
    const plan = await previewed(await aRun([[{ ...one, post: '主任' }, { ...other, post: '主任' }, third]]))
    await world.sql(
      `UPDATE member SET post = '处长', version = version + 1 WHERE id = (SELECT member_id FROM external_identity WHERE external_id = $1)`,
      [one.externalId],
    )
    await world.sql('UPDATE member SET version = version + 1 WHERE id = (SELECT member_id FROM external_identity WHERE external_id = $1)', [
      third.externalId,
    ])
    const done = await applied(plan)
    expect(done.rows.nodes).toMatchObject([
      { externalId: one.externalId, status: 'REJECTED', errors: [{ code: 'CHANGED_SINCE_PREVIEW' }] },
      { externalId: other.externalId, status: 'UPDATED', errors: [] },
    ])
    expect(done.counts).toMatchObject({ updated: 1, unchanged: 1, rejected: 1 })
    expect((await syncMembers(hr, [{ ...other, post: '主任' }])).counts).toMatchObject({ unchanged: 1 })
  })

  it('takes rows once under a key, and needs the token of the last preview', async () => {
    const rows = [aRow()]
    const id = await aRun([])
    await step('addSyncRows', { id, batchKey: 'one', rows })
    expect(await step('addSyncRows', { id, batchKey: 'one', rows })).toMatchObject({ userErrors: [], syncRun: { rowCount: 1 } })
    expect(await step('addSyncRows', { id, batchKey: 'one', rows: [aRow()] })).toEqual({ code: 'IDEMPOTENCY_MISMATCH' })
    const first = await previewed(id)
    expect(await step('applySync', { id, version: first.version - 1, token: first.token })).toMatchObject({
      userErrors: [{ code: 'STALE_VERSION', field: ['version'] }],
    })
    expect(await step('addSyncRows', { id, batchKey: 'two', rows: [aRow()] })).toMatchObject({ syncRun: { status: 'OPEN', token: null } })
    const second = await previewed(id)
    expect(await step('applySync', { id, version: second.version, token: first.token })).toMatchObject({
      userErrors: [{ code: 'STALE_VERSION', field: ['token'] }],
    })
    expect(await applied(second)).toMatchObject({ status: 'APPLIED', counts: { created: 2 } })
    expect(await step('previewSync', { id, version: second.version + 2 })).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
  })

  it('goes on where it was killed, and does nothing twice', async () => {
    const rows = Array.from({ length: 2_500 }, () => aRow())
    const plan = await previewed(await aRun([rows]))
    expect(plan).toMatchObject({ counts: { total: 2500, created: 2500 }, progress: 100 })
    await step('applySync', { id: plan.id, version: plan.version, token: plan.token })
    const job = world.modules.sync.queuedJobs[0]!
    const dying = new AbortController()
    const chunks = () => world.sql<{ done: number }>('SELECT count(*)::int AS done FROM sync_chunk WHERE run_id = $1 AND done', [plan.id])
    dying.abort()
    await expect(job.run({ runId: plan.id, accountId: hr.viewer.accountId }, { signal: dying.signal })).rejects.toThrow()
    expect(await chunks()).toEqual([{ done: 1 }])
    expect(await rowsOf(plan.id)).toMatchObject({ status: 'APPLYING', progress: 33, counts: { created: 1000 } })
    await Promise.all([
      world.workOff(),
      job.run({ runId: plan.id, accountId: hr.viewer.accountId }, { signal: new AbortController().signal }),
    ])
    expect(await rowsOf(plan.id)).toMatchObject({ status: 'APPLIED', progress: 100, counts: { total: 2500, created: 2500, rejected: 0 } })
    // nothing of the rows lies in the clear
    const [{ content }] = (await world.sql<{ content: string }>(
      'SELECT string_agg(content, $2) AS content FROM sync_chunk WHERE run_id = $1',
      [plan.id, ' '],
    )) as [{ content: string }]
    expect(content).not.toContain(String(rows[0]!['name']))
  })

  it('can be given up; what was applied stays', async () => {
    const plan = await previewed(await aRun([[aRow()]]))
    expect(await step('cancelSync', { id: plan.id, version: plan.version })).toMatchObject({
      syncRun: { status: 'CANCELLED', viewerCan: [] },
    })
    await world.workOff()
    expect(await step('applySync', { id: plan.id, version: plan.version + 1, token: plan.token })).toMatchObject({
      userErrors: [{ code: 'CONFLICT' }],
    })
  })

  it('is nobody else’s affair', async () => {
    const id = await aRun([[aRow()]])
    const stranger = await world.as([grantOver('OFFICER', library.path)])
    expect(await step('addSyncRows', { id, batchKey: 'x', rows: [aRow()] }, stranger)).toEqual({ code: 'NOT_FOUND' })
    expect((await stranger.query(`{ syncRun(id: "${id}") { id } }`)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    const approver = await world.as()
    expect(await step('cancelSync', { id, version: 2 }, approver)).toEqual({ code: 'NOT_FOUND' })
  })
})

describe('a sync of everybody', () => {
  it('proposes that the missing have left; too many wait for a second administrator', async () => {
    await world.sql(
      `INSERT INTO sync_source (code, name, owned_fields) SELECT 'SAP', '另一系统', owned_fields FROM sync_source WHERE code = 'HR'`,
    )
    const staff = Array.from({ length: 20 }, () => aRow())
    await syncMembers(hr, staff, { source: 'SAP' })
    const start = async (rows: TestSyncRow[]) => {
      const { syncRun } = await step('startSync', { source: 'SAP', whole: true })
      await step('addSyncRows', { id: syncRun.id, batchKey: aBatchKey(), rows })
      return previewed(syncRun.id)
    }
    // 1 of 20 is 5 %
    const few = await start(staff.slice(1))
    expect(few).toMatchObject({ absentCount: 1, knownCount: 20, limitExceeded: false, counts: { total: 20, unchanged: 19, proposed: 1 } })
    const done = await applied(few)
    expect(done.rows.nodes).toMatchObject([
      {
        externalId: staff[0]!.externalId,
        status: 'PROPOSED',
        changes: [{ field: 'employmentStatus', after: 'LEFT', decision: 'PROPOSED' }],
      },
    ])

    const many = await start(staff.slice(2))
    expect(many).toMatchObject({ absentCount: 2, limitExceeded: true, viewerCan: ['ADD_ROWS', 'PREVIEW', 'CANCEL'] })
    const { id, version, token } = many
    expect(await step('applySync', { id, version, token })).toMatchObject({
      userErrors: [{ code: 'CONFLICT', message: expect.stringContaining('2') }],
    })
    expect(await step('liftSyncLimit', { id, version })).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
    expect(await step('liftSyncLimit', { id, version }, await world.as([grantOver('OFFICER', library.path)]))).toEqual({
      code: 'FORBIDDEN',
    })
    expect(await step('liftSyncLimit', { id, version }, await world.as())).toMatchObject({
      userErrors: [],
      syncRun: { limitExceeded: false },
    })
    expect(await applied({ id, version: version + 1, token })).toMatchObject({ status: 'APPLIED', counts: { proposed: 2 } })

    // whoever is told again is back, also by a row that says nothing of his status
    const told = staff.map(({ employmentStatus: _status, ...row }) => row)
    expect((await syncMembers(hr, told, { source: 'SAP' })).counts).toMatchObject({ unchanged: 20 })
    expect(await world.sql(`SELECT status FROM sync_proposal WHERE source = 'SAP'`)).toEqual([
      { status: 'SUPERSEDED' },
      { status: 'SUPERSEDED' },
    ])
  })

  it('is started by who manages everything', async () => {
    const officer = await world.as([grantOver('OFFICER', library.path)])
    expect(await step('startSync', { source: 'HR', whole: true }, officer)).toMatchObject({
      userErrors: [{ code: 'CONFLICT', field: ['whole'] }],
    })
  })
})
