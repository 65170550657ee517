import { addDays, birthDateOf, composeNationalId } from '@qizhi/codes'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Actor, type Transaction } from '../../platform/database/write.ts'
import { TestRegister, type TestOrganization } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { type RegisterOutcome, type RegisterRow } from './register-row.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let unit: TestOrganization
let branch: TestOrganization
let union: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  unit = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
  branch = await register.anOrganization({ establishedOn: '2010-01-01', name: '第一支部' })
  union = await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' })
})
afterAll(() => world.close())

async function upsert(rows: readonly RegisterRow[], { by = administrator.actor, counted = () => undefined as void }: { by?: Actor; counted?: () => void } = {}): Promise<RegisterOutcome[]> {
  const { outcomes } = await world.writer.write(by, 'import.roster', {}, async (tx) => {
    const counting: Transaction = {
      ...tx,
      query: (sql, parameters) => {
        counted()
        return tx.query(sql, parameters)
      },
      auditEach: (records) => {
        counted()
        return tx.auditEach(records)
      },
    }
    return { outcomes: await world.modules.members.register.upsertBatch(counting, rows), userErrors: [] }
  })
  return outcomes
}

let line = 0
function aRow(row: Partial<RegisterRow> = {}): RegisterRow {
  line += 1
  return { line, externalId: { source: 'HR', externalId: `HR${line}` }, nationalId: aNumber(), name: `人员${line}`, fields: {}, memberships: [], ...row }
}

let sequence = 0
function aNumber(): string {
  sequence += 1
  return composeNationalId({ birthDate: addDays('1980-01-01', Math.floor(sequence / 500)), sex: '1', sequence: sequence % 500 })
}

const only = async (row: RegisterRow, by?: Actor) => (await upsert([row], by === undefined ? {} : { by }))[0]!

async function read(memberId: string | null) {
  const { data } = await administrator.query(
    `query ($id: ID!) { member(id: $id) { name sex birthDate phone post ethnicity { code } nationalId version employmentStatus employerUnit { code } externalIds { source externalId }
      memberships { kind status validFrom validTo ending organization { code } } auditTrail(first: 20) { nodes { action changes { field after } } } } }`,
    { id: memberId },
  )
  return data.member
}

const full = (organization: TestOrganization) => ({ kind: 'PARTY' as const, organizationCode: organization.code, periods: [{ status: 'PROBATIONARY' as const, from: '2019-07-06', to: '2020-07-06' }, { status: 'FULL' as const, from: '2020-07-06', to: null }] })

