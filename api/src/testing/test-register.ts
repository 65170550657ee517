import { organizationPinyin, personPinyin } from '@qizhi/codes'
import { type TestWorld } from './test-world.ts'

export interface TestOrganization {
  readonly id: string
  readonly code: string
  readonly kind: string
  readonly path: string
}

export interface TestMember {
  readonly id: string
  readonly code: string
  readonly name: string
}

interface OrganizationOptions {
  readonly kind?: 'PARTY' | 'UNION' | 'LEAGUE' | 'WOMEN' | 'UNIT'
  readonly level?: string
  readonly under?: TestOrganization
  readonly name?: string
  readonly establishedOn?: string
  readonly dissolvedOn?: string
}

interface MemberOptions {
  readonly name?: string
  readonly sex?: 'MALE' | 'FEMALE' | 'UNKNOWN'
  readonly birthDate?: string | null
  readonly ethnicity?: string
  readonly education?: string
  readonly employedIn?: TestOrganization
  readonly employmentStatus?: string
  readonly employmentStarted?: string
  /** The masked forms as they stand in the row; nothing is encrypted behind them. */
  readonly nationalIdMasked?: string
  readonly phoneMasked?: string
}

interface MembershipOptions {
  readonly of: TestMember
  readonly in: TestOrganization
  readonly status?: string
  readonly from?: string
  readonly to?: string
  readonly ending?: string
}

/** Puts organisations, persons and memberships into a test world as they would stand after a history that the test does not tell. */
export class TestRegister {
  private made = 0

  constructor(private readonly world: Pick<TestWorld, 'sql'>) {}

  async anOrganization(options: OrganizationOptions = {}): Promise<TestOrganization> {
    this.made += 1
    const {
      under,
      kind = under?.kind ?? 'PARTY',
      level = kind === 'UNIT' ? 'DEPARTMENT' : 'BRANCH',
      establishedOn = '2000-01-01',
      dissolvedOn = null,
    } = options
    const code = `ORG${this.made}`
    const name = options.name ?? `组织${this.made}`
    const { full, initials } = organizationPinyin(name)
    const [row] = await this.world.sql<{ id: string; segment: string }>(
      `INSERT INTO organization (code, kind, level, name, pinyin, initials, established_on, dissolved_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, segment`,
      [code, kind, level, name, full, initials, establishedOn, dissolvedOn],
    )
    const { id, segment } = row!
    const path = `${under?.path ?? ''}/${segment}`
    await this.world.sql(
      'INSERT INTO organization_placement (organization_id, kind, parent_id, path, valid) VALUES ($1, $2, $3, $4, daterange($5::date, NULL))',
      [id, kind, under?.id ?? null, path, establishedOn],
    )
    await this.world.sql('INSERT INTO organization_name (organization_id, name, valid) VALUES ($1, $2, daterange($3::date, NULL))', [
      id,
      name,
      establishedOn,
    ])
    return { id, code, kind, path }
  }

  async aMember(options: MemberOptions = {}): Promise<TestMember> {
    this.made += 1
    const {
      name = `张${'甲乙丙丁戊己庚辛壬癸'[this.made % 10]}${this.made}`,
      sex = 'MALE',
      birthDate = '1990-01-01',
      employedIn,
      employmentStatus = employedIn === undefined ? 'NONE' : 'ACTIVE',
    } = options
    const { full, initials } = personPinyin(name)
    const [row] = await this.world.sql<{ id: string; code: string }>(
      `INSERT INTO member (name, pinyin, initials, sex, birth_date, ethnicity, education, employer_unit_id, employment_status, employment_started, national_id_masked, phone_masked)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id, code`,
      [
        name,
        full,
        initials,
        sex,
        birthDate,
        options.ethnicity ?? null,
        options.education ?? null,
        employedIn?.id ?? null,
        employmentStatus,
        options.employmentStarted ?? null,
        options.nationalIdMasked ?? null,
        options.phoneMasked ?? null,
      ],
    )
    return { ...row!, name }
  }

  /** A membership of the organisation's kind; `to` ends it. */
  async aMembership({
    of,
    in: organization,
    status,
    from = '2020-01-01',
    to,
    ending,
  }: MembershipOptions): Promise<{ readonly id: string }> {
    const usual = organization.kind === 'PARTY' ? 'FULL' : 'MEMBER'
    const [row] = await this.world.sql<{ id: string }>(
      `INSERT INTO membership (member_id, kind, organization_id, status, valid, ending) VALUES ($1, $2, $3, $4, daterange($5::date, $6::date), $7) RETURNING id`,
      [
        of.id,
        organization.kind,
        organization.id,
        status ?? usual,
        from,
        to ?? null,
        to === undefined ? null : (ending ?? 'TRANSFERRED_OUT'),
      ],
    )
    return row!
  }

  /** A new person who belongs to the organisation. */
  async aMemberOf(
    organization: TestOrganization,
    options: MemberOptions & Pick<MembershipOptions, 'status' | 'from'> = {},
  ): Promise<TestMember> {
    const { status, from, ...person } = options
    const member = await this.aMember(person)
    await this.aMembership({
      of: member,
      in: organization,
      ...(status === undefined ? {} : { status }),
      ...(from === undefined ? {} : { from }),
    })
    return member
  }
}
