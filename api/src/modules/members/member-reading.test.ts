import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestRegister, type TestMember, type TestOrganization } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
})
afterAll(() => world.close())

const list = `query ($filter: MemberFilter, $orderBy: MemberOrder, $first: Int = 50, $after: String) {
  members(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`

async function found(filter: Record<string, unknown>, by: TestClient = administrator): Promise<string[]> {
  const { data, errors } = await by.query(list, { filter })
  expect(errors).toEqual([])
  expect(data.members.totalCount).toBe(data.members.nodes.length)
  return data.members.nodes.map((node: { name: string }) => node.name).sort()
}

describe('a person', () => {
  it('is read with everything around him in one statement', async () => {
    const unit = await register.anOrganization({ kind: 'UNIT' })
    const committee = await register.anOrganization({ level: 'COMMITTEE' })
    const branch = await register.anOrganization({ under: committee })
    const league = await register.anOrganization({ kind: 'LEAGUE' })
    const person = await register.aMember({ name: '艾力·艾山', ethnicity: '05', education: '20', employedIn: unit, nationalIdMasked: '119***********0014', phoneMasked: '199****0001' })
    await register.aMembership({ of: person, in: league, from: '2006-05-04', to: '2018-01-01', ending: 'AGED_OUT' })
    await register.aMembership({ of: person, in: branch, status: 'PROBATIONARY', from: '2019-07-01', to: '2020-07-01', ending: 'STATUS_CHANGED' })
    await register.aMembership({ of: person, in: branch, from: '2020-07-01' })
    await world.sql(`INSERT INTO external_identity (source, external_id, member_id) VALUES ('HR', 'HR001', $1)`, [person.id])
    const { data, errors, statements } = await administrator.query(
      `query { memberByExternalId(source: "HR", externalId: "HR001") {
        __typename code name sex birthDate nationalId phone version viewerCan ethnicity { code name } education { name } politicalStatus { name } employmentStatus
        employerUnit { __typename code } externalIds { source externalId }
        memberships { kind status validFrom validTo ending nextStatuses endings viewerCan organization { code parent { code } } member { code } }
        party { status } union { status } league { status } } }`,
    )
    expect(errors).toEqual([])
    expect(statements).toBe(1)
    expect(data.memberByExternalId).toMatchObject({
      __typename: 'Member',
      code: person.code,
      birthDate: '1990-01-01',
      nationalId: '119***********0014',
      phone: '199****0001',
      viewerCan: ['UPDATE', 'REVEAL', 'OPEN_MEMBERSHIP'],
      ethnicity: { code: '05', name: '维吾尔族' },
      education: { name: '大学本科' },
      politicalStatus: null,
      employerUnit: { __typename: 'EmployerUnit', code: unit.code },
      externalIds: [{ source: 'HR', externalId: 'HR001' }],
      party: { status: 'FULL' },
      union: null,
      league: null,
    })
    expect(data.memberByExternalId.memberships).toEqual([
      { kind: 'PARTY', status: 'FULL', validFrom: '2020-07-01', validTo: null, ending: null, nextStatuses: [], endings: ['TRANSFERRED_OUT', 'WITHDRAWN', 'REMOVED', 'EXPELLED', 'DECEASED'], viewerCan: ['TRANSFER', 'END'], organization: { code: branch.code, parent: { code: committee.code } }, member: { code: person.code } },
      expect.objectContaining({ kind: 'PARTY', status: 'PROBATIONARY', validTo: '2020-07-01', ending: 'STATUS_CHANGED', nextStatuses: [], endings: [], viewerCan: [] }),
      expect.objectContaining({ kind: 'LEAGUE', ending: 'AGED_OUT' }),
    ])
  })

  it('is found by id, as a node and by nothing that does not exist', async () => {
    const person = await register.aMember()
    const { data } = await administrator.query(`query ($id: ID!) { member(id: $id) { code } node(id: $id) { __typename id ... on Member { name } } }`, { id: person.id })
    expect(data).toEqual({ member: { code: person.code }, node: { __typename: 'Member', id: person.id, name: person.name } })
    const nobody = await administrator.query(`query { member(id: "no-id") { code } memberByExternalId(source: "HR", externalId: "nobody") { code } }`)
    expect(nobody).toMatchObject({ data: { member: null, memberByExternalId: null }, errors: [{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }] })
  })

  it('speaks the language of the request', async () => {
    const person = await register.aMember({ ethnicity: '05' })
    const english = await world.as(undefined, 'en')
    const { data } = await english.query(`query ($id: ID!) { member(id: $id) { ethnicity { name } } codeTable(name: SEX) { code name } }`, { id: person.id })
    expect(data).toEqual({ member: { ethnicity: { name: 'Uygur' } }, codeTable: [{ code: '0', name: 'Unknown' }, { code: '1', name: 'Male' }, { code: '2', name: 'Female' }, { code: '9', name: 'Not stated' }] })
  })
})

