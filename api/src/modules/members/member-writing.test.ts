import { addDays, composeNationalId } from '@qizhi/codes'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestRegister, type TestOrganization } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let unit: TestOrganization
let branch: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  unit = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
  branch = await register.anOrganization()
})
afterAll(() => world.close())

const shown = `member { id version name nationalId sex birthDate phone employmentStatus employmentStarted post ethnicity { code } employerUnit { code } viewerCan } userErrors { code field message }`
const inputs = { createMember: 'CreateMemberInput', updateMember: 'UpdateMemberInput', findMemberByNationalId: 'FindMemberInput' }

async function run(mutation: keyof typeof inputs, input: Record<string, unknown>, by: TestClient = administrator) {
  const { data, errors } = await by.query(`mutation ($input: ${inputs[mutation]}!) { ${mutation}(input: $input) { ${shown} } }`, { input })
  expect(errors).toEqual([])
  return data[mutation]
}

async function created(input: Record<string, unknown>, by?: TestClient) {
  const { member, userErrors } = await run('createMember', { name: '张三', ...input }, by)
  expect(userErrors).toEqual([])
  return member
}

const reveal = `mutation ($input: RevealMemberInput!) { revealMember(input: $input) { nationalId phone userErrors { code field } } }`

let sequence = 0
/** A number that nobody has, of a man born on the day. */
function aNumber(birthDate = '1985-03-12', sex: '1' | '2' = '1'): string {
  sequence += 1
  return composeNationalId({ birthDate, sex, sequence })
}

