import { addDays, addMonths, addYears } from '@qizhi/codes'
import { ruleById } from '@qizhi/rulebook'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { joining, type Mutation, TestMemberships } from '../../testing/test-memberships.ts'
import { type TestMember, type TestOrganization } from '../../testing/test-register.ts'
import { ruledSubjects } from './membership-refusals.ts'

let memberships: TestMemberships

beforeAll(async () => {
  memberships = await TestMemberships.begin()
})
afterAll(() => memberships.world.close())

describe('opening', () => {
  it('puts a person into an organisation, and says what may come next', async () => {
    const branch = await memberships.register.anOrganization()
    const person = await memberships.register.aMember()
    const outcome = await memberships.run('openMembership', joining(person, branch, { status: 'ACTIVIST' }))
    expect(outcome).toMatchObject({
      userErrors: [],
      membership: {
        kind: 'PARTY',
        status: 'ACTIVIST',
        version: 1,
        validFrom: '2020-07-01',
        validTo: null,
        nextStatuses: ['CANDIDATE', 'APPLICANT'],
        viewerCan: ['CHANGE_STATUS', 'TRANSFER', 'END'],
        organization: { code: branch.code },
      },
      member: { memberships: [{ id: outcome.membership.id, status: 'ACTIVIST' }] },
    })
  })

  it('is dated memberships.today at the latest', async () => {
    const [branch, person] = [await memberships.register.anOrganization(), await memberships.register.aMember()]
    expect(await memberships.run('openMembership', joining(person, branch, { validFrom: addDays(memberships.today, 1) }))).toMatchObject({
      membership: null,
      userErrors: [{ code: 'INVALID', field: ['validFrom'] }],
    })
    await memberships.done('openMembership', joining(person, branch, { validFrom: memberships.today }))
  })

  it('asks of an applicant the age, on the day', async () => {
    const branch = await memberships.register.anOrganization()
    const opening = (person: TestMember) => joining(person, branch, { status: 'APPLICANT', validFrom: memberships.today })
    expect(
      await memberships.refusals(
        'openMembership',
        opening(await memberships.register.aMember({ birthDate: addDays(addYears(memberships.today, -18), 1) })),
      ),
    ).toEqual(['party.application.age'])
    expect(await memberships.refusals('openMembership', opening(await memberships.register.aMember({ birthDate: null })))).toEqual([
      'membership.birth-date',
    ])
    await memberships.done('openMembership', opening(await memberships.register.aMember({ birthDate: addYears(memberships.today, -18) })))
  })

  it('needs an organisation of the kind, at a level that holds memberships, which exists', async () => {
    const person = await memberships.register.aMember()
    const into = async (organization: TestOrganization, kind = organization.kind, status = 'FULL') =>
      memberships.refusals('openMembership', joining(person, organization, { kind, status }))
    expect(await into(await memberships.register.anOrganization({ level: 'COMMITTEE' }))).toEqual(['party.membership.levels'])
    expect(await into(await memberships.register.anOrganization({ level: 'TEMPORARY_BRANCH' }))).toEqual([
      'party.temporary-branch.no-admission',
    ])
    expect(await into(await memberships.register.anOrganization({ kind: 'LEAGUE' }), 'PARTY')).toEqual(['membership.kind'])
    expect(await into(await memberships.register.anOrganization({ establishedOn: '2020-07-02' }))).toEqual(['membership.open-organization'])
    expect(await into(await memberships.register.anOrganization({ dissolvedOn: '2020-07-01' }))).toEqual(['membership.open-organization'])
    expect(await into(await memberships.register.anOrganization({ dissolvedOn: '2024-01-01' }))).toEqual(['membership.open-organization'])
    expect(await into(await memberships.register.anOrganization(), 'PARTY', 'MEMBER')).toEqual(['INVALID'])
    expect(await into(await memberships.register.anOrganization())).toEqual([])
  })

  it('is refused at the field that has to be mended', async () => {
    const [branch, committee] = [
      await memberships.register.anOrganization(),
      await memberships.register.anOrganization({ level: 'COMMITTEE' }),
    ]
    const fieldOf = async (name: Mutation, input: Record<string, unknown>) =>
      (await memberships.run(name, input)).userErrors.map((error: { field: string[] | null }) => error.field)
    const person = await memberships.register.aMember()
    expect(await fieldOf('openMembership', joining(person, committee))).toEqual([['organizationId']])
    const id = await memberships
      .done('openMembership', joining(person, branch, { status: 'PROBATIONARY', validFrom: memberships.today }))
      .then((membership) => membership.id)
    expect(await fieldOf('openMembership', joining(person, branch))).toEqual([['kind']])
    expect(await fieldOf('changeMembershipStatus', { id, version: 1, status: 'FULL', effectiveOn: memberships.today })).toEqual([
      ['effectiveOn'],
    ])
    expect(
      await fieldOf('transferMember', { membershipId: id, version: 1, toOrganizationId: committee.id, effectiveOn: memberships.today }),
    ).toEqual([['toOrganizationId']])
    expect(await fieldOf('endMembership', { id, version: 1, ending: 'EXPELLED', effectiveOn: memberships.today })).toEqual([['ending']])
    for (const ruleId of Object.keys(ruledSubjects)) expect(ruleById(ruleId)).toBeDefined()
  })

  it('keeps to one of a kind at a time', async () => {
    const branch = await memberships.register.anOrganization()
    const person = await memberships.register.aMember()
    await memberships.register.aMembership({ of: person, in: branch, from: '2010-01-01', to: '2015-01-01', ending: 'WITHDRAWN' })
    expect(await memberships.run('openMembership', joining(person, branch, { validFrom: '2014-12-31' }))).toMatchObject({
      userErrors: [{ code: 'CONFLICT', field: ['validFrom'], message: expect.stringContaining('2015-01-01') }],
    })
    await memberships.done('openMembership', joining(person, branch, { validFrom: '2015-01-01' }))
    expect(await memberships.refusals('openMembership', joining(person, branch))).toEqual(['membership.one-open'])
    await memberships.done(
      'openMembership',
      joining(person, await memberships.register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' })),
    )
  })

  it('lets nobody return within five years of being expelled', async () => {
    const branch = await memberships.register.anOrganization()
    const person = await memberships.register.aMember()
    await memberships.register.aMembership({ of: person, in: branch, from: '2010-01-01', to: '2019-07-02', ending: 'EXPELLED' })
    expect(await memberships.refusals('openMembership', joining(person, branch, { validFrom: '2024-07-01' }))).toEqual([
      'party.expulsion.return',
    ])
    await memberships.done('openMembership', joining(person, branch, { validFrom: '2024-07-02' }))
  })

  it('of one person by twenty at a time is done by exactly one', async () => {
    const branches = await Promise.all(Array.from({ length: 4 }, () => memberships.register.anOrganization()))
    const person = await memberships.register.aMember()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => memberships.run('openMembership', joining(person, branches[at % 4]!))),
    )
    expect(outcomes.filter((outcome) => outcome.userErrors.length === 0)).toHaveLength(1)
    expect(outcomes.flatMap((outcome) => outcome.userErrors.map((error: any) => error.rule?.id))).toEqual(
      Array.from({ length: 19 }, () => 'membership.one-open'),
    )
  })

  it('is repeated by its key, not done again', async () => {
    const [branch, person] = [await memberships.register.anOrganization(), await memberships.register.aMember()]
    const input = joining(person, branch, { idempotencyKey: 'open-once' })
    const answers = await Promise.all([memberships.done('openMembership', input), memberships.done('openMembership', input)])
    expect(answers[0].id).toBe(answers[1].id)
  })
})

