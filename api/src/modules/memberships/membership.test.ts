import { addDays, addMonths, addYears } from '@qizhi/codes'
import { ruleById } from '@qizhi/rulebook'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestRegister, type TestMember, type TestOrganization } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { ruledSubjects } from './membership-refusals.ts'

let world: TestWorld
let register: TestRegister
let administrator: TestClient
let today: string

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  administrator = await world.as()
  today = (await world.sql<{ today: string }>('SELECT today()::text AS today'))[0]!.today
})
afterAll(() => world.close())

const payload = `{ membership { id kind status version validFrom validTo ending nextStatuses viewerCan organization { code } } member { memberships { id status } } userErrors { code field message rule { id } } }`
const mutations = { openMembership: 'OpenMembershipInput', changeMembershipStatus: 'ChangeMembershipStatusInput', transferMember: 'TransferMemberInput', endMembership: 'EndMembershipInput' }

async function run(mutation: keyof typeof mutations, input: Record<string, unknown>, by: TestClient = administrator) {
  const { data, errors } = await by.query(`mutation ($input: ${mutations[mutation]}!) { ${mutation}(input: $input) ${payload} }`, { input })
  expect(errors).toEqual([])
  return data[mutation]
}

/** What the mutation leaves, refused by nothing. */
async function done(mutation: keyof typeof mutations, input: Record<string, unknown>, by?: TestClient) {
  const outcome = await run(mutation, input, by)
  expect(outcome.userErrors).toEqual([])
  return outcome.membership
}

/** The rules, or else the codes, that refuse. */
async function refusals(mutation: keyof typeof mutations, input: Record<string, unknown>, by?: TestClient): Promise<string[]> {
  const { userErrors } = await run(mutation, input, by)
  return userErrors.map((error: { code: string; rule: { id: string } | null }) => error.rule?.id ?? error.code)
}

const joining = (member: TestMember, organization: TestOrganization, options: Record<string, unknown> = {}) => ({
  memberId: member.id,
  organizationId: organization.id,
  kind: organization.kind,
  status: organization.kind === 'PARTY' ? 'FULL' : 'MEMBER',
  validFrom: '2020-07-01',
  ...options,
})