describe('creating', () => {
  it('takes from the number what follows from it, and keeps the number itself sealed', async () => {
    const number = aNumber('1985-03-12', '2')
    const member = await created({ name: '艾力.艾山', nationalId: ` ${number.toLowerCase()} `, phone: '199 0006 1981', ethnicity: '05', employerUnitId: unit.id, employmentStarted: '2012-07', post: '科员' })
    expect(member).toMatchObject({
      name: '艾力·艾山',
      nationalId: `${number.slice(0, 3)}***********${number.slice(-4)}`,
      sex: 'FEMALE',
      birthDate: '1985-03-12',
      phone: '199****1981',
      employmentStatus: 'ACTIVE',
      employmentStarted: '2012-07',
      ethnicity: { code: '05' },
      employerUnit: { code: unit.code },
      version: 1,
    })
    const stored = JSON.stringify([
      await world.sql('SELECT * FROM member WHERE id = $1', [member.id]),
      await world.sql('SELECT * FROM audit_entry WHERE entity_id = $1', [member.id]),
      await world.sql('SELECT * FROM change_event WHERE entity_id = $1', [member.id]),
    ])
    expect(stored).not.toContain(number)
    expect(stored).not.toContain('19900061981')
  })

  it('searches a new person by name and sounds', async () => {
    const { id } = await created({ name: '单𠮷雄', employerUnitId: unit.id })
    for (const query of ['单𠮷', 'shan', 's']) {
      const { data } = await administrator.query(`query ($query: String) { members(filter: { query: $query }, first: 50) { nodes { id } } }`, { query })
      expect(data.members.nodes).toContainEqual({ id })
    }
  })

  it.each([
    [{ name: '=1+1' }, 'name'],
    [{ name: '' }, 'name'],
    [{ nationalId: '119900198503120019' }, 'nationalId'],
    [{ nationalId: '11990' }, 'nationalId'],
    [{ birthDate: '2999-01-01' }, 'birthDate'],
    [{ ethnicity: '99' }, 'ethnicity'],
    [{ education: '无' }, 'education'],
    [{ politicalStatus: '1' }, 'politicalStatus'],
    [{ phone: '12345' }, 'phone'],
    [{ employmentStarted: '2012-13' }, 'employmentStarted'],
    [{ employmentStarted: '2012' }, 'employmentStarted'],
    [{ employmentStarted: '2999-01' }, 'employmentStarted'],
    [{ post: '长'.repeat(101) }, 'post'],
    [{ employerUnitId: 'nowhere' }, 'employerUnitId'],
  ])('refuses %j', async (wrong, field) => {
    const { member, userErrors } = await run('createMember', { name: '张三', ...wrong })
    expect({ member, fields: userErrors.map((error: { field: string[] }) => error.field) }).toEqual({ member: null, fields: [[field]] })
  })

  it('holds what is written against the number', async () => {
    const nationalId = aNumber('1985-03-12', '1')
    const { userErrors } = await run('createMember', { name: '张三', nationalId, birthDate: '1985-03-13', sex: 'FEMALE' })
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['birthDate'] }, { code: 'INVALID', field: ['sex'] }])
    await created({ nationalId, birthDate: '1985-03-12', sex: 'UNKNOWN' })
  })

  it('needs a unit that exists and is one', async () => {
    const gone = await register.anOrganization({ kind: 'UNIT', dissolvedOn: '2024-01-01' })
    expect((await run('createMember', { name: '张三', employerUnitId: branch.id })).userErrors).toMatchObject([{ code: 'INVALID', field: ['employerUnitId'] }])
    expect((await run('createMember', { name: '张三', employerUnitId: gone.id })).userErrors).toMatchObject([{ code: 'CONFLICT', field: ['employerUnitId'] }])
  })

  it('is done once for each number, also by several at once, and by a repeated key', async () => {
    const nationalId = aNumber()
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => run('createMember', { name: '张三', nationalId })))
    expect(outcomes.flatMap((outcome) => outcome.userErrors.map((error: { code: string }) => error.code))).toEqual(Array.from({ length: 7 }, () => 'ALREADY_EXISTS'))
    const repeated = { name: '李四', nationalId: aNumber(), idempotencyKey: 'member-once' }
    const [one, other] = await Promise.all([run('createMember', repeated), run('createMember', repeated)])
    expect(one.member.id).toBe(other.member.id)
    const changed = await administrator.query(`mutation ($input: CreateMemberInput!) { createMember(input: $input) { userErrors { code } } }`, { input: { ...repeated, nationalId: aNumber() } })
    expect(changed.errors[0]?.code).toBe('IDEMPOTENCY_MISMATCH')
    expect(JSON.stringify(await world.sql('SELECT * FROM idempotency_key'))).not.toContain(repeated.nationalId)
  })

  it('tells who holds a number to those who may know it, and to others nothing', async () => {
    const nationalId = aNumber()
    const holder = await created({ name: '持有人', nationalId, employerUnitId: unit.id })
    const [known] = (await run('createMember', { name: '张三', nationalId })).userErrors
    expect(known).toMatchObject({ code: 'ALREADY_EXISTS', field: ['nationalId'], message: expect.stringContaining('持有人') })
    const elsewhere = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
    const officer = await world.as([grantOver('OFFICER', elsewhere.path)])
    const refused = await run('createMember', { name: '张三', nationalId, employerUnitId: elsewhere.id }, officer)
    expect(refused).toEqual({ member: null, userErrors: [{ code: 'ALREADY_EXISTS', field: ['nationalId'], message: '登记册中已有此身份证号，请联系平台管理员。' }] })
    const own = await created({ name: '本单位', employerUnitId: elsewhere.id }, officer)
    expect((await run('updateMember', { id: own.id, version: 1, nationalId }, officer)).userErrors).toEqual(refused.userErrors)
    expect(holder.id).not.toBe(own.id)
  })
})