describe('changing the status', () => {
  it('ends one period and begins the next', async () => {
    const branch = await memberships.register.anOrganization()
    const person = await memberships.register.aMember()
    const probation = await memberships.register.aMembership({ of: person, in: branch, status: 'PROBATIONARY', from: '2024-07-01' })
    const full = await memberships.done('changeMembershipStatus', {
      id: probation.id,
      version: 1,
      status: 'FULL',
      effectiveOn: '2025-07-01',
    })
    expect(full).toMatchObject({ status: 'FULL', validFrom: '2025-07-01', validTo: null, version: 1 })
    expect(
      await memberships.world.sql('SELECT status, ending, upper(valid)::text AS until, version FROM membership WHERE id = $1', [
        probation.id,
      ]),
    ).toEqual([{ status: 'PROBATIONARY', ending: 'STATUS_CHANGED', until: '2025-07-01', version: 2 }])
  })

  it('goes along the ways of the rule book only, which it cites', async () => {
    const branch = await memberships.register.anOrganization()
    const changed = async (from: string, to: string) => {
      const person = await memberships.register.aMember()
      const { id } = await memberships.register.aMembership({ of: person, in: branch, status: from, from: '2020-01-01' })
      return memberships.refusals('changeMembershipStatus', { id, version: 1, status: to, effectiveOn: '2025-01-01' })
    }
    for (const [from, to] of [
      ['APPLICANT', 'ACTIVIST'],
      ['ACTIVIST', 'CANDIDATE'],
      ['CANDIDATE', 'PROBATIONARY'],
      ['PROBATIONARY', 'FULL'],
      ['ACTIVIST', 'APPLICANT'],
    ] as const)
      expect(await changed(from, to)).toEqual([])
    for (const [from, to] of [
      ['APPLICANT', 'CANDIDATE'],
      ['APPLICANT', 'FULL'],
      ['FULL', 'PROBATIONARY'],
      ['FULL', 'FULL'],
      ['PROBATIONARY', 'CANDIDATE'],
    ] as const)
      expect(await changed(from, to)).toEqual(['membership.transition'])
    expect(await changed('FULL', 'RETAINED')).toEqual(['INVALID'])
  })

  it('waits for the end of probation, which a transfer does not begin anew', async () => {
    const [one, other] = [await memberships.register.anOrganization(), await memberships.register.anOrganization()]
    const person = await memberships.register.aMember()
    await memberships.register.aMembership({
      of: person,
      in: one,
      status: 'PROBATIONARY',
      from: '2024-07-01',
      to: '2025-03-01',
      ending: 'TRANSFERRED_OUT',
    })
    const { id } = await memberships.register.aMembership({ of: person, in: other, status: 'PROBATIONARY', from: '2025-03-01' })
    const confirming = (effectiveOn: string) => ({ id, version: 1, status: 'FULL', effectiveOn })
    expect(await memberships.refusals('changeMembershipStatus', confirming('2025-02-28'))).toContain('membership.order-of-dates')
    expect(await memberships.refusals('changeMembershipStatus', confirming('2025-06-30'))).toEqual(['party.probation.length'])
    await memberships.done('changeMembershipStatus', confirming('2025-07-01'))
  })

  it('trains an activist for a year, to the day', async () => {
    const branch = await memberships.register.anOrganization()
    const { id } = await memberships.register.aMembership({
      of: await memberships.register.aMember(),
      in: branch,
      status: 'ACTIVIST',
      from: addMonths(memberships.today, -12),
    })
    expect(
      await memberships.refusals('changeMembershipStatus', {
        id,
        version: 1,
        status: 'CANDIDATE',
        effectiveOn: addDays(memberships.today, -1),
      }),
    ).toEqual(['party.candidate.minimum'])
    await memberships.done('changeMembershipStatus', { id, version: 1, status: 'CANDIDATE', effectiveOn: memberships.today })
  })

  it('is refused when somebody else was quicker, and shows the present state', async () => {
    const { id } = await memberships.register.aMembership({
      of: await memberships.register.aMember(),
      in: await memberships.register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' }),
    })
    const retained = await memberships.done('changeMembershipStatus', { id, version: 1, status: 'RETAINED', effectiveOn: '2024-01-01' })
    expect(
      await memberships.run('changeMembershipStatus', { id, version: 1, status: 'RETAINED', effectiveOn: '2024-01-01' }),
    ).toMatchObject({
      userErrors: [{ code: 'STALE_VERSION', field: ['version'] }],
      membership: { version: 2, ending: 'STATUS_CHANGED', validTo: '2024-01-01' },
    })
    expect(
      await memberships.run('changeMembershipStatus', { id, version: 2, status: 'RETAINED', effectiveOn: '2024-01-01' }),
    ).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
    await memberships.done('changeMembershipStatus', { id: retained.id, version: 1, status: 'MEMBER', effectiveOn: '2024-06-01' })
  })

  it('on the very day of its beginning takes the place of what never held', async () => {
    const person = await memberships.register.aMember()
    const { id } = await memberships.register.aMembership({
      of: person,
      in: await memberships.register.anOrganization(),
      status: 'APPLICANT',
      from: memberships.today,
    })
    expect(
      await memberships.done('changeMembershipStatus', { id, version: 1, status: 'ACTIVIST', effectiveOn: memberships.today }),
    ).toMatchObject({ id, version: 2, status: 'ACTIVIST', validFrom: memberships.today })
    expect(await memberships.world.sql('SELECT status FROM membership WHERE member_id = $1', [person.id])).toEqual([{ status: 'ACTIVIST' }])
  })
})