describe('the list', () => {
  it('is searched by name, sounds and code', async () => {
    const names = ['曾国藩', '曾国荃', '单雄信', '𠮷田茂', '阿不都·热合曼', '王_五%', 'Smith']
    const made = new Map<string, TestMember>()
    for (const name of names) made.set(name, await register.aMember({ name }))
    expect(await found({ query: '曾国' })).toEqual(['曾国荃', '曾国藩'])
    expect(await found({ query: '曾' })).toEqual(['曾国荃', '曾国藩'])
    expect(await found({ query: 'zengguof' })).toEqual(['曾国藩'])
    expect(await found({ query: 'ZGF' })).toEqual(['曾国藩'])
    expect(await found({ query: 'shanx' })).toEqual(['单雄信'])
    expect(await found({ query: '𠮷' })).toEqual(['𠮷田茂'])
    expect(await found({ query: '·热合' })).toEqual(['阿不都·热合曼'])
    expect(await found({ query: '国藩' })).toEqual([])
    expect(await found({ query: ' Smi ' })).toEqual(['Smith'])
    expect(await found({ query: '%' })).toEqual([])
    expect(await found({ query: '王_五%' })).toEqual(['王_五%'])
    expect(await found({ query: '%%%' })).toEqual([])
    expect(await found({ query: made.get('单雄信')!.code.toLowerCase() })).toEqual(['单雄信'])
  })

  it('is filtered by what a person is', async () => {
    const unit = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
    const department = await register.anOrganization({ under: unit, level: 'DEPARTMENT' })
    await register.aMember({ name: '筛一', sex: 'FEMALE', ethnicity: '05', education: '20', birthDate: '1980-01-01', employedIn: department })
    await register.aMember({ name: '筛二', sex: 'MALE', ethnicity: '01', education: '30', birthDate: '1990-01-01', employedIn: unit, employmentStatus: 'RETIRED' })
    const inUnit = (filter: Record<string, unknown>) => found({ organization: unit.id, ...filter })
    expect(await inUnit({})).toEqual(['筛一', '筛二'])
    expect(await found({ organization: department.id })).toEqual(['筛一'])
    expect(await inUnit({ sexes: ['FEMALE'] })).toEqual(['筛一'])
    expect(await inUnit({ ethnicities: ['01', '02'] })).toEqual(['筛二'])
    expect(await inUnit({ educations: ['20'] })).toEqual(['筛一'])
    expect(await inUnit({ employmentStatuses: ['RETIRED'] })).toEqual(['筛二'])
    expect(await inUnit({ bornFrom: '1980-01-02' })).toEqual(['筛二'])
    expect(await inUnit({ bornFrom: '1980-01-01', bornTo: '1980-01-01' })).toEqual(['筛一'])
    expect(await found({ organization: 'no-id' })).toEqual([])
  })

  it('is filtered by memberships: kind and status of the same one', async () => {
    const committee = await register.anOrganization({ level: 'COMMITTEE' })
    const branch = await register.anOrganization({ under: committee })
    const union = await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' })
    const unit = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
    const both = await register.aMemberOf(branch, { name: '党工', status: 'FULL', employedIn: unit })
    await register.aMembership({ of: both, in: union })
    const former = await register.aMemberOf(union, { name: '工会', employedIn: unit })
    await register.aMembership({ of: former, in: branch, from: '2010-01-01', to: '2012-01-01' })
    await register.aMemberOf(branch, { name: '预备', status: 'PROBATIONARY' })
    expect(await found({ organization: committee.id })).toEqual(['党工', '预备'])
    expect(await found({ organization: committee.id, statuses: ['FULL'] })).toEqual(['党工'])
    expect(await found({ organization: committee.id, kinds: ['UNION'] })).toEqual(['党工'])
    expect(await found({ organization: unit.id, kinds: ['PARTY'] })).toEqual(['党工'])
    expect(await found({ organization: unit.id, kinds: ['UNION'], statuses: ['MEMBER'] })).toEqual(['党工', '工会'])
    expect(await found({ organization: unit.id, kinds: ['UNION'], statuses: ['FULL'] })).toEqual([])
  })

  it.each(['NAME_ASC', 'NAME_DESC', 'CODE_ASC', 'CODE_DESC'])('pages through by %s without gaps or repeats', async (orderBy) => {
    const branch = await register.anOrganization()
    const made: string[] = []
    for (const name of ['同名', '同名', '赵甲', '钱乙', '孙丙']) made.push((await register.aMemberOf(branch, { name })).name)
    const seen: string[] = []
    let after: string | null = null
    do {
      const { data }: { data: any } = await administrator.query(list, { filter: { organization: branch.id }, orderBy, first: 2, after })
      seen.push(...data.members.nodes.map((node: { name: string }) => node.name))
      after = data.members.pageInfo.hasNextPage ? data.members.pageInfo.endCursor : null
    } while (after !== null)
    expect([...seen].sort()).toEqual([...made].sort())
    if (orderBy === 'NAME_ASC') expect(seen).toEqual(['钱乙', '孙丙', '同名', '同名', '赵甲'])
  })
})

