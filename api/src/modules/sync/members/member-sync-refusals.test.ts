import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TestSyncRow } from '../../../testing/test-sync.ts'
import { aSyncWorld, type SyncWorld } from '../../../testing/test-sync-world.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { findSource } from '../sources/source.store.ts'
import { grantOver } from '../../../testing/test-world.ts'

let world: SyncWorld['world']
let register: SyncWorld['register']
let hr: SyncWorld['hr']
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
  ;({ world, register, hr, bureau, office, library, branch, sync, only, aRow, aPerson, read } = await aSyncWorld())
})
afterAll(() => world.close())

const codesOf = (row: { errors: { code: string }[] }) => row.errors.map(({ code }) => code)

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

  it('takes as many statements for five hundred rows as for a thousand, and one more than for two', async () => {
    const counted = async (rows: TestSyncRow[]) => {
      let statements = 0
      await world.writer.write(hr.actor, 'sync.members', {}, async (tx) => {
        const counting: Transaction = {
          ...tx,
          query: (sql, parameters) => {
            statements += 1
            return tx.query(sql, parameters)
          },
          send: (sql, parameters) => {
            statements += 1
            return tx.send(sql, parameters)
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
    const newcomers = (length: number) => Array.from({ length }, () => aRow())
    const many = await counted([...newcomers(500), { ...known!, post: '副主任' }, { ...moved!, unit: bureau.code }])
    // the last proposal is overtaken, and so many new persons are inserted in two parts
    expect(many).toBe(few + 2)
    expect(await counted([...newcomers(1_000), { ...known!, post: '主任' }, { ...moved!, unit: library.code }])).toBe(many)
    expect(few).toBeLessThan(20)
    // what it says is known already
    expect(await counted(changed.slice(0, 1))).toBeLessThan(12)
  })

  it('of one source at the same time ends as one after the other', async () => {
    const rows = Array.from({ length: 50 }, () => aRow())
    const results = await Promise.all([sync(rows), sync([...rows].reverse()), sync(rows)])
    expect(results.map(({ counts }) => counts.created).sort()).toEqual([0, 0, 50])
    expect(results.map(({ counts }) => counts.unchanged).sort()).toEqual([0, 50, 50])
  })
})