describe('updating', () => {
  it('leaves what is absent and clears what is null', async () => {
    const nationalId = aNumber()
    const { id } = await created({ nationalId, phone: '19900061981', post: '科员', ethnicity: '01', employerUnitId: unit.id })
    const { member } = await run('updateMember', { id, version: 1, name: '张三丰', post: null, phone: '' })
    expect(member).toMatchObject({ version: 2, name: '张三丰', post: null, phone: null, ethnicity: { code: '01' }, birthDate: '1985-03-12', employmentStatus: 'ACTIVE', employerUnit: { code: unit.code } })
    expect(member.nationalId).toContain('***')
    expect((await run('updateMember', { id, version: 2, nationalId: null, birthDate: null })).member).toMatchObject({ version: 3, nationalId: null, birthDate: null })
    expect((await run('updateMember', { id, version: 3, name: null })).userErrors).toMatchObject([{ code: 'REQUIRED', field: ['name'] }])
  })

  it('changes nothing, and no version, where nothing differs', async () => {
    const input = { nationalId: aNumber(), phone: '19900061981', employerUnitId: unit.id }
    const { id } = await created(input)
    expect((await run('updateMember', { id, version: 1, ...input, name: '张三' })).member.version).toBe(1)
    expect(await world.sql('SELECT action FROM audit_entry WHERE entity_id = $1', [id])).toEqual([{ action: 'member.create' }])
  })

  it('is refused when somebody else was quicker, and shows the present state', async () => {
    const { id } = await created({})
    const outcomes = await Promise.all(['甲', '乙', '丙'].map((post) => run('updateMember', { id, version: 1, post })))
    expect(outcomes.filter((outcome) => outcome.userErrors.length === 0)).toHaveLength(1)
    const stale = outcomes.find((outcome) => outcome.userErrors.length > 0)
    expect(stale).toMatchObject({ member: { version: 2 }, userErrors: [{ code: 'STALE_VERSION', field: ['version'] }] })
  })

  it('holds a birth date that is written alone against the number that is kept', async () => {
    const { id } = await created({ nationalId: aNumber('1985-03-12') })
    expect((await run('updateMember', { id, version: 1, birthDate: '1985-03-13' })).userErrors).toMatchObject([{ field: ['birthDate'] }])
    expect((await run('updateMember', { id, version: 1, birthDate: '1985-03-12', sex: 'FEMALE' })).userErrors).toMatchObject([{ field: ['sex'] }])
    expect((await run('updateMember', { id, version: 1, nationalId: aNumber('1990-10-01', '2') })).member).toMatchObject({ birthDate: '1990-10-01', sex: 'FEMALE' })
  })

  it('leaves a trail with masked numbers', async () => {
    const [before, after] = [aNumber(), aNumber()]
    const { id } = await created({ nationalId: before })
    await run('updateMember', { id, version: 1, nationalId: after, post: '科员' })
    const { data } = await administrator.query(`query ($id: ID!) { member(id: $id) { auditTrail(first: 10) { nodes { action changes { field before after } } } } }`, { id })
    expect(data.member.auditTrail.nodes[0]).toEqual({
      action: 'member.update',
      changes: expect.arrayContaining([
        { field: 'nationalId', before: `${before.slice(0, 3)}***********${before.slice(-4)}`, after: `${after.slice(0, 3)}***********${after.slice(-4)}` },
        { field: 'post', before: null, after: '科员' },
      ]),
    })
    expect(data.member.auditTrail.nodes[0].changes).toHaveLength(2)
  })
})

