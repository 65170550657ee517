import { expect } from '@jest/globals'
import { TestRegister, type TestMember, type TestOrganization } from './test-register.ts'
import { aTestWorld, type TestClient, type TestWorld } from './test-world.ts'

/** What each of the mutations answers. */
export const payload = `{ membership { id kind status version validFrom validTo ending nextStatuses viewerCan organization { code } } member { memberships { id status } } userErrors { code field message rule { id } } }`
/** The mutations, with the types of their inputs. */
export const mutations = {
  openMembership: 'OpenMembershipInput',
  changeMembershipStatus: 'ChangeMembershipStatusInput',
  transferMember: 'TransferMemberInput',
  endMembership: 'EndMembershipInput',
}

export type Mutation = keyof typeof mutations

/** A world, its register, and the mutations of memberships as an administrator or somebody else sends them. */
export class TestMemberships {
  private constructor(
    readonly world: TestWorld,
    readonly register: TestRegister,
    readonly administrator: TestClient,
    readonly today: string,
  ) {}

  static async begin(): Promise<TestMemberships> {
    const world = await aTestWorld()
    const [{ today }] = (await world.sql<{ today: string }>('SELECT today()::text AS today')) as [{ today: string }]
    return new TestMemberships(world, new TestRegister(world), await world.as(), today)
  }

  async run(mutation: Mutation, input: Record<string, unknown>, by: TestClient = this.administrator) {
    const { data, errors } = await by.query(`mutation ($input: ${mutations[mutation]}!) { ${mutation}(input: $input) ${payload} }`, {
      input,
    })
    expect(errors).toEqual([])
    return data[mutation]
  }

  /** What the mutation leaves, refused by nothing. */
  async done(mutation: Mutation, input: Record<string, unknown>, by?: TestClient) {
    const outcome = await this.run(mutation, input, by)
    expect(outcome.userErrors).toEqual([])
    return outcome.membership
  }

  /** The rules, or else the codes, that refuse. */
  async refusals(mutation: Mutation, input: Record<string, unknown>, by?: TestClient): Promise<string[]> {
    const { userErrors } = await this.run(mutation, input, by)
    return userErrors.map((error: { code: string; rule: { id: string } | null }) => error.rule?.id ?? error.code)
  }
}

/** The input that opens a membership of the organisation's kind. */
export const joining = (member: TestMember, organization: TestOrganization, options: Record<string, unknown> = {}) => ({
  memberId: member.id,
  organizationId: organization.id,
  kind: organization.kind,
  status: organization.kind === 'PARTY' ? 'FULL' : 'MEMBER',
  validFrom: '2020-07-01',
  ...options,
})