describe('a batch', () => {
  it('enters new persons with their memberships', async () => {
    const nationalId = aNumber()
    const row = aRow({
      nationalId,
      name: '艾力·艾山',
      fields: { ethnicity: '05', phone: '19900061981', employmentStatus: 'ACTIVE', employmentStarted: '2012-12', monthlyWageBase: 410000 },
      unitCode: unit.code,
      memberships: [full(branch), { kind: 'UNION', organizationCode: union.code, periods: [{ status: 'MEMBER', from: '2012-12-01', to: null }] }],
    })
    const outcome = await only(row)
    expect(outcome).toEqual({ line: row.line, outcome: 'CREATED', memberId: expect.any(String), refusals: [], notices: [] })
    expect(await read(outcome.memberId)).toMatchObject({
      name: '艾力·艾山',
      sex: 'MALE',
      birthDate: birthDateOf(nationalId),
      phone: '199****1981',
      ethnicity: { code: '05' },
      version: 1,
      employmentStatus: 'ACTIVE',
      employerUnit: { code: unit.code },
      externalIds: [row.externalId],
      memberships: [
        { kind: 'PARTY', status: 'FULL', validFrom: '2020-07-06', validTo: null, organization: { code: branch.code } },
        { kind: 'UNION', status: 'MEMBER', validFrom: '2012-12-01' },
        { kind: 'PARTY', status: 'PROBATIONARY', validFrom: '2019-07-06', validTo: '2020-07-06', ending: 'STATUS_CHANGED' },
      ],
      auditTrail: { nodes: expect.arrayContaining([expect.objectContaining({ action: 'import.roster', changes: expect.arrayContaining([{ field: 'externalId', after: `HR ${row.externalId!.externalId}` }]) })]) },
    })
    const everything = JSON.stringify([await world.sql('SELECT * FROM audit_entry'), await world.sql('SELECT * FROM member')])
    expect(everything).not.toContain(nationalId)
    expect(everything).not.toContain('19900061981')
    expect(JSON.stringify(await world.sql('SELECT before, after FROM audit_entry'))).not.toContain('410000')
  })

  it('applied again changes nothing', async () => {
    const row = aRow({ fields: { post: '科员', phone: '19900061981', monthlyWageBase: 500000 }, unitCode: unit.code, memberships: [full(branch)] })
    const { memberId } = await only(row)
    const changes = async () => (await world.sql<{ changes: number }>('SELECT count(*)::int AS changes FROM change_event'))[0]!.changes
    const before = await changes()
    expect(await only(row)).toEqual({ line: row.line, outcome: 'UNCHANGED', memberId, refusals: [], notices: [] })
    expect(await changes()).toBe(before)
  })

  it('touches only what a row gives', async () => {
    const row = aRow({ fields: { post: '科员', ethnicity: '05', phone: '19900061981' }, unitCode: unit.code })
    const { memberId } = await only(row)
    expect(await only({ ...row, fields: { post: '科长' }, unitCode: null, memberships: [full(branch)] })).toMatchObject({ outcome: 'UPDATED', notices: [] })
    expect(await read(memberId)).toMatchObject({ post: '科长', ethnicity: { code: '05' }, phone: '199****1981', version: 2, employerUnit: { code: unit.code }, memberships: [{ status: 'FULL' }, { status: 'PROBATIONARY' }] })
    expect(await only({ ...row, fields: { post: null } })).toMatchObject({ outcome: 'UPDATED' })
    expect(await read(memberId)).toMatchObject({ post: null, ethnicity: { code: '05' } })
  })

  it('does not touch birth date and sex that follow from the number', async () => {
    const row = aRow({ fields: {} })
    const { memberId } = await only(row)
    expect(await only({ ...row, nationalId: null, fields: { birthDate: '2000-01-01', sex: 'FEMALE' } })).toMatchObject({ outcome: 'UNCHANGED' })
    expect(await read(memberId)).toMatchObject({ sex: 'MALE' })
    const without = aRow({ nationalId: null, fields: { birthDate: '2000-01-01', sex: 'FEMALE' } })
    expect(await read((await only(without)).memberId)).toMatchObject({ birthDate: '2000-01-01', sex: 'FEMALE', nationalId: null })
  })

  it('takes as many statements for a thousand as for two', async () => {
    const statements = async (rows: readonly RegisterRow[]) => {
      let count = 0
      const outcomes = await upsert(rows, { counted: () => (count += 1) })
      return { count, outcomes: [...new Set(outcomes.map(({ outcome }) => outcome))] }
    }
    const many = Array.from({ length: 1000 }, () => aRow({ unitCode: unit.code, memberships: [full(branch)], fields: { phone: '19900061981' } }))
    const few = many.splice(0, 2)
    const [two, thousand] = [await statements(few), await statements(many)]
    expect(thousand).toEqual({ count: two.count, outcomes: ['CREATED'] })
    expect(two.count).toBeLessThanOrEqual(15)
    const again = await statements(many.map((row) => ({ ...row, fields: { ...row.fields, post: '科员' } })))
    expect(again.outcomes).toEqual(['UPDATED'])
    expect(again.count).toBeLessThanOrEqual(15)
  })

  it('by several at once enters each person once', async () => {
    const rows = Array.from({ length: 40 }, () => aRow({ memberships: [full(branch)] }))
    const outcomes = await Promise.all([upsert(rows), upsert([...rows].reverse()), upsert(rows)])
    expect(outcomes.flat().filter(({ outcome }) => outcome === 'CREATED')).toHaveLength(40)
    expect(outcomes.flat().filter(({ outcome }) => outcome === 'UNCHANGED')).toHaveLength(80)
  })

  it('by number alone, at once, enters each person once too', async () => {
    const rows = Array.from({ length: 20 }, () => aRow({ externalId: null }))
    const outcomes = (await Promise.all([upsert(rows), upsert([...rows].reverse())])).flat()
    expect(outcomes.filter(({ outcome }) => outcome === 'CREATED')).toHaveLength(20)
    const [counted] = await world.sql<{ members: number }>('SELECT count(*)::int AS members FROM member WHERE name = ANY($1)', [rows.map(({ name }) => name)])
    expect(counted!.members).toBe(20)
  })

  it('can be rehearsed', async () => {
    const row = aRow({ memberships: [full(branch)] })
    const [outcome] = await world.writer.rehearse(administrator.actor, 'import.roster', (tx) => world.modules.members.register.upsertBatch(tx, [row]))
    expect(outcome).toMatchObject({ outcome: 'CREATED' })
    expect(await world.sql('SELECT 1 FROM external_identity WHERE external_id = $1', [row.externalId!.externalId])).toEqual([])
  })
})

