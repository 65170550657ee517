import { addDays, addYears } from '@qizhi/codes'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { joining, type Mutation, mutations, payload, TestMemberships } from '../../testing/test-memberships.ts'
import { grantOver } from '../../testing/test-world.ts'

let memberships: TestMemberships

beforeAll(async () => {
  memberships = await TestMemberships.begin()
})
afterAll(() => memberships.world.close())

describe('transferring', () => {
  it('closes here and opens there, in the same status', async () => {
    const [one, other] = [await memberships.register.anOrganization(), await memberships.register.anOrganization()]
    const { id } = await memberships.register.aMembership({ of: await memberships.register.aMember(), in: one })
    const moved = await memberships.done('transferMember', {
      membershipId: id,
      version: 1,
      toOrganizationId: other.id,
      effectiveOn: '2024-05-01',
    })
    expect(moved).toMatchObject({ status: 'FULL', organization: { code: other.code }, validFrom: '2024-05-01', validTo: null })
    expect(await memberships.world.sql('SELECT ending, upper(valid)::text AS until FROM membership WHERE id = $1', [id])).toEqual([
      { ending: 'TRANSFERRED_OUT', until: '2024-05-01' },
    ])
  })

  it('needs another organisation of the kind, which is open and holds memberships', async () => {
    const one = await memberships.register.anOrganization()
    const { id } = await memberships.register.aMembership({ of: await memberships.register.aMember(), in: one })
    const to = async (target: { id: string }, effectiveOn = '2024-05-01') =>
      memberships.refusals('transferMember', { membershipId: id, version: 1, toOrganizationId: target.id, effectiveOn })
    expect(await to(one)).toEqual(['INVALID'])
    expect(await to({ id: 'nothing' })).toEqual(['NOT_FOUND'])
    expect(await to(await memberships.register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' }))).toEqual(['membership.kind'])
    expect(await to(await memberships.register.anOrganization({ level: 'COMMITTEE' }))).toEqual(['party.membership.levels'])
    expect(await to(await memberships.register.anOrganization({ dissolvedOn: '2025-01-01' }))).toEqual(['membership.open-organization'])
    expect(await to(await memberships.register.anOrganization(), addDays(memberships.today, 1))).toEqual(['INVALID'])
    expect(await to(await memberships.register.anOrganization(), '2019-12-31')).toEqual(['membership.order-of-dates'])
  })

  it('in opposite directions at once is done both ways', async () => {
    const [one, other] = [await memberships.register.anOrganization(), await memberships.register.anOrganization()]
    const going = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const [from, to] = at % 2 === 0 ? [one, other] : [other, one]
        return {
          membershipId: (await memberships.register.aMembership({ of: await memberships.register.aMember(), in: from })).id,
          version: 1,
          toOrganizationId: to.id,
          effectiveOn: '2024-05-01',
        }
      }),
    )
    await Promise.all(going.map((input) => memberships.done('transferMember', input)))
  })

  it('of one membership by ten at a time is done by exactly one', async () => {
    const targets = await Promise.all(Array.from({ length: 5 }, () => memberships.register.anOrganization()))
    const { id } = await memberships.register.aMembership({
      of: await memberships.register.aMember(),
      in: await memberships.register.anOrganization(),
    })
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        memberships.refusals('transferMember', {
          membershipId: id,
          version: 1,
          toOrganizationId: targets[at % 5]!.id,
          effectiveOn: '2024-05-01',
        }),
      ),
    )
    expect(codes.filter((refused) => refused.length === 0)).toHaveLength(1)
    expect(codes.flat()).toEqual(Array.from({ length: 9 }, () => 'STALE_VERSION'))
  })
})

