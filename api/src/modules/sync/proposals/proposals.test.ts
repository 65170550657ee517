import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aNationalId, syncMembers } from '../../../testing/test-sync.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let register: TestRegister
let hr: TestClient
let officer: TestClient
let bureau: TestOrganization
let office: TestOrganization
let library: TestOrganization
let branch: TestOrganization
let libraryBranch: TestOrganization
let union: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  hr = await world.as()
  bureau = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU' })
  office = await register.anOrganization({ under: bureau, name: '办公室' })
  library = await register.anOrganization({ under: bureau, name: '图书馆' })
  const committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
  libraryBranch = await register.anOrganization({ under: committee })
  union = await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' })
  await world.sql(`INSERT INTO organization_link (type, from_id, to_id, valid) VALUES ('COVERS', $1, $2, daterange('2020-01-01', NULL))`, [
    libraryBranch.id,
    library.id,
  ])
  officer = await world.as([grantOver('OFFICER', bureau.path, committee.path, union.path)])
})
afterAll(() => world.close())

let made = 0
/** Somebody in the office who belongs to a branch and the union, of whom the source then says something else. */
async function proposed(change: Record<string, unknown>) {
  made += 1
  const row = {
    externalId: `P${made}`,
    name: `李${String.fromCodePoint(0x4e00 + made)}`,
    nationalId: aNationalId(),
    unit: office.code,
    employmentStatus: 'ACTIVE',
  }
  const [{ id: memberId }] = (await syncMembers(hr, [row])).rows
  const person = { id: memberId, code: '', name: '' }
  await register.aMembership({ of: person, in: branch })
  await register.aMembership({ of: person, in: union })
  await syncMembers(hr, [{ ...row, ...change }])
  const { nodes } = await list({ member: memberId })
  return { memberId, row: { ...row, ...change }, proposal: nodes[0] }
}

async function list(filter: Record<string, unknown>, by = officer) {
  const { data, errors } = await by.query(
    `query ($filter: SyncProposalFilter) { syncProposals(first: 50, filter: $filter) { totalCount nodes { id type status version before after viewerCan reason decidedBy member { id name } memberships { id kind organization { code } }
       consequences { membershipId step ending organizationId } } } }`,
    { filter },
  )
  expect(errors).toEqual([])
  return data.syncProposals
}

async function decide(verb: 'accept' | 'reject', input: Record<string, unknown>, by = officer) {
  const { data, errors } = await by.query(
    `mutation ($input: ${verb === 'accept' ? 'Accept' : 'Reject'}SyncProposalInput!) { ${verb}SyncProposal(input: $input) { proposal { status reason decidedBy } userErrors { code field message } } }`,
    { input },
  )
  return errors.length > 0 ? { code: errors[0]!.code } : data[`${verb}SyncProposal`]
}

async function read(memberId: string) {
  const { data } = await hr.query(
    'query ($id: ID!) { member(id: $id) { name nationalId employmentStatus employerUnit { code } memberships { kind status ending validTo organization { code } } auditTrail(first: 5) { nodes { action reason } } } }',
    { id: memberId },
  )
  return data.member
}

const usual = (proposal: any) =>
  proposal.consequences.map(({ membershipId, step, ending, organizationId }: any) => ({ membershipId, step, ending, organizationId }))