describe('opening', () => {
  it('puts a person into an organisation, and says what may come next', async () => {
    const branch = await register.anOrganization()
    const person = await register.aMember()
    const outcome = await run('openMembership', joining(person, branch, { status: 'ACTIVIST' }))
    expect(outcome).toMatchObject({
      userErrors: [],
      membership: { kind: 'PARTY', status: 'ACTIVIST', version: 1, validFrom: '2020-07-01', validTo: null, nextStatuses: ['CANDIDATE', 'APPLICANT'], viewerCan: ['CHANGE_STATUS', 'TRANSFER', 'END'], organization: { code: branch.code } },
      member: { memberships: [{ id: outcome.membership.id, status: 'ACTIVIST' }] },
    })
  })

  it('is dated today at the latest', async () => {
    const [branch, person] = [await register.anOrganization(), await register.aMember()]
    expect(await run('openMembership', joining(person, branch, { validFrom: addDays(today, 1) }))).toMatchObject({ membership: null, userErrors: [{ code: 'INVALID', field: ['validFrom'] }] })
    await done('openMembership', joining(person, branch, { validFrom: today }))
  })

  it('asks of an applicant the age, on the day', async () => {
    const branch = await register.anOrganization()
    const opening = (person: TestMember) => joining(person, branch, { status: 'APPLICANT', validFrom: today })
    expect(await refusals('openMembership', opening(await register.aMember({ birthDate: addDays(addYears(today, -18), 1) })))).toEqual(['party.application.age'])
    expect(await refusals('openMembership', opening(await register.aMember({ birthDate: null })))).toEqual(['membership.birth-date'])
    await done('openMembership', opening(await register.aMember({ birthDate: addYears(today, -18) })))
  })

  it('needs an organisation of the kind, at a level that holds memberships, which exists', async () => {
    const person = await register.aMember()
    const into = async (organization: TestOrganization, kind = organization.kind, status = 'FULL') => refusals('openMembership', joining(person, organization, { kind, status }))
    expect(await into(await register.anOrganization({ level: 'COMMITTEE' }))).toEqual(['party.membership.levels'])
    expect(await into(await register.anOrganization({ level: 'TEMPORARY_BRANCH' }))).toEqual(['party.temporary-branch.no-admission'])
    expect(await into(await register.anOrganization({ kind: 'LEAGUE' }), 'PARTY')).toEqual(['membership.kind'])
    expect(await into(await register.anOrganization({ establishedOn: '2020-07-02' }))).toEqual(['membership.open-organization'])
    expect(await into(await register.anOrganization({ dissolvedOn: '2020-07-01' }))).toEqual(['membership.open-organization'])
    expect(await into(await register.anOrganization({ dissolvedOn: '2024-01-01' }))).toEqual(['membership.open-organization'])
    expect(await into(await register.anOrganization(), 'PARTY', 'MEMBER')).toEqual(['INVALID'])
    expect(await into(await register.anOrganization())).toEqual([])
  })

  it('is refused at the field that has to be mended', async () => {
    const [branch, committee] = [await register.anOrganization(), await register.anOrganization({ level: 'COMMITTEE' })]
    const fieldOf = async (name: keyof typeof mutations, input: Record<string, unknown>) => (await run(name, input)).userErrors.map((error: { field: string[] | null }) => error.field)
    const person = await register.aMember()
    expect(await fieldOf('openMembership', joining(person, committee))).toEqual([['organizationId']])
    const id = await done('openMembership', joining(person, branch, { status: 'PROBATIONARY', validFrom: today })).then((membership) => membership.id)
    expect(await fieldOf('openMembership', joining(person, branch))).toEqual([['kind']])
    expect(await fieldOf('changeMembershipStatus', { id, version: 1, status: 'FULL', effectiveOn: today })).toEqual([['effectiveOn']])
    expect(await fieldOf('transferMember', { membershipId: id, version: 1, toOrganizationId: committee.id, effectiveOn: today })).toEqual([['toOrganizationId']])
    expect(await fieldOf('endMembership', { id, version: 1, ending: 'EXPELLED', effectiveOn: today })).toEqual([['ending']])
    for (const ruleId of Object.keys(ruledSubjects)) expect(ruleById(ruleId)).toBeDefined()
  })

  it('keeps to one of a kind at a time', async () => {
    const branch = await register.anOrganization()
    const person = await register.aMember()
    await register.aMembership({ of: person, in: branch, from: '2010-01-01', to: '2015-01-01', ending: 'WITHDRAWN' })
    expect(await run('openMembership', joining(person, branch, { validFrom: '2014-12-31' }))).toMatchObject({ userErrors: [{ code: 'CONFLICT', field: ['validFrom'], message: expect.stringContaining('2015-01-01') }] })
    await done('openMembership', joining(person, branch, { validFrom: '2015-01-01' }))
    expect(await refusals('openMembership', joining(person, branch))).toEqual(['membership.one-open'])
    await done('openMembership', joining(person, await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' })))
  })

  it('lets nobody return within five years of being expelled', async () => {
    const branch = await register.anOrganization()
    const person = await register.aMember()
    await register.aMembership({ of: person, in: branch, from: '2010-01-01', to: '2019-07-02', ending: 'EXPELLED' })
    expect(await refusals('openMembership', joining(person, branch, { validFrom: '2024-07-01' }))).toEqual(['party.expulsion.return'])
    await done('openMembership', joining(person, branch, { validFrom: '2024-07-02' }))
  })

  it('of one person by twenty at a time is done by exactly one', async () => {
    const branches = await Promise.all(Array.from({ length: 4 }, () => register.anOrganization()))
    const person = await register.aMember()
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, at) => run('openMembership', joining(person, branches[at % 4]!))))
    expect(outcomes.filter((outcome) => outcome.userErrors.length === 0)).toHaveLength(1)
    expect(outcomes.flatMap((outcome) => outcome.userErrors.map((error: any) => error.rule?.id))).toEqual(Array.from({ length: 19 }, () => 'membership.one-open'))
  })

  it('is repeated by its key, not done again', async () => {
    const [branch, person] = [await register.anOrganization(), await register.aMember()]
    const input = joining(person, branch, { idempotencyKey: 'open-once' })
    const answers = await Promise.all([done('openMembership', input), done('openMembership', input)])
    expect(answers[0].id).toBe(answers[1].id)
  })
})