describe('the scope of writing', () => {
  it('takes in one’s own persons only', async () => {
    const officer = await world.as([grantOver('OFFICER', unit.path)])
    const { id } = await created({})
    for (const [mutation, input, type] of [
      ['updateMember', { id, version: 1, post: '科员' }, 'UpdateMemberInput'],
      ['revealMember', { memberId: id, fields: ['PHONE'], purpose: '核对' }, 'RevealMemberInput'],
    ] as const) {
      const { data, errors } = await officer.query(`mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`, { input })
      expect({ data, code: errors[0]?.code }).toEqual({ data: null, code: 'NOT_FOUND' })
    }
    expect(await world.sql('SELECT action FROM audit_entry WHERE actor_id = $1 AND outcome = $2 ORDER BY id', [officer.viewer.accountId, 'DENIED'])).toEqual([{ action: 'member.update' }, { action: 'member.reveal' }])
    const { version } = (await world.sql<{ version: number }>('SELECT version FROM member WHERE id = $1', [id]))[0]!
    expect(version).toBe(1)
  })

  it('needs a unit of one’s own for a new person, and for one who leaves another unit', async () => {
    const officer = await world.as([grantOver('OFFICER', unit.path, branch.path)])
    const elsewhere = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
    const refusal = async (mutation: 'createMember' | 'updateMember', input: Record<string, unknown>) => {
      const { userErrors } = await run(mutation, input, officer)
      return userErrors.map((error: { code: string; field: string[] }) => `${error.code} ${error.field[0]}`)
    }
    expect(await refusal('createMember', { name: '张三' })).toEqual(['REQUIRED employerUnitId'])
    expect(await refusal('createMember', { name: '张三', employerUnitId: elsewhere.id })).toEqual(['NOT_FOUND employerUnitId'])
    const own = await created({ employerUnitId: unit.id }, officer)
    expect(await refusal('updateMember', { id: own.id, version: 1, employerUnitId: null })).toEqual(['REQUIRED employerUnitId'])
    expect(await refusal('updateMember', { id: own.id, version: 1, employerUnitId: elsewhere.id })).toEqual(['NOT_FOUND employerUnitId'])
    const shared = await register.aMemberOf(branch, { employedIn: elsewhere })
    expect(await refusal('updateMember', { id: shared.id, version: 1, employerUnitId: unit.id })).toEqual(['CONFLICT employerUnitId'])
    expect(await refusal('updateMember', { id: shared.id, version: 1, employerUnitId: elsewhere.id, post: '科员' })).toEqual([])
    const both = await register.aMemberOf(branch, { employedIn: unit })
    expect(await refusal('updateMember', { id: both.id, version: 1, employerUnitId: null })).toEqual([])
  })

  it.each(['createMember', 'updateMember', 'revealMember', 'findMemberByNationalId'])('is nowhere for a viewer: %s', async (mutation) => {
    const viewer = await world.as([{ role: 'VIEWER', paths: null }])
    const input = { createMember: `name: "张"`, updateMember: `id: "x", version: 1`, revealMember: `memberId: "x", fields: [PHONE], purpose: "p"`, findMemberByNationalId: `nationalId: "x", purpose: "p"` }[mutation]
    const { errors } = await viewer.query(`mutation { ${mutation}(input: { ${input} }) { userErrors { code } } }`)
    expect(errors[0]?.code).toBe('FORBIDDEN')
  })
})

