import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aNationalId, syncMembers, type TestSyncOptions, type TestSyncRow } from '../../../testing/test-sync.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { findSource } from '../sync-source.store.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let hr: TestClient
let bureau: TestOrganization
let office: TestOrganization
let library: TestOrganization
let branch: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  hr = await world.as()
  bureau = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU', name: '文化局' })
  office = await register.anOrganization({ under: bureau, name: '办公室' })
  library = await register.anOrganization({ under: bureau, name: '图书馆' })
  branch = await register.anOrganization({ name: '第一支部' })
})
afterAll(() => world.close())

const sync = (rows: readonly TestSyncRow[], options: TestSyncOptions & { by?: TestClient } = {}) => {
  const { by = hr, ...others } = options
  return syncMembers(by, rows, others)
}
const only = async (row: TestSyncRow, options: Parameters<typeof sync>[1] = {}) => (await sync([row], options)).rows[0]
const codesOf = (row: { errors: { code: string }[] }) => row.errors.map(({ code }) => code)

let made = 0
function aRow(row: Partial<TestSyncRow> = {}): TestSyncRow & { name: string; nationalId: string } {
  made += 1
  return {
    externalId: `E${made}`,
    name: `张${String.fromCodePoint(0x4e00 + made)}`,
    nationalId: aNationalId(),
    unit: office.code,
    ...row,
  } as TestSyncRow & { name: string; nationalId: string }
}

/** Somebody whom HR has told before. */
async function aPerson(row: Partial<TestSyncRow> = {}) {
  const told = aRow(row)
  const { id, status } = await only(told)
  expect(status).toBe('CREATED')
  return { ...told, id: id as string }
}

async function read(id: string) {
  const { data } = await hr.query(
    '{ member(id: "' +
      id +
      '") { name sex birthDate phone post nationalId version employmentStatus employmentStarted ethnicity { code } employerUnit { code } externalIds { source externalId } memberships { kind } } }',
  )
  return data.member
}

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
    expect(result.changes).toContainEqual({
      field: 'nationalId',
      before: null,
      after: expect.stringMatching(/^119\*{11}.{4}$/),
      decision: 'APPLIED',
    })
    expect(result.changes).toContainEqual({ field: 'unit', before: null, after: '办公室', decision: 'APPLIED' })
    expect(result.changes).toContainEqual({ field: 'monthlyWageBase', before: null, after: '***', decision: 'APPLIED' })
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