describe('who is meant', () => {
  it('is told by the external id, or by the number, which attaches the other', async () => {
    const byNumber = aRow({ externalId: null })
    const { memberId } = await only(byNumber)
    expect(await only({ ...byNumber, externalId: { source: 'HR', externalId: 'HR-late' } })).toMatchObject({ outcome: 'UPDATED', memberId })
    expect(await only({ ...byNumber, externalId: { source: 'HR', externalId: 'HR-late' }, nationalId: null })).toMatchObject({ outcome: 'UNCHANGED', memberId })
    const byId = aRow({ nationalId: null })
    const later = aNumber()
    const first = await only(byId)
    expect(await only({ ...byId, nationalId: later })).toMatchObject({ outcome: 'UPDATED', memberId: first.memberId })
    expect((await read(first.memberId)).nationalId).toContain(later.slice(-4))
  })

  it('is not guessed', async () => {
    const [one, other] = [aRow({ name: '甲' }), aRow({ name: '乙' })]
    await upsert([one, other])
    const refusals = async (row: RegisterRow) => (await only(row)).refusals.map(({ code }) => code)
    expect(await refusals({ ...one, nationalId: other.nationalId })).toEqual(['NATIONAL_ID_OF_ANOTHER'])
    expect(await refusals({ ...one, nationalId: aNumber() })).toEqual(['NATIONAL_ID_DIFFERS'])
    expect(await refusals({ ...one, externalId: { source: 'HR', externalId: 'HR-new' } })).toEqual(['EXTERNAL_ID_TAKEN'])
    expect(await refusals({ ...one, nationalId: null, name: '丙' })).toEqual(['NAME_DIFFERS'])
    const sameName = await only(aRow({ name: '甲' }))
    expect(sameName).toMatchObject({ outcome: 'CREATED' })
    expect(await only({ ...one, name: '丙' })).toMatchObject({ outcome: 'UPDATED', notices: [{ code: 'NAME_CHANGED', registered: '甲' }] })
    expect(await only({ ...one, name: '丙', externalId: { source: 'DORM', externalId: 'D1' } })).toMatchObject({ outcome: 'UPDATED' })
  })

  it('is one row’s affair', async () => {
    const row = aRow()
    const outcomes = await upsert([row, { ...row, name: '另一个' }, { ...aRow(), nationalId: row.nationalId }])
    expect(outcomes.map(({ outcome, refusals }) => [outcome, ...refusals.map(({ code }) => code)])).toEqual([['CREATED'], ['REJECTED', 'REPEATED'], ['REJECTED', 'REPEATED']])
  })
})

