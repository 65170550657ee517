import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aNationalId } from '../../../testing/test-sync.ts'
import { aSyncWorld, type SyncWorld } from '../../../testing/test-sync-world.ts'

let world: SyncWorld['world']
let register: SyncWorld['register']
let bureau: SyncWorld['bureau']
let office: SyncWorld['office']
let library: SyncWorld['library']
let branch: SyncWorld['branch']
let sync: SyncWorld['sync']
let only: SyncWorld['only']
let aRow: SyncWorld['aRow']
let aPerson: SyncWorld['aPerson']
let read: SyncWorld['read']
beforeAll(async () => {
  ;({ world, register, bureau, office, library, branch, sync, only, aRow, aPerson, read } = await aSyncWorld())
})
afterAll(() => world.close())

const codesOf = (row: { errors: { code: string }[] }) => row.errors.map(({ code }) => code)

describe('a row', () => {
  it('enters a new person, with everything that it tells', async () => {
    const nationalId = aNationalId('2')
    const row = {
      ...aRow({ nationalId }),
      ethnicity: '维吾尔族',
      phone: '+86 199-0006-1981',
      employmentStarted: '2012.12',
      post: '科员',
      employmentStatus: '在职',
      monthlyWageBase: 410000,
      education: '21',
    }
    const result = await only(row)
    expect(result).toMatchObject({ index: 0, externalId: row.externalId, status: 'CREATED', version: 1, errors: [] })
    expect(result.changes).toEqual([])
    expect(JSON.stringify(result)).not.toContain(nationalId)
    expect(await read(result.id)).toMatchObject({
      sex: 'FEMALE',
      phone: '199****1981',
      post: '科员',
      ethnicity: { code: '05' },
      employmentStatus: 'ACTIVE',
      employmentStarted: '2012-12',
      employerUnit: { code: office.code },
      externalIds: [{ source: 'HR', externalId: row.externalId }],
    })
  })

  it('leaves what is absent and clears what is null', async () => {
    const person = await aPerson({ post: '科员', phone: '19900061981', ethnicity: '01' })
    const result = await only({ externalId: person.externalId, post: null, ethnicity: '03' })
    expect(result).toMatchObject({ status: 'UPDATED', id: person.id, version: 2 })
    expect(result.changes).toEqual([
      { field: 'ethnicity', before: '01', after: '03', decision: 'APPLIED' },
      { field: 'post', before: '科员', after: null, decision: 'APPLIED' },
    ])
    expect(await read(person.id)).toMatchObject({ post: null, phone: '199****1981', ethnicity: { code: '03' } })
  })

  it('that says nothing new is unchanged, also told otherwise', async () => {
    const person = await aPerson({ phone: '19900061982', employmentStarted: '2012-12' })
    const { id, ...row } = person
    expect(await only(row)).toMatchObject({ status: 'UNCHANGED', id, version: 1, changes: [] })
    expect(await only({ ...row, phone: '199 0006 1982', employmentStarted: '2012.12' })).toMatchObject({
      status: 'UNCHANGED',
      version: 1,
      changes: [],
    })
  })

  it('takes back what was changed by hand', async () => {
    const person = await aPerson({ post: '科员' })
    await world.sql(`UPDATE member SET post = '处长', version = version + 1 WHERE id = $1`, [person.id])
    const { id: _id, ...row } = person
    expect(await only(row)).toMatchObject({ status: 'UPDATED', version: 3, changes: [{ field: 'post', before: '处长', after: '科员' }] })
  })

  it('knows a person by national ID number, and never by name', async () => {
    const person = await aPerson()
    await world.sql('DELETE FROM external_identity WHERE member_id = $1', [person.id])
    expect(await only(aRow({ name: person.name }))).toMatchObject({ status: 'CREATED' })
    expect(await only(aRow({ externalId: 'NEW1', name: person.name, nationalId: person.nationalId }))).toMatchObject({
      status: 'UPDATED',
      id: person.id,
      version: 1,
      changes: [],
    })
  })

  it('never touches memberships', async () => {
    const person = await aPerson()
    await register.aMembership({ of: { id: person.id, code: '', name: '' }, in: branch })
    const { id: _id, ...row } = person
    await only({ ...row, post: '馆长', employmentStatus: 'LEFT' })
    expect((await read(person.id)).memberships).toEqual([{ kind: 'PARTY' }])
  })

  it('touches only what the source owns', async () => {
    await world.sql(`INSERT INTO sync_source (code, name, owned_fields) VALUES ('PHONES', '通讯录', '{PHONE}')`)
    const person = await aPerson({ post: '科员' })
    const result = await only(
      {
        externalId: 'P-1',
        nationalId: person.nationalId,
        name: '别人',
        post: '局长',
        phone: '19900061983',
        unit: library.code,
        employmentStatus: 'LEFT',
      },
      { source: 'PHONES' },
    )
    expect(result).toMatchObject({ status: 'UPDATED', id: person.id, changes: [{ field: 'phone', before: null, after: '199****1983' }] })
    expect(await read(person.id)).toMatchObject({
      name: person.name,
      post: '科员',
      employerUnit: { code: office.code },
      employmentStatus: 'ACTIVE',
    })
  })

  it('calls a unit by the source’s own id, once it is known', async () => {
    await world.sql('INSERT INTO organization_identity (source, external_id, organization_id) VALUES ($1, $2, $3)', [
      'HR',
      '10086',
      library.id,
    ])
    const { id } = await only(aRow({ unit: '10086' }))
    expect(await read(id)).toMatchObject({ employerUnit: { code: library.code } })
  })
})