describe('a rejected row', () => {
  const tooEarly = '2999-01-01'
  it.each<[string, () => Partial<TestSyncRow>, string]>([
    ['EXTERNAL_ID_INVALID', () => ({ externalId: ' ' }), 'externalId'],
    ['EXTERNAL_ID_INVALID', () => ({ externalId: 'x'.repeat(65) }), 'externalId'],
    ['VERSION_INVALID', () => ({ sourceVersion: 1.5 }), 'sourceVersion'],
    ['VERSION_INVALID', () => ({ sourceVersion: -1 }), 'sourceVersion'],
    ['NAME_REQUIRED', () => ({ name: null }), 'name'],
    ['NAME_REQUIRED', () => ({ name: undefined }), 'name'],
    ['NAME_INVALID', () => ({ name: '=1+1' }), 'name'],
    ['NATIONAL_ID_INVALID', () => ({ nationalId: '11010119900307001X1' }), 'nationalId'],
    ['SEX_INVALID', () => ({ sex: '外星' }), 'sex'],
    ['SEX_INVALID', () => ({ sex: '女' }), 'sex'],
    ['BIRTH_DATE_INVALID', () => ({ birthDate: '1990-02-30' }), 'birthDate'],
    ['BIRTH_DATE_INVALID', () => ({ birthDate: '1950-02-03' }), 'birthDate'],
    ['BIRTH_DATE_INVALID', () => ({ birthDate: '1990.03', nationalId: undefined }), 'birthDate'],
    ['ETHNICITY_INVALID', () => ({ ethnicity: '精灵' }), 'ethnicity'],
    ['EDUCATION_INVALID', () => ({ education: '博士后' }), 'education'],
    ['POLITICAL_STATUS_INVALID', () => ({ politicalStatus: '外星党员' }), 'politicalStatus'],
    ['PHONE_INVALID', () => ({ phone: '12345' }), 'phone'],
    ['EMPLOYMENT_STATUS_INVALID', () => ({ employmentStatus: '休假' }), 'employmentStatus'],
    ['EMPLOYMENT_STARTED_INVALID', () => ({ employmentStarted: tooEarly }), 'employmentStarted'],
    ['POST_INVALID', () => ({ post: '长'.repeat(101) }), 'post'],
    ['MONTHLY_WAGE_BASE_INVALID', () => ({ monthlyWageBase: 0.5 }), 'monthlyWageBase'],
    ['EFFECTIVE_ON_INVALID', () => ({ effectiveOn: tooEarly }), 'effectiveOn'],
    ['UNIT_UNKNOWN', () => ({ unit: 'NOWHERE' }), 'unit'],
    ['UNIT_KIND', () => ({ unit: branch.code }), 'unit'],
  ])('%s', async (code, change, field) => {
    const neighbour = aRow()
    const { ok, rows, counts } = await sync([aRow(change()), neighbour])
    expect(ok).toBe(false)
    expect(counts).toMatchObject({ created: 1, rejected: 1 })
    expect(rows[0]).toMatchObject({
      status: 'REJECTED',
      id: null,
      version: null,
      errors: [{ code, path: ['rows', '0', field], message: expect.stringMatching(/\p{Script=Han}/u) }],
    })
    expect(rows[1]).toMatchObject({ status: 'CREATED' })
  })

  it('UNIT_DISSOLVED', async () => {
    const gone = await register.anOrganization({ under: bureau, dissolvedOn: '2020-01-01' })
    expect(codesOf(await only(aRow({ unit: gone.code })))).toEqual(['UNIT_DISSOLVED'])
  })

  it('NATIONAL_ID_OF_ANOTHER and EXTERNAL_ID_TAKEN', async () => {
    const [one, other] = [await aPerson(), await aPerson()]
    expect(await only({ externalId: one.externalId, nationalId: other.nationalId })).toMatchObject({
      id: one.id,
      errors: [{ code: 'NATIONAL_ID_OF_ANOTHER', retryable: false }],
    })
    expect(await only(aRow({ nationalId: one.nationalId }))).toMatchObject({
      errors: [{ code: 'EXTERNAL_ID_TAKEN', path: ['rows', '0', 'externalId'] }],
    })
  })

  it('says everything that is wrong with it', async () => {
    expect(codesOf(await only(aRow({ name: '', phone: '1', unit: 'NOWHERE' })))).toEqual(['NAME_INVALID', 'PHONE_INVALID', 'UNIT_UNKNOWN'])
  })

  it('takes the others with it where that was asked for', async () => {
    const [good, known] = [aRow(), await aPerson()]
    const { ok, rows } = await sync([good, aRow({ phone: '1' }), { externalId: known.externalId, post: '主任' }], { onError: 'ROLL_BACK' })
    expect(ok).toBe(false)
    expect(rows.map(codesOf)).toEqual([['ROLLED_BACK'], ['PHONE_INVALID'], ['ROLLED_BACK']])
    expect(rows[0]).toMatchObject({ id: null, errors: [{ retryable: true, path: ['rows', '0'] }] })
    expect(await read(known.id)).toMatchObject({ post: null, version: 1 })
    expect(await only(good, { onError: 'ROLL_BACK' })).toMatchObject({ status: 'CREATED' })
  })
})