describe('memberships of a batch', () => {
  const at = (organization: TestOrganization, status: 'FULL' | 'PROBATIONARY' = 'FULL', from = '2020-07-06') => [{ kind: 'PARTY' as const, organizationCode: organization.code, periods: [{ status, from, to: null }] }]

  it('that are on the register stay as they are', async () => {
    const other = await register.anOrganization({ name: '第二支部' })
    const row = aRow({ memberships: at(branch) })
    await only(row)
    const notices = async (memberships: RegisterRow['memberships']) => (await only({ ...row, memberships })).notices
    expect(await notices(at(other))).toEqual([{ code: 'MEMBERSHIP_ELSEWHERE', kind: 'PARTY', registered: '第一支部' }])
    expect(await notices(at(branch, 'PROBATIONARY'))).toEqual([{ code: 'MEMBERSHIP_STATUS_DIFFERS', kind: 'PARTY', registered: 'FULL', meant: 'PROBATIONARY' }])
    expect(await notices(at(branch, 'FULL', '1999-01-01'))).toEqual([])
    await world.sql(`UPDATE membership SET valid = daterange(lower(valid), '2024-01-01'), ending = 'WITHDRAWN' WHERE member_id = (SELECT member_id FROM external_identity WHERE external_id = $1)`, [row.externalId!.externalId])
    expect(await notices(at(branch))).toEqual([{ code: 'MEMBERSHIP_ENDED', kind: 'PARTY', day: '2024-01-01' }])
  })

  it('begin with the organisation at the earliest', async () => {
    const young = await register.anOrganization({ establishedOn: '2020-01-01' })
    const { memberId, notices } = await only(aRow({ memberships: [full(young)] }))
    expect(notices).toEqual([{ code: 'PERIOD_SHORTENED', kind: 'PARTY', day: '2019-07-06', established: '2020-01-01' }])
    expect((await read(memberId)).memberships).toMatchObject([{ status: 'FULL', validFrom: '2020-07-06' }, { status: 'PROBATIONARY', validFrom: '2020-01-01' }])
    const younger = await register.anOrganization({ establishedOn: '2021-01-01' })
    expect((await read((await only(aRow({ memberships: [full(younger)] }))).memberId)).memberships).toMatchObject([{ status: 'FULL', validFrom: '2021-01-01' }])
  })

  it('that the rule book refuses leave the person, and say why', async () => {
    const committee = await register.anOrganization({ level: 'COMMITTEE' })
    const { outcome, notices, memberId } = await only(aRow({ memberships: at(committee) }))
    expect({ outcome, notices }).toMatchObject({ outcome: 'CREATED', notices: [{ code: 'MEMBERSHIP_REFUSED', obstacle: { ruleId: 'party.membership.levels' } }] })
    expect((await read(memberId)).memberships).toEqual([])
  })

  it('need organisations of their kind that exist', async () => {
    const refusals = async (row: Partial<RegisterRow>) => (await only(aRow(row))).refusals
    expect(await refusals({ unitCode: 'NOWHERE', memberships: at({ ...branch, code: 'NOTHING' }) })).toEqual([
      { code: 'ORGANIZATION_UNKNOWN', place: 'PARTY', organizationCode: 'NOTHING' },
      { code: 'ORGANIZATION_UNKNOWN', place: 'UNIT', organizationCode: 'NOWHERE' },
    ])
    expect(await refusals({ unitCode: branch.code })).toEqual([{ code: 'ORGANIZATION_OF_OTHER_KIND', place: 'UNIT', organizationCode: branch.code, found: 'PARTY' }])
    expect(await refusals({ memberships: at(union) })).toEqual([{ code: 'ORGANIZATION_OF_OTHER_KIND', place: 'PARTY', organizationCode: union.code, found: 'UNION' }])
  })

  it('are counted like any other', async () => {
    const fresh = await register.anOrganization()
    await upsert(Array.from({ length: 30 }, () => aRow({ memberships: [full(fresh)] })))
    const { data } = await administrator.query(`query ($id: ID!) { organization(id: $id) { memberCount } }`, { id: fresh.id })
    expect(data.organization.memberCount).toBe(30)
  })
})

describe('the scope of a batch', () => {
  it('takes in the actor’s own organisations and persons', async () => {
    const elsewhere = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
    const secret = await register.anOrganization({ name: '别处支部' })
    const { actor } = await world.as([grantOver('OFFICER', unit.path)])
    const theirs = aRow({ unitCode: elsewhere.code })
    await only(theirs)
    const refusals = async (row: RegisterRow) => (await only(row, actor)).refusals.map(({ code }) => code)
    expect(await refusals(theirs)).toEqual(['PERSON_ELSEWHERE', 'ORGANIZATION_UNKNOWN'])
    expect(await refusals({ ...theirs, externalId: null, unitCode: unit.code })).toEqual(['PERSON_ELSEWHERE'])
    expect(await refusals(aRow({ unitCode: elsewhere.code }))).toEqual(['ORGANIZATION_UNKNOWN'])
    expect(await refusals(aRow())).toEqual(['NO_ORGANIZATION'])
    const own = aRow({ unitCode: unit.code })
    expect(await only(own, actor)).toMatchObject({ outcome: 'CREATED' })
    await only({ ...own, memberships: [full(secret)] })
    const managed = await world.as([grantOver('OFFICER', unit.path, branch.path)])
    expect((await only({ ...own, memberships: [full(branch)] }, managed.actor)).notices).toEqual([{ code: 'MEMBERSHIP_ELSEWHERE', kind: 'PARTY', registered: null }])
  })

  it('leaves a unit that is not the actor’s', async () => {
    const elsewhere = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
    const row = aRow({ unitCode: elsewhere.code, memberships: [full(branch)] })
    const { memberId } = await only(row)
    const { actor } = await world.as([grantOver('OFFICER', unit.path, branch.path)])
    expect(await only({ ...row, unitCode: unit.code, memberships: [] }, actor)).toMatchObject({ outcome: 'UNCHANGED', notices: [{ code: 'UNIT_ELSEWHERE' }] })
    expect((await read(memberId)).employerUnit).toEqual({ code: elsewhere.code })
  })
})