describe('what officers decide', () => {
  it.each([
    ['a move', () => ({ unit: library.code }), 'unit', 'MOVE'],
    ['a leaving', () => ({ employmentStatus: 'LEFT' }), 'employmentStatus', 'LEAVE'],
    ['a retirement', () => ({ employmentStatus: '退休' }), 'employmentStatus', 'RETIRE'],
    ['another name', () => ({ name: '新名' }), 'name', 'CORRECT_NAME'],
    ['another number', () => ({ nationalId: aNationalId() }), 'nationalId', 'CORRECT_NATIONAL_ID'],
    ['a deletion', () => ({ deleted: true }), 'employmentStatus', 'LEAVE'],
  ] as const)('%s is proposed; the rest is written', async (_what, change, field, type) => {
    const { id, ...person } = await aPerson({ post: '科员', employmentStatus: 'ACTIVE', sourceVersion: 1 })
    const before = await read(id)
    const changed = { ...person, ...change(), post: '主任' }
    const result = await only({ ...changed, sourceVersion: 2 })
    expect(result).toMatchObject({ status: 'PROPOSED', id })
    expect(result.changes).toContainEqual({ field, before: expect.any(String), after: expect.any(String), decision: 'PROPOSED' })
    expect(await read(id)).toEqual({ ...before, post: '主任', version: 2 })
    expect(await world.sql('SELECT type, status, sealed IS NOT NULL AS sealed FROM sync_proposal WHERE member_id = $1', [id])).toEqual([
      { type, status: 'PENDING', sealed: type === 'CORRECT_NATIONAL_ID' },
    ])
    // told again, it still waits, and is not filed twice
    expect(await only({ ...changed, sourceVersion: 3 })).toMatchObject({ status: 'PROPOSED' })
    expect(await world.sql('SELECT 1 FROM sync_proposal WHERE member_id = $1', [id])).toHaveLength(1)
    // what the source takes back is put away
    expect(await only({ ...person, sourceVersion: 4 })).toMatchObject({ status: 'UPDATED' })
    expect(await world.sql(`SELECT 1 FROM sync_proposal WHERE member_id = $1 AND status = 'PENDING'`, [id])).toHaveLength(0)
  })

  it('a later word supersedes an earlier one, and what was declined is not asked again', async () => {
    const { id, ...person } = await aPerson()
    await only({ ...person, unit: library.code })
    await only({ ...person, unit: bureau.code })
    expect(await world.sql('SELECT after, status FROM sync_proposal WHERE member_id = $1 ORDER BY id', [id])).toEqual([
      { after: '图书馆', status: 'SUPERSEDED' },
      { after: '文化局', status: 'PENDING' },
    ])
    await world.sql(
      `UPDATE sync_proposal SET status = 'REJECTED', reason = '借调', decided_at = now() WHERE member_id = $1 AND status = 'PENDING'`,
      [id],
    )
    const result = await only({ ...person, unit: bureau.code })
    expect(result).toMatchObject({ status: 'UNCHANGED', changes: [{ field: 'unit', decision: 'DECLINED' }] })
    expect(await only({ ...person, unit: library.code })).toMatchObject({ status: 'PROPOSED' })
  })
})