describe('a client of one subtree', () => {
  it('reaches its own, and what is elsewhere looks like nothing', async () => {
    const client = await world.as([grantOver('OFFICER', library.path)])
    const stranger = await aPerson()
    const mine = aRow({ unit: library.code })
    const { rows } = await sync(
      [
        mine,
        aRow({ unit: office.code }),
        aRow({ unit: 'NOWHERE' }),
        { externalId: stranger.externalId, post: '馆长' },
        { ...aRow({ unit: library.code }), nationalId: stranger.nationalId },
        aRow({ unit: undefined }),
        stranger as unknown as TestSyncRow,
      ].map(({ id: _id, ...row }: any) => row),
      { by: client },
    )
    expect(rows.map(codesOf)).toEqual(
      [
        [],
        ['UNIT_UNKNOWN'],
        ['UNIT_UNKNOWN'],
        ['PERSON_ELSEWHERE'],
        ['NATIONAL_ID_ELSEWHERE'],
        ['UNIT_REQUIRED'],
        ['DUPLICATE_IN_BATCH'],
      ].map((codes, at) => (at === 3 ? ['DUPLICATE_IN_BATCH'] : codes)),
    )
    expect(rows[1].errors[0].message.replace(office.code, 'X')).toBe(rows[2].errors[0].message.replace('NOWHERE', 'X'))
    expect(await only({ externalId: stranger.externalId, post: '馆长' }, { by: client })).toMatchObject({
      id: null,
      version: null,
      errors: [{ code: 'PERSON_ELSEWHERE' }],
    })
    const { id: _id, ...same } = stranger
    expect(codesOf(await only(same, { by: client }))).toContain('PERSON_ELSEWHERE')
    expect(await only(mine, { by: client })).toMatchObject({ status: 'UNCHANGED', version: 1 })
    expect(await read(stranger.id)).toMatchObject({ post: null, version: 1 })
  })

  it('needs sync:run', async () => {
    const secretary = await world.as([grantOver('SECRETARY', bureau.path)])
    await expect(sync([aRow()], { by: secretary })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('a call', () => {
  it('of a dry run answers what an apply does, and writes nothing', async () => {
    const person = await aPerson({ post: '科员' })
    const rows = [aRow(), { externalId: person.externalId, post: '主任', unit: library.code }, aRow({ phone: '1' })]
    const plan = await sync(rows, { mode: 'DRY_RUN' })
    expect(await read(person.id)).toMatchObject({ post: '科员', version: 1 })
    const result = await sync(rows)
    expect(result.counts).toEqual(plan.counts)
    expect(result.rows.map((row: any) => (row.status === 'CREATED' ? { ...row, id: null } : row))).toEqual(plan.rows)
  })

  it('under the same key is answered once; with other rows it is refused', async () => {
    const rows = [aRow(), aRow({ phone: '1' })]
    const first = await sync(rows, { batchKey: 'same' })
    expect(await sync(rows, { batchKey: 'same' })).toEqual({ ...first, repeated: true })
    await expect(sync([aRow()], { batchKey: 'same' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
  })

  it('of too many rows, or of an unknown source, is refused', async () => {
    expect(await sync(Array.from({ length: 5001 }, () => ({ externalId: 'x' })))).toMatchObject({
      ok: false,
      rows: [],
      userErrors: [{ code: 'INVALID', field: ['rows'] }],
    })
    expect(await sync([aRow()], { source: 'NOBODY' })).toMatchObject({ ok: false, userErrors: [{ code: 'NOT_FOUND', field: ['source'] }] })
  })

  it('takes the same number of statements for two rows as for five hundred', async () => {
    const counted = async (rows: TestSyncRow[]) => {
      let statements = 0
      await world.writer.write(hr.actor, 'sync.members', {}, async (tx) => {
        const counting: Transaction = {
          ...tx,
          query: (sql, parameters) => {
            statements += 1
            return tx.query(sql, parameters)
          },
          auditEach: (records) => {
            statements += 1
            return tx.auditEach(records)
          },
        }
        const source = await findSource(tx, 'HR')
        const results = await world.modules.sync.members.run(counting, source!, rows as never)
        expect(results.every(({ status }) => status !== 'REJECTED')).toBe(true)
        return { userErrors: [] }
      })
      return statements
    }
    const [known, moved] = [await aPerson(), await aPerson()].map(({ id: _id, ...row }) => row)
    const changed = [
      { ...known!, post: '主任' },
      { ...moved!, unit: library.code },
    ]
    const few = await counted([aRow(), ...changed])
    expect(
      await counted([...Array.from({ length: 500 }, () => aRow()), { ...known!, post: '副主任' }, { ...moved!, unit: bureau.code }]),
    ).toBe(few + 1)
    expect(few).toBeLessThan(20)
    expect(await counted(changed.map((row, at) => (at === 0 ? { ...row, post: '副主任' } : row)).slice(0, 1))).toBeLessThan(12)
  })

  it('of one source at the same time ends as one after the other', async () => {
    const rows = Array.from({ length: 50 }, () => aRow())
    const results = await Promise.all([sync(rows), sync([...rows].reverse()), sync(rows)])
    expect(results.map(({ counts }) => counts.created).sort()).toEqual([0, 0, 50])
    expect(results.map(({ counts }) => counts.unchanged).sort()).toEqual([0, 50, 50])
  })
})