describe('a proposal', () => {
  it('of a move shows what it bears on, and carries it out', async () => {
    const { memberId, proposal } = await proposed({ unit: library.code, effectiveOn: '2026-10-01' })
    expect(proposal).toMatchObject({
      type: 'MOVE',
      status: 'PENDING',
      before: '办公室',
      after: '图书馆',
      viewerCan: ['ACCEPT', 'REJECT'],
      member: { id: memberId },
    })
    expect(proposal.memberships.map(({ kind }: any) => kind)).toEqual(['PARTY', 'UNION'])
    expect(usual(proposal)).toMatchObject([{ step: 'TRANSFER', organizationId: libraryBranch.id }, { step: 'KEEP' }])
    const answer = await decide('accept', { id: proposal.id, version: proposal.version, memberships: usual(proposal) })
    expect(answer).toMatchObject({ userErrors: [], proposal: { status: 'ACCEPTED', decidedBy: officer.viewer.displayName } })
    const member = await read(memberId)
    expect(member).toMatchObject({ employerUnit: { code: library.code } })
    expect(member.memberships).toEqual(
      expect.arrayContaining([
        { kind: 'PARTY', status: 'FULL', ending: null, validTo: null, organization: { code: libraryBranch.code } },
        { kind: 'PARTY', status: 'FULL', ending: 'TRANSFERRED_OUT', validTo: '2026-10-01', organization: { code: branch.code } },
      ]),
    )
    expect(member.auditTrail.nodes.map(({ action }: any) => action)).toContain('sync.accept')
  })

  it('of a leaving ends the union membership, and leaves the Party’s to the officers', async () => {
    const { memberId, row, proposal } = await proposed({ employmentStatus: 'LEFT' })
    expect(usual(proposal)).toMatchObject([{ step: 'KEEP' }, { step: 'END', ending: 'EMPLOYMENT_ENDED' }])
    expect(await decide('accept', { id: proposal.id, version: proposal.version, memberships: usual(proposal) })).toMatchObject({
      userErrors: [],
    })
    const member = await read(memberId)
    expect(member.employmentStatus).toBe('LEFT')
    expect(member.memberships).toMatchObject([
      { kind: 'PARTY', validTo: null },
      { kind: 'UNION', ending: 'EMPLOYMENT_ENDED' },
    ])
    expect((await syncMembers(hr, [row])).rows[0]).toMatchObject({ status: 'UNCHANGED' })
  })

  it('of a retirement retains the union membership', async () => {
    const { memberId, proposal } = await proposed({ employmentStatus: 'RETIRED' })
    expect(usual(proposal)).toMatchObject([{ step: 'KEEP' }, { step: 'RETAIN' }])
    expect(await decide('accept', { id: proposal.id, version: proposal.version, memberships: usual(proposal) })).toMatchObject({
      userErrors: [],
    })
    expect((await read(memberId)).memberships).toContainEqual(expect.objectContaining({ kind: 'UNION', status: 'RETAINED', validTo: null }))
  })

  it('of another name or number corrects it', async () => {
    const renamed = await proposed({ name: '李正名' })
    expect(await decide('accept', { id: renamed.proposal.id, version: 1 })).toMatchObject({ userErrors: [] })
    const nationalId = aNationalId()
    const numbered = await proposed({ nationalId })
    expect(numbered.proposal).toMatchObject({ after: expect.stringMatching(/^119\*+.{4}$/), consequences: [] })
    expect(await decide('accept', { id: numbered.proposal.id, version: 1 })).toMatchObject({ userErrors: [] })
    expect(await read(renamed.memberId)).toMatchObject({ name: '李正名' })
    expect(await read(numbered.memberId)).toMatchObject({ nationalId: expect.stringContaining(nationalId.slice(-4)) })
    expect((await syncMembers(hr, [renamed.row, numbered.row])).counts).toMatchObject({ unchanged: 2 })
  })

  it('that is rejected keeps the reason, and is not made again', async () => {
    const { row, proposal } = await proposed({ unit: library.code })
    expect(await decide('reject', { id: proposal.id, version: 1, reason: ' ' })).toMatchObject({
      userErrors: [{ code: 'REQUIRED', field: ['reason'] }],
    })
    expect(await decide('reject', { id: proposal.id, version: 1, reason: '借调，不变动' })).toMatchObject({
      userErrors: [],
      proposal: { status: 'REJECTED', reason: '借调，不变动' },
    })
    expect((await syncMembers(hr, [row])).rows[0]).toMatchObject({
      status: 'UNCHANGED',
      changes: [{ field: 'unit', decision: 'DECLINED' }],
    })
    expect(await decide('accept', { id: proposal.id, version: 2 })).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
  })

  it('of which one step is refused leaves nothing behind', async () => {
    const { memberId, proposal } = await proposed({ employmentStatus: 'LEFT' })
    const [party] = usual(proposal)
    const answer = await decide('accept', {
      id: proposal.id,
      version: 1,
      memberships: [{ membershipId: party.membershipId, step: 'TRANSFER', organizationId: union.id }],
    })
    expect(answer.userErrors[0]).toMatchObject({ code: 'RULE_REFUSED', field: ['memberships', '0', 'toOrganizationId'] })
    expect(answer.proposal).toMatchObject({ status: 'PENDING' })
    expect(await read(memberId)).toMatchObject({ employmentStatus: 'ACTIVE' })
    expect(
      await decide('accept', { id: proposal.id, version: 1, memberships: [{ membershipId: party.membershipId, step: 'END' }] }),
    ).toMatchObject({ userErrors: [{ code: 'REQUIRED', field: ['memberships', '0', 'ending'] }] })
  })

  it('is seen and decided where the person stands, and nowhere else', async () => {
    const { proposal } = await proposed({ employmentStatus: 'LEFT' })
    const stranger = await world.as([grantOver('OFFICER', library.path)])
    const ids = ({ nodes }: any) => nodes.map(({ id }: any) => id)
    expect(ids(await list({ statuses: ['PENDING'] }))).toContain(proposal.id)
    expect(ids(await list({ statuses: ['PENDING'] }, stranger))).not.toContain(proposal.id)
    expect(ids(await list({ types: ['LEAVE'], organization: office.id, source: 'HR' }))).toContain(proposal.id)
    expect(ids(await list({ types: ['MOVE'] }))).not.toContain(proposal.id)
    expect(await decide('reject', { id: proposal.id, version: 1, reason: '无' }, stranger)).toEqual({ code: 'NOT_FOUND' })
    const secretary = await world.as([grantOver('SECRETARY', bureau.path)])
    expect(await decide('accept', { id: proposal.id, version: 1 }, secretary)).toEqual({ code: 'FORBIDDEN' })
  })
})