describe('the order of messages', () => {
  it('the last version counts, in whatever order they come', async () => {
    const { id, ...person } = await aPerson({ sourceVersion: 1, post: '一' })
    expect(await only({ ...person, sourceVersion: 3, post: '三' })).toMatchObject({ status: 'UPDATED' })
    expect(codesOf(await only({ ...person, sourceVersion: 2, post: '二' }))).toEqual(['VERSION_STALE'])
    expect(await only({ ...person, sourceVersion: 3, post: '三' })).toMatchObject({ status: 'UNCHANGED' })
    expect(codesOf(await only({ ...person, sourceVersion: 3, post: '别的' }))).toEqual(['VERSION_REUSED'])
    expect(codesOf(await only({ ...person, sourceVersion: null, post: '别的' }))).toEqual(['VERSION_MISSING'])
    expect(await only({ ...person, sourceVersion: 4, post: '三' })).toMatchObject({ status: 'UNCHANGED' })
    expect(codesOf(await only({ ...person, sourceVersion: 3, post: '三' }))).toEqual(['VERSION_STALE'])
    expect(await read(id)).toMatchObject({ post: '三', version: 2 })
  })

  it('a tombstone is not brought back by a late message', async () => {
    const row = aRow({ sourceVersion: 2 })
    expect(await only({ externalId: row.externalId, deleted: true, sourceVersion: 3 })).toMatchObject({ status: 'UNCHANGED', id: null })
    expect(codesOf(await only(row))).toEqual(['VERSION_STALE'])
    expect(await only({ ...row, sourceVersion: 4 })).toMatchObject({ status: 'CREATED' })
    const unversioned = aRow()
    await only({ externalId: unversioned.externalId, deleted: true })
    expect(codesOf(await only(unversioned))).toEqual(['TOMBSTONED'])
  })

  it('of several in one batch the latest is taken', async () => {
    const row = aRow()
    const { rows, counts } = await sync([
      { ...row, sourceVersion: 2, post: '二' },
      { ...row, sourceVersion: 3, post: '三' },
      { ...row, sourceVersion: 1, post: '一' },
    ])
    expect(rows.map(codesOf)).toEqual([['VERSION_STALE'], [], ['VERSION_STALE']])
    expect(counts).toEqual({ total: 3, created: 1, updated: 0, unchanged: 0, proposed: 0, rejected: 2 })
  })

  it('without versions, a contradiction is nobody’s to settle', async () => {
    const row = aRow()
    expect((await sync([row, { ...row }])).rows.map(codesOf)).toEqual([[], ['DUPLICATE_IN_BATCH']])
    const other = aRow()
    expect((await sync([other, { ...other, post: '别的' }])).rows.map(codesOf)).toEqual([['DUPLICATE_IN_BATCH'], ['DUPLICATE_IN_BATCH']])
    const shared = aNationalId()
    expect((await sync([aRow({ nationalId: shared }), aRow({ nationalId: shared }), aRow()])).rows.map(codesOf)).toEqual([
      ['DUPLICATE_IN_BATCH'],
      ['DUPLICATE_IN_BATCH'],
      [],
    ])
  })
})