describe('the scope', () => {
  let mine: TestOrganization
  let theirs: TestOrganization
  let unit: TestOrganization
  let shared: TestMember
  let foreign: TestMember
  let officer: TestClient

  beforeAll(async () => {
    mine = await register.anOrganization()
    theirs = await register.anOrganization({ kind: 'LEAGUE' })
    unit = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
    shared = await register.aMemberOf(mine, { name: '两处', employedIn: unit })
    await register.aMembership({ of: shared, in: theirs })
    foreign = await register.aMemberOf(theirs, { name: '外人', employedIn: unit })
    await register.aMembership({ of: foreign, in: mine, from: '2010-01-01', to: '2012-01-01' })
    officer = await world.as([grantOver('OFFICER', mine.path)])
  })

  it('shows a person of one’s own, without what belongs to others', async () => {
    const { data } = await officer.query(`query ($id: ID!) { member(id: $id) { name memberships { kind member { name } } party { kind } league { kind } employerUnit { code } } }`, { id: shared.id })
    expect(data.member).toEqual({ name: '两处', memberships: [{ kind: 'PARTY', member: { name: '两处' } }], party: { kind: 'PARTY' }, league: null, employerUnit: null })
  })

  it('does not show a stranger through any path; a membership that ended opens none', async () => {
    await world.sql(`INSERT INTO external_identity (source, external_id, member_id) VALUES ('HR', 'FOREIGN', $1)`, [foreign.id])
    const { data, errors } = await officer.query(
      `query ($id: ID!) { members(first: 50) { totalCount nodes { name } edges { node { name } } } member(id: $id) { name } node(id: $id) { id } memberByExternalId(source: "HR", externalId: "FOREIGN") { name } }`,
      { id: foreign.id },
    )
    expect(data).toEqual({ members: { totalCount: 1, nodes: [{ name: '两处' }], edges: [{ node: { name: '两处' } }] }, member: null, node: null, memberByExternalId: null })
    expect(errors.map((error) => error.code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
  })

  it('lets nobody learn of a membership by a filter', async () => {
    expect(await found({ kinds: ['LEAGUE'] }, officer)).toEqual([])
    expect(await found({ organization: theirs.id }, officer)).toEqual([])
    expect(await found({ organization: unit.id }, officer)).toEqual([])
    expect(await found({ organization: unit.id, kinds: ['PARTY'] }, officer)).toEqual([])
    expect(await found({ kinds: ['PARTY'] }, officer)).toEqual(['两处'])
  })

  it('takes in who is employed in one’s units', async () => {
    const hr = await world.as([grantOver('OFFICER', unit.path)])
    expect(await found({}, hr)).toEqual(['两处', '外人'])
    const { data } = await hr.query(`query ($id: ID!) { member(id: $id) { memberships { kind } employerUnit { code } } }`, { id: shared.id })
    expect(data.member).toEqual({ memberships: [], employerUnit: { code: unit.code } })
  })

  it('hides personal data from whoever may only read, and where he may only read', async () => {
    const person = await register.aMemberOf(theirs, { name: '隐私', nationalIdMasked: '119***********0014', phoneMasked: '199****0001' })
    const personal = `query ($id: ID!) { member(id: $id) { name birthDate nationalId phone viewerCan } }`
    const hidden = { name: '隐私', birthDate: null, nationalId: null, phone: null, viewerCan: [] }
    const viewer = await world.as([grantOver('VIEWER', theirs.path)])
    expect((await viewer.query(personal, { id: person.id })).data.member).toEqual(hidden)
    const mixed = await world.as([grantOver('VIEWER', theirs.path), grantOver('OFFICER', mine.path)])
    expect((await mixed.query(personal, { id: person.id })).data.member).toEqual({ ...hidden, viewerCan: ['OPEN_MEMBERSHIP'] })
    expect((await mixed.query(personal, { id: shared.id })).data.member).toMatchObject({ birthDate: '1990-01-01', viewerCan: ['UPDATE', 'REVEAL', 'OPEN_MEMBERSHIP'] })
    const born = await mixed.query(list, { filter: { bornFrom: '1990-01-01' } })
    expect(born.data.members.nodes).toEqual([{ name: '两处' }])
    const refused = await viewer.query(list, { filter: { bornTo: '2000-01-01' } })
    expect(refused.errors[0]?.code).toBe('FORBIDDEN')
  })

  it('keeps a reporter from persons altogether', async () => {
    const reporter = await world.as([{ role: 'REPORTER', paths: null }])
    const { data, errors } = await reporter.query(`query { members(first: 1) { totalCount } }`)
    expect({ data, code: errors[0]?.code }).toEqual({ data: null, code: 'FORBIDDEN' })
    const byId = await reporter.query(`query ($id: ID!) { node(id: $id) { id } member(id: $id) { id } }`, { id: shared.id })
    expect(byId.errors.map((error) => error.code).sort()).toEqual(['FORBIDDEN', 'NOT_FOUND'])
  })
})

describe('the trail', () => {
  const trail = `query ($id: ID!, $after: String) { member(id: $id) { auditTrail(first: 2, after: $after) { totalCount nodes { at actorName action reason changes { field before after } } pageInfo { hasNextPage endCursor } } } }`

  it('tells what was done to a person and to his memberships, newest first, of what the auditor sees', async () => {
    const mine = await register.anOrganization()
    const theirs = await register.anOrganization({ kind: 'LEAGUE' })
    const person = await register.aMemberOf(mine)
    const [own, foreign] = [await register.aMember(), await register.aMembership({ of: person, in: theirs })]
    const entries = [
      ['Member', person.id, null, null, { name: '旧名' }],
      ['Membership', foreign.id, theirs.id, null, { status: 'MEMBER' }],
      ['Member', person.id, null, { name: '旧名' }, { name: '新名', post: ['科员'] }],
      ['Member', own.id, null, null, { name: '别人' }],
    ] as const
    for (const [entity, id, organization, before, after] of entries) {
      await world.sql(`INSERT INTO audit_entry (actor_name, action, outcome, entity, entity_id, organization_id, before, after, reason) VALUES ('甲', 'test', 'DONE', $1, $2, $3, $4, $5, '原因')`, [entity, id, organization, before, after])
    }
    const first = await administrator.query(trail, { id: person.id })
    expect(first.errors).toEqual([])
    expect(first.statements).toBe(1)
    expect(first.data.member.auditTrail).toMatchObject({
      totalCount: 3,
      nodes: [
        { actorName: '甲', action: 'test', reason: '原因', changes: [{ field: 'name', before: '旧名', after: '新名' }, { field: 'post', before: null, after: '["科员"]' }] },
        { changes: [{ field: 'status', before: null, after: 'MEMBER' }] },
      ],
      pageInfo: { hasNextPage: true },
    })
    const rest = await administrator.query(trail, { id: person.id, after: first.data.member.auditTrail.pageInfo.endCursor })
    expect(rest.data.member.auditTrail.nodes).toMatchObject([{ changes: [{ field: 'name', before: null, after: '旧名' }] }])
    const officer = await world.as([grantOver('OFFICER', mine.path)])
    expect((await officer.query(trail, { id: person.id })).data.member.auditTrail.totalCount).toBe(2)
    const secretary = await world.as([grantOver('SECRETARY', mine.path)])
    expect((await secretary.query(trail, { id: person.id })).errors[0]?.code).toBe('FORBIDDEN')
  })
})