describe('changing the status', () => {
  it('ends one period and begins the next', async () => {
    const branch = await register.anOrganization()
    const person = await register.aMember()
    const probation = await register.aMembership({ of: person, in: branch, status: 'PROBATIONARY', from: '2024-07-01' })
    const full = await done('changeMembershipStatus', { id: probation.id, version: 1, status: 'FULL', effectiveOn: '2025-07-01' })
    expect(full).toMatchObject({ status: 'FULL', validFrom: '2025-07-01', validTo: null, version: 1 })
    expect(await world.sql('SELECT status, ending, upper(valid)::text AS until, version FROM membership WHERE id = $1', [probation.id])).toEqual([{ status: 'PROBATIONARY', ending: 'STATUS_CHANGED', until: '2025-07-01', version: 2 }])
  })

  it('goes along the ways of the rule book only, which it cites', async () => {
    const branch = await register.anOrganization()
    const changed = async (from: string, to: string) => {
      const person = await register.aMember()
      const { id } = await register.aMembership({ of: person, in: branch, status: from, from: '2020-01-01' })
      return refusals('changeMembershipStatus', { id, version: 1, status: to, effectiveOn: '2025-01-01' })
    }
    for (const [from, to] of [['APPLICANT', 'ACTIVIST'], ['ACTIVIST', 'CANDIDATE'], ['CANDIDATE', 'PROBATIONARY'], ['PROBATIONARY', 'FULL'], ['ACTIVIST', 'APPLICANT']] as const) expect(await changed(from, to)).toEqual([])
    for (const [from, to] of [['APPLICANT', 'CANDIDATE'], ['APPLICANT', 'FULL'], ['FULL', 'PROBATIONARY'], ['FULL', 'FULL'], ['PROBATIONARY', 'CANDIDATE']] as const) expect(await changed(from, to)).toEqual(['membership.transition'])
    expect(await changed('FULL', 'RETAINED')).toEqual(['INVALID'])
  })

  it('waits for the end of probation, which a transfer does not begin anew', async () => {
    const [one, other] = [await register.anOrganization(), await register.anOrganization()]
    const person = await register.aMember()
    await register.aMembership({ of: person, in: one, status: 'PROBATIONARY', from: '2024-07-01', to: '2025-03-01', ending: 'TRANSFERRED_OUT' })
    const { id } = await register.aMembership({ of: person, in: other, status: 'PROBATIONARY', from: '2025-03-01' })
    const confirming = (effectiveOn: string) => ({ id, version: 1, status: 'FULL', effectiveOn })
    expect(await refusals('changeMembershipStatus', confirming('2025-02-28'))).toContain('membership.order-of-dates')
    expect(await refusals('changeMembershipStatus', confirming('2025-06-30'))).toEqual(['party.probation.length'])
    await done('changeMembershipStatus', confirming('2025-07-01'))
  })

  it('trains an activist for a year, to the day', async () => {
    const branch = await register.anOrganization()
    const { id } = await register.aMembership({ of: await register.aMember(), in: branch, status: 'ACTIVIST', from: addMonths(today, -12) })
    expect(await refusals('changeMembershipStatus', { id, version: 1, status: 'CANDIDATE', effectiveOn: addDays(today, -1) })).toEqual(['party.candidate.minimum'])
    await done('changeMembershipStatus', { id, version: 1, status: 'CANDIDATE', effectiveOn: today })
  })

  it('is refused when somebody else was quicker, and shows the present state', async () => {
    const { id } = await register.aMembership({ of: await register.aMember(), in: await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' }) })
    const retained = await done('changeMembershipStatus', { id, version: 1, status: 'RETAINED', effectiveOn: '2024-01-01' })
    expect(await run('changeMembershipStatus', { id, version: 1, status: 'RETAINED', effectiveOn: '2024-01-01' })).toMatchObject({
      userErrors: [{ code: 'STALE_VERSION', field: ['version'] }],
      membership: { version: 2, ending: 'STATUS_CHANGED', validTo: '2024-01-01' },
    })
    expect(await run('changeMembershipStatus', { id, version: 2, status: 'RETAINED', effectiveOn: '2024-01-01' })).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
    await done('changeMembershipStatus', { id: retained.id, version: 1, status: 'MEMBER', effectiveOn: '2024-06-01' })
  })

  it('on the very day of its beginning takes the place of what never held', async () => {
    const person = await register.aMember()
    const { id } = await register.aMembership({ of: person, in: await register.anOrganization(), status: 'APPLICANT', from: today })
    expect(await done('changeMembershipStatus', { id, version: 1, status: 'ACTIVIST', effectiveOn: today })).toMatchObject({ id, version: 2, status: 'ACTIVIST', validFrom: today })
    expect(await world.sql('SELECT status FROM membership WHERE member_id = $1', [person.id])).toEqual([{ status: 'ACTIVIST' }])
  })
})

describe('transferring', () => {
  it('closes here and opens there, in the same status', async () => {
    const [one, other] = [await register.anOrganization(), await register.anOrganization()]
    const { id } = await register.aMembership({ of: await register.aMember(), in: one })
    const moved = await done('transferMember', { membershipId: id, version: 1, toOrganizationId: other.id, effectiveOn: '2024-05-01' })
    expect(moved).toMatchObject({ status: 'FULL', organization: { code: other.code }, validFrom: '2024-05-01', validTo: null })
    expect(await world.sql('SELECT ending, upper(valid)::text AS until FROM membership WHERE id = $1', [id])).toEqual([{ ending: 'TRANSFERRED_OUT', until: '2024-05-01' }])
  })

  it('needs another organisation of the kind, which is open and holds memberships', async () => {
    const one = await register.anOrganization()
    const { id } = await register.aMembership({ of: await register.aMember(), in: one })
    const to = async (target: { id: string }, effectiveOn = '2024-05-01') => refusals('transferMember', { membershipId: id, version: 1, toOrganizationId: target.id, effectiveOn })
    expect(await to(one)).toEqual(['INVALID'])
    expect(await to({ id: 'nothing' })).toEqual(['NOT_FOUND'])
    expect(await to(await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' }))).toEqual(['membership.kind'])
    expect(await to(await register.anOrganization({ level: 'COMMITTEE' }))).toEqual(['party.membership.levels'])
    expect(await to(await register.anOrganization({ dissolvedOn: '2025-01-01' }))).toEqual(['membership.open-organization'])
    expect(await to(await register.anOrganization(), addDays(today, 1))).toEqual(['INVALID'])
    expect(await to(await register.anOrganization(), '2019-12-31')).toEqual(['membership.order-of-dates'])
  })

  it('in opposite directions at once is done both ways', async () => {
    const [one, other] = [await register.anOrganization(), await register.anOrganization()]
    const going = await Promise.all(Array.from({ length: 10 }, async (_, at) => {
      const [from, to] = at % 2 === 0 ? [one, other] : [other, one]
      return { membershipId: (await register.aMembership({ of: await register.aMember(), in: from })).id, version: 1, toOrganizationId: to.id, effectiveOn: '2024-05-01' }
    }))
    await Promise.all(going.map((input) => done('transferMember', input)))
  })

  it('of one membership by ten at a time is done by exactly one', async () => {
    const targets = await Promise.all(Array.from({ length: 5 }, () => register.anOrganization()))
    const { id } = await register.aMembership({ of: await register.aMember(), in: await register.anOrganization() })
    const codes = await Promise.all(Array.from({ length: 10 }, (_, at) => refusals('transferMember', { membershipId: id, version: 1, toOrganizationId: targets[at % 5]!.id, effectiveOn: '2024-05-01' })))
    expect(codes.filter((refused) => refused.length === 0)).toHaveLength(1)
    expect(codes.flat()).toEqual(Array.from({ length: 9 }, () => 'STALE_VERSION'))
  })
})

describe('ending', () => {
  it('keeps the period and says why it ended', async () => {
    const { id } = await register.aMembership({ of: await register.aMember(), in: await register.anOrganization() })
    expect(await done('endMembership', { id, version: 1, ending: 'EXPELLED', effectiveOn: '2024-05-01' })).toMatchObject({ id, ending: 'EXPELLED', validTo: '2024-05-01', version: 2, nextStatuses: [], viewerCan: [] })
  })

  it('knows which endings a status may have', async () => {
    const branch = await register.anOrganization()
    const ended = async (status: string, ending: string) => {
      const { id } = await register.aMembership({ of: await register.aMember(), in: branch, status })
      return refusals('endMembership', { id, version: 1, ending, effectiveOn: '2024-05-01' })
    }
    expect(await ended('PROBATIONARY', 'EXPELLED')).toEqual(['membership.transition'])
    expect(await ended('PROBATIONARY', 'REMOVED')).toEqual([])
    expect(await ended('FULL', 'EMPLOYMENT_ENDED')).toEqual(['membership.transition'])
    expect(await ended('FULL', 'AGED_OUT')).toEqual(['membership.transition'])
    expect(await ended('FULL', 'STATUS_CHANGED')).toEqual(['INVALID'])
    expect(await ended('ACTIVIST', 'EMPLOYMENT_ENDED')).toEqual([])
  })

  it('by age waits for the birthday', async () => {
    const league = await register.anOrganization({ kind: 'LEAGUE' })
    const { id } = await register.aMembership({ of: await register.aMember({ birthDate: addYears(today, -28) }), in: league })
    expect(await refusals('endMembership', { id, version: 1, ending: 'AGED_OUT', effectiveOn: addDays(today, -1) })).toEqual(['league.age-out'])
    await done('endMembership', { id, version: 1, ending: 'AGED_OUT', effectiveOn: today })
  })

  it('on the very day of its beginning leaves what was before, ended for the same reason', async () => {
    const branch = await register.anOrganization()
    const person = await register.aMember()
    const first = await register.aMembership({ of: person, in: branch, status: 'PROBATIONARY', from: '2020-01-01' })
    const full = await done('changeMembershipStatus', { id: first.id, version: 1, status: 'FULL', effectiveOn: '2024-05-01' })
    expect(await run('endMembership', { id: full.id, version: 1, ending: 'DECEASED', effectiveOn: '2024-05-01' })).toMatchObject({ membership: null, userErrors: [], member: { memberships: [{ id: first.id }] } })
    expect(await world.sql('SELECT ending, upper(valid)::text AS until FROM membership WHERE member_id = $1', [person.id])).toEqual([{ ending: 'DECEASED', until: '2024-05-01' }])
  })

  it('lets the organisation be dissolved, which a membership prevents', async () => {
    const root = await register.anOrganization({ level: 'COMMITTEE' })
    const branch = await register.anOrganization({ under: root })
    const { id } = await register.aMembership({ of: await register.aMember(), in: branch })
    const dissolve = async () => {
      const { data } = await administrator.query(`mutation ($input: DissolveOrganizationInput!) { dissolveOrganization(input: $input) { userErrors { rule { id } } } }`, { input: { id: branch.id, version: 1, effectiveOn: '2025-01-01' } })
      return data.dissolveOrganization.userErrors
    }
    expect(await dissolve()).toEqual([{ rule: { id: 'organization.dissolution.memberships' } }])
    await done('endMembership', { id, version: 1, ending: 'WITHDRAWN', effectiveOn: '2024-12-31' })
    expect(await dissolve()).toEqual([])
  })
})

describe('the scope', () => {
  it('lets an officer write in his own organisations, about persons whom he sees', async () => {
    const [mine, theirs] = [await register.anOrganization(), await register.anOrganization()]
    const officer = await world.as([grantOver('OFFICER', mine.path)])
    const [own, stranger] = [await register.aMemberOf(mine), await register.aMemberOf(theirs)]
    const [ownId, strangerId] = (await world.sql<{ id: string }>('SELECT id FROM membership WHERE member_id = ANY($1) ORDER BY member_id = $2', [[own.id, stranger.id], stranger.id])).map(({ id }) => id)
    const attempts: [keyof typeof mutations, Record<string, unknown>][] = [
      ['openMembership', joining(stranger, mine)],
      ['changeMembershipStatus', { id: strangerId, version: 1, status: 'FULL', effectiveOn: today }],
      ['transferMember', { membershipId: strangerId, version: 1, toOrganizationId: mine.id, effectiveOn: today }],
      ['endMembership', { id: strangerId, version: 1, ending: 'WITHDRAWN', effectiveOn: today }],
    ]
    for (const [mutation, input] of attempts) {
      const { data, errors } = await officer.query(`mutation ($input: ${mutations[mutation]}!) { ${mutation}(input: $input) ${payload} }`, { input })
      expect({ mutation, data, code: errors[0]?.code }).toEqual({ mutation, data: null, code: 'NOT_FOUND' })
    }
    const denied = await world.sql('SELECT action FROM audit_entry WHERE actor_id = $1 AND outcome = $2 ORDER BY id', [officer.viewer.accountId, 'DENIED'])
    expect(denied).toEqual([{ action: 'membership.open' }, { action: 'membership.changeStatus' }, { action: 'membership.transfer' }, { action: 'membership.end' }])
    expect(await world.sql('SELECT version FROM membership WHERE id = $1 AND upper_inf(valid)', [strangerId])).toEqual([{ version: 1 }])
    const away = await run('transferMember', { membershipId: ownId, version: 1, toOrganizationId: theirs.id, effectiveOn: today }, officer)
    expect(away.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['toOrganizationId'] }])
    await done('endMembership', { id: ownId, version: 1, ending: 'WITHDRAWN', effectiveOn: today }, officer)
  })

  it('does not let a secretary write at all', async () => {
    const branch = await register.anOrganization()
    const secretary = await world.as([grantOver('SECRETARY', branch.path)])
    const { errors } = await secretary.query(`mutation ($input: OpenMembershipInput!) { openMembership(input: $input) { userErrors { code } } }`, { input: joining(await register.aMember(), branch) })
    expect(errors[0]?.code).toBe('FORBIDDEN')
  })

  it('leaves a trail of each change', async () => {
    const [one, other] = [await register.anOrganization({ name: '第一支部' }), await register.anOrganization({ name: '第二支部' })]
    const person = await register.aMember()
    const opened = await done('openMembership', joining(person, one, { status: 'PROBATIONARY' }))
    const full = await done('changeMembershipStatus', { id: opened.id, version: 1, status: 'FULL', effectiveOn: '2022-01-01' })
    const moved = await done('transferMember', { membershipId: full.id, version: 1, toOrganizationId: other.id, effectiveOn: '2023-01-01' })
    await done('endMembership', { id: moved.id, version: 1, ending: 'WITHDRAWN', effectiveOn: '2024-01-01' })
    const { data } = await administrator.query(`query ($id: ID!) { member(id: $id) { auditTrail(first: 10) { nodes { action changes { field before after } } } } }`, { id: person.id })
    expect(data.member.auditTrail.nodes).toMatchObject([
      { action: 'membership.end', changes: expect.arrayContaining([{ field: 'ending', before: null, after: 'WITHDRAWN' }]) },
      { action: 'membership.transfer', changes: expect.arrayContaining([{ field: 'organization', before: '第一支部', after: '第二支部' }]) },
      { action: 'membership.changeStatus', changes: expect.arrayContaining([{ field: 'status', before: 'PROBATIONARY', after: 'FULL' }]) },
      { action: 'membership.open', changes: expect.arrayContaining([{ field: 'status', before: null, after: 'PROBATIONARY' }]) },
    ])
  })
})