describe('ending', () => {
  it('keeps the period and says why it ended', async () => {
    const { id } = await memberships.register.aMembership({
      of: await memberships.register.aMember(),
      in: await memberships.register.anOrganization(),
    })
    expect(await memberships.done('endMembership', { id, version: 1, ending: 'EXPELLED', effectiveOn: '2024-05-01' })).toMatchObject({
      id,
      ending: 'EXPELLED',
      validTo: '2024-05-01',
      version: 2,
      nextStatuses: [],
      viewerCan: [],
    })
  })

  it('knows which endings a status may have', async () => {
    const branch = await memberships.register.anOrganization()
    const ended = async (status: string, ending: string) => {
      const { id } = await memberships.register.aMembership({ of: await memberships.register.aMember(), in: branch, status })
      return memberships.refusals('endMembership', { id, version: 1, ending, effectiveOn: '2024-05-01' })
    }
    expect(await ended('PROBATIONARY', 'EXPELLED')).toEqual(['membership.transition'])
    expect(await ended('PROBATIONARY', 'REMOVED')).toEqual([])
    expect(await ended('FULL', 'EMPLOYMENT_ENDED')).toEqual(['membership.transition'])
    expect(await ended('FULL', 'AGED_OUT')).toEqual(['membership.transition'])
    expect(await ended('FULL', 'STATUS_CHANGED')).toEqual(['INVALID'])
    expect(await ended('ACTIVIST', 'EMPLOYMENT_ENDED')).toEqual([])
  })

  it('by age waits for the birthday', async () => {
    const league = await memberships.register.anOrganization({ kind: 'LEAGUE' })
    const { id } = await memberships.register.aMembership({
      of: await memberships.register.aMember({ birthDate: addYears(memberships.today, -28) }),
      in: league,
    })
    expect(
      await memberships.refusals('endMembership', { id, version: 1, ending: 'AGED_OUT', effectiveOn: addDays(memberships.today, -1) }),
    ).toEqual(['league.age-out'])
    await memberships.done('endMembership', { id, version: 1, ending: 'AGED_OUT', effectiveOn: memberships.today })
  })

  it('on the very day of its beginning leaves what was before, ended for the same reason', async () => {
    const branch = await memberships.register.anOrganization()
    const person = await memberships.register.aMember()
    const first = await memberships.register.aMembership({ of: person, in: branch, status: 'PROBATIONARY', from: '2020-01-01' })
    const full = await memberships.done('changeMembershipStatus', { id: first.id, version: 1, status: 'FULL', effectiveOn: '2024-05-01' })
    expect(
      await memberships.run('endMembership', { id: full.id, version: 1, ending: 'DECEASED', effectiveOn: '2024-05-01' }),
    ).toMatchObject({ membership: null, userErrors: [], member: { memberships: [{ id: first.id }] } })
    expect(
      await memberships.world.sql('SELECT ending, upper(valid)::text AS until FROM membership WHERE member_id = $1', [person.id]),
    ).toEqual([{ ending: 'DECEASED', until: '2024-05-01' }])
  })

  it('lets the organisation be dissolved, which a membership prevents', async () => {
    const root = await memberships.register.anOrganization({ level: 'COMMITTEE' })
    const branch = await memberships.register.anOrganization({ under: root })
    const { id } = await memberships.register.aMembership({ of: await memberships.register.aMember(), in: branch })
    const dissolve = async () => {
      const { data } = await memberships.administrator.query(
        `mutation ($input: DissolveOrganizationInput!) { dissolveOrganization(input: $input) { userErrors { rule { id } } } }`,
        { input: { id: branch.id, version: 1, effectiveOn: '2025-01-01' } },
      )
      return data.dissolveOrganization.userErrors
    }
    expect(await dissolve()).toEqual([{ rule: { id: 'organization.dissolution.memberships' } }])
    await memberships.done('endMembership', { id, version: 1, ending: 'WITHDRAWN', effectiveOn: '2024-12-31' })
    expect(await dissolve()).toEqual([])
  })
})