describe('disclosing', () => {
  it('finds a person by the whole number, and tells nothing of those outside the scope; all is audited', async () => {
    const nationalId = aNumber()
    const { id } = await created({ name: '被找到', nationalId, employerUnitId: unit.id })
    const officer = await world.as([grantOver('SECRETARY', branch.path)])
    const own = await world.as([grantOver('SECRETARY', unit.path)])
    const find = (by: TestClient, number: string, purpose = '核对身份') => run('findMemberByNationalId', { nationalId: number, purpose, idempotencyKey: 'find' }, by)
    expect(await find(own, nationalId)).toMatchObject({ member: { id }, userErrors: [] })
    expect(await find(officer, nationalId)).toEqual({ member: null, userErrors: [] })
    expect(await find(officer, aNumber())).toEqual({ member: null, userErrors: [] })
    expect((await find(officer, nationalId, '  ')).userErrors).toMatchObject([{ code: 'REQUIRED', field: ['purpose'] }])
    expect((await find(officer, '12')).userErrors).toMatchObject([{ code: 'INVALID', field: ['nationalId'] }])
    const trail = await world.sql<{ entity_id: string | null; reason: string; after: unknown }>('SELECT entity_id, reason, after FROM audit_entry WHERE actor_id = ANY($1) ORDER BY id', [[own.viewer.accountId, officer.viewer.accountId]])
    expect(trail).toMatchObject([
      { entity_id: id, reason: '核对身份', after: { found: true } },
      { entity_id: null, reason: '核对身份', after: { found: false } },
      { entity_id: null, reason: '核对身份', after: { found: false } },
    ])
    expect(JSON.stringify(trail)).not.toContain(nationalId)
  })

  it('shows what was asked for, for a purpose, and writes it down', async () => {
    const nationalId = aNumber()
    const { id } = await created({ nationalId, phone: '19900061981', employerUnitId: unit.id })
    const officer = await world.as([grantOver('OFFICER', unit.path)])
    const show = async (input: Record<string, unknown>) => (await officer.query(reveal, { input: { memberId: id, purpose: '转接组织关系', ...input } })).data.revealMember
    expect(await show({ fields: ['NATIONAL_ID'] })).toEqual({ nationalId, phone: null, userErrors: [] })
    expect(await show({ fields: ['PHONE', 'NATIONAL_ID'], idempotencyKey: 'show' })).toEqual({ nationalId, phone: '19900061981', userErrors: [] })
    expect(await show({ fields: ['PHONE', 'NATIONAL_ID'], idempotencyKey: 'show' })).toEqual({ nationalId, phone: '19900061981', userErrors: [] })
    expect(await show({ fields: ['PHONE'], purpose: ' ' })).toEqual({ nationalId: null, phone: null, userErrors: [{ code: 'REQUIRED', field: ['purpose'] }] })
    expect(await show({ fields: [] })).toMatchObject({ userErrors: [{ code: 'REQUIRED', field: ['fields'] }] })
    const trail = await world.sql('SELECT action, reason, after FROM audit_entry WHERE actor_id = $1 ORDER BY id', [officer.viewer.accountId])
    expect(trail).toMatchObject([
      { action: 'member.reveal', reason: '转接组织关系', after: { revealed: 'NATIONAL_ID' } },
      { after: { revealed: 'NATIONAL_ID, PHONE' } },
      { after: { revealed: 'NATIONAL_ID, PHONE' } },
    ])
    expect(JSON.stringify([trail, await world.sql('SELECT * FROM idempotency_key')])).not.toContain(nationalId)
  })

  it('shows nothing when it cannot be written down', async () => {
    const { id } = await created({ nationalId: aNumber() })
    await world.sql(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$`)
    await world.sql(`CREATE TRIGGER full_disk BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION fail()`)
    const { data, errors } = await administrator.query(reveal, { input: { memberId: id, fields: ['NATIONAL_ID'], purpose: '核对' } })
    await world.sql('DROP TRIGGER full_disk ON audit_entry')
    expect(data).toBeNull()
    expect(errors).toHaveLength(1)
  })

  it('does not show a value that was put into another row', async () => {
    const [one, other] = [await created({ nationalId: aNumber() }), await created({ nationalId: aNumber() })]
    await world.sql('UPDATE member SET national_id_cipher = (SELECT national_id_cipher FROM member WHERE id = $2) WHERE id = $1', [one.id, other.id])
    const { data, errors } = await administrator.query(reveal, { input: { memberId: one.id, fields: ['NATIONAL_ID'], purpose: '核对' } })
    expect(data).toBeNull()
    expect(errors[0]?.message).not.toMatch(/\d{17}/)
  })
})

it('dates nobody’s beginning at work after today', async () => {
  const [{ today }] = (await world.sql<{ today: string }>('SELECT today()::text AS today')) as [{ today: string }]
  await created({ employmentStarted: today })
  expect((await run('createMember', { name: '张三', employmentStarted: addDays(today, 1) })).userErrors).toHaveLength(1)
})