describe('the scope', () => {
  it('lets an officer write in his own organisations, about persons whom he sees', async () => {
    const [mine, theirs] = [await memberships.register.anOrganization(), await memberships.register.anOrganization()]
    const officer = await memberships.world.as([grantOver('OFFICER', mine.path)])
    const [own, stranger] = [await memberships.register.aMemberOf(mine), await memberships.register.aMemberOf(theirs)]
    const [ownId, strangerId] = (
      await memberships.world.sql<{ id: string }>('SELECT id FROM membership WHERE member_id = ANY($1) ORDER BY member_id = $2', [
        [own.id, stranger.id],
        stranger.id,
      ])
    ).map(({ id }) => id)
    const attempts: [Mutation, Record<string, unknown>][] = [
      ['openMembership', joining(stranger, mine)],
      ['changeMembershipStatus', { id: strangerId, version: 1, status: 'FULL', effectiveOn: memberships.today }],
      ['transferMember', { membershipId: strangerId, version: 1, toOrganizationId: mine.id, effectiveOn: memberships.today }],
      ['endMembership', { id: strangerId, version: 1, ending: 'WITHDRAWN', effectiveOn: memberships.today }],
    ]
    for (const [mutation, input] of attempts) {
      const { data, errors } = await officer.query(`mutation ($input: ${mutations[mutation]}!) { ${mutation}(input: $input) ${payload} }`, {
        input,
      })
      expect({ mutation, data, code: errors[0]?.code }).toEqual({ mutation, data: null, code: 'NOT_FOUND' })
    }
    const denied = await memberships.world.sql('SELECT action FROM audit_entry WHERE actor_id = $1 AND outcome = $2 ORDER BY id', [
      officer.viewer.accountId,
      'DENIED',
    ])
    expect(denied).toEqual([
      { action: 'membership.open' },
      { action: 'membership.changeStatus' },
      { action: 'membership.transfer' },
      { action: 'membership.end' },
    ])
    expect(await memberships.world.sql('SELECT version FROM membership WHERE id = $1 AND upper_inf(valid)', [strangerId])).toEqual([
      { version: 1 },
    ])
    const away = await memberships.run(
      'transferMember',
      { membershipId: ownId, version: 1, toOrganizationId: theirs.id, effectiveOn: memberships.today },
      officer,
    )
    expect(away.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['toOrganizationId'] }])
    await memberships.done('endMembership', { id: ownId, version: 1, ending: 'WITHDRAWN', effectiveOn: memberships.today }, officer)
  })

  it('does not let a secretary write at all', async () => {
    const branch = await memberships.register.anOrganization()
    const secretary = await memberships.world.as([grantOver('SECRETARY', branch.path)])
    const { errors } = await secretary.query(
      `mutation ($input: OpenMembershipInput!) { openMembership(input: $input) { userErrors { code } } }`,
      { input: joining(await memberships.register.aMember(), branch) },
    )
    expect(errors[0]?.code).toBe('FORBIDDEN')
  })

  it('leaves a trail of each change', async () => {
    const [one, other] = [
      await memberships.register.anOrganization({ name: '第一支部' }),
      await memberships.register.anOrganization({ name: '第二支部' }),
    ]
    const person = await memberships.register.aMember()
    const opened = await memberships.done('openMembership', joining(person, one, { status: 'PROBATIONARY' }))
    const full = await memberships.done('changeMembershipStatus', { id: opened.id, version: 1, status: 'FULL', effectiveOn: '2022-01-01' })
    const moved = await memberships.done('transferMember', {
      membershipId: full.id,
      version: 1,
      toOrganizationId: other.id,
      effectiveOn: '2023-01-01',
    })
    await memberships.done('endMembership', { id: moved.id, version: 1, ending: 'WITHDRAWN', effectiveOn: '2024-01-01' })
    const { data } = await memberships.administrator.query(
      `query ($id: ID!) { member(id: $id) { auditTrail(first: 10) { nodes { action changes { field before after } } } } }`,
      { id: person.id },
    )
    expect(data.member.auditTrail.nodes).toMatchObject([
      { action: 'membership.end', changes: expect.arrayContaining([{ field: 'ending', before: null, after: 'WITHDRAWN' }]) },
      {
        action: 'membership.transfer',
        changes: expect.arrayContaining([{ field: 'organization', before: '第一支部', after: '第二支部' }]),
      },
      { action: 'membership.changeStatus', changes: expect.arrayContaining([{ field: 'status', before: 'PROBATIONARY', after: 'FULL' }]) },
      { action: 'membership.open', changes: expect.arrayContaining([{ field: 'status', before: null, after: 'PROBATIONARY' }]) },
    ])
  })
})
