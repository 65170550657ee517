import { type TestClient, type TestWorld } from '@qizhi/api/testing/test-world'

/** A subtree of each kind with people, memberships, activities and links in it, all of whose words contain the region's mark. */
export interface Region {
  /** Today's paths of its tops. */
  readonly paths: readonly string[]
  /** Ids, names and other words that only this region's rows hold. */
  readonly secrets: readonly string[]
  /** Ids and names of its people. */
  readonly persons: readonly string[]
  readonly externalId: string
  /** An id of this region that fits a field's argument. */
  idFor(field: string, argument: string): string
}

/** Makes a region through the API, as its administrator would. */
export async function aPopulatedRegion(world: TestWorld, administrator: TestClient, mark: string): Promise<Region> {
  const mutate = async (name: string, input: Record<string, unknown>, selection: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
    const { data, errors } = await administrator.query(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message } } }`,
      { input },
    )
    if (errors.length > 0 || data[name].userErrors.length > 0) throw new Error(`${name}: ${JSON.stringify([errors, data])}`)
    return data[name]
  }
  const organization = async (
    code: string,
    kind: string,
    level: string,
    parentId: string | null,
    more: Record<string, unknown> = {},
  ): Promise<string> =>
    (
      await mutate(
        'createOrganization',
        {
          code: `${code}-${mark === '甲' ? 'A' : 'B'}`,
          name: `${mark}区${code}组织`,
          kind,
          level,
          parentId,
          establishedOn: '2010-01-01',
          documentNumber: `${mark}发〔2010〕1号`,
          ...more,
        },
        'organization { id }',
      )
    ).organization.id

  const common = await commonTops(world, mutate)
  const committee = await organization('C', 'PARTY', 'GENERAL_BRANCH', common.party)
  const branch = await organization('Z', 'PARTY', 'BRANCH', committee)
  const union = await organization('U', 'UNION', 'COMMITTEE', common.union, { ledById: committee })
  const unit = await organization('D', 'UNIT', 'INSTITUTION', common.unit)
  await mutate('linkOrganizations', { type: 'COVERS', fromId: union, toId: unit, effectiveOn: '2012-01-01' }, 'organization { id }')
  await mutate(
    'renameOrganization',
    { id: branch, version: 1, name: `${mark}区更名后的支部`, effectiveOn: '2015-01-01' },
    'organization { id }',
  )

  const persons: string[] = []
  const members: string[] = []
  for (let at = 1; at <= 3; at += 1) {
    const name = `${mark}${'某丁戊己'[at]}${'一二三四'[at]}`
    const { member } = await mutate(
      'createMember',
      { name, sex: 'FEMALE', birthDate: '1980-05-06', employerUnitId: unit, post: `${mark}科员` },
      'member { id }',
    )
    await mutate(
      'openMembership',
      { memberId: member.id, organizationId: branch, kind: 'PARTY', status: 'FULL', validFrom: '2016-01-01' },
      'membership { id }',
    )
    await mutate(
      'openMembership',
      { memberId: member.id, organizationId: union, kind: 'UNION', status: 'MEMBER', validFrom: '2016-01-01' },
      'membership { id }',
    )
    members.push(member.id)
    persons.push(name, member.id)
  }
  const externalId = `HR-${mark}`
  await world.sql(`INSERT INTO external_identity (source, external_id, member_id) VALUES ('HR', $1, $2)`, [externalId, members[0]])

  const { activity } = await mutate(
    'planActivity',
    {
      organizationId: branch,
      typeCode: 'BRANCH_MEETING',
      title: `${mark}区党员大会`,
      topic: `${mark}区议题`,
      place: `${mark}区会议室`,
      plannedStart: '2026-03-02T09:00:00+08:00',
      coOrganizerIds: [committee],
    },
    'activity { id version }',
  )
  const held = await mutate(
    'holdActivity',
    { id: activity.id, version: activity.version, heldOn: '2026-03-02', minutes: `${mark}区纪要` },
    'activity { version }',
  )
  await mutate(
    'recordAttendance',
    { activityId: activity.id, version: held.activity.version, entries: [], othersExpected: 'PRESENT' },
    'activity { id }',
  )

  const { report } = await mutate(
    'createReport',
    {
      name: `${mark}区活动报表`,
      description: `${mark}区说明`,
      definition: {
        source: 'ACTIVITIES',
        rows: ['ORGANIZATION'],
        columns: ['MONTH'],
        measures: ['COUNT'],
        organizationDepth: 5,
        parameters: { organization: committee },
      },
    },
    'report { id version }',
  )
  await mutate('shareReport', { id: report.id, version: report.version, organizationIds: [committee, union] }, 'report { id }')

  const { apiClient } = await mutate(
    'createApiClient',
    {
      clientId: `program-${mark === '甲' ? 'a' : 'b'}`,
      name: `${mark}区程序`,
      description: `${mark}区用途`,
      grants: [{ scopes: ['members:read', 'changes:read', 'webhooks:run'], organizationId: committee, kinds: ['PARTY', 'UNION', 'UNIT'] }],
    },
    'apiClient { id }',
  )

  const { endpoint } = await mutate(
    'createWebhook',
    {
      name: `${mark}区推送`,
      url: 'https://example.org/',
      entities: ['MEMBER'],
      apiClientId: apiClient.id,
      document: `query ($id: ID!) { ${mark === '甲' ? 'a' : 'b'}: node(id: $id) { id } }`,
    },
    'endpoint { id }',
  )
  const [delivery] = await world.sql<{ id: string }>(
    `INSERT INTO webhook_delivery (endpoint_id, change_id, entity, entity_id, op, occurred_at) VALUES ($1, $2, 'MEMBER', $3, 'UPDATED', now()) RETURNING id`,
    [endpoint.id, `${mark}区变更`, members[0]],
  )

  const { snapshot } = await mutate('takeSnapshot', { reportId: report.id, note: `${mark}区快照` }, 'snapshot { id }')

  const ids = [
    report.id as string,
    snapshot.id as string,
    apiClient.id as string,
    endpoint.id as string,
    delivery!.id,
    committee,
    branch,
    union,
    unit,
    ...members,
    activity.id as string,
  ]
  const rows = await world.sql<{ path: string }>(
    'SELECT path FROM organization_placement WHERE upper_inf(valid) AND organization_id = ANY($1)',
    [[committee, union, unit]],
  )
  const words = [`${mark}区`, `${mark}发〔`, `${mark}科员`, ...persons, externalId]
  return {
    paths: rows.map(({ path }) => path),
    secrets: [...ids, ...words],
    persons,
    externalId,
    idFor: (field) =>
      /snapshot/i.test(field)
        ? (snapshot.id as string)
        : /report/i.test(field)
          ? (report.id as string)
          : /apiClient/i.test(field)
            ? (apiClient.id as string)
            : /webhook/i.test(field)
              ? (endpoint.id as string)
              : /delivery/i.test(field)
                ? delivery!.id
                : /member/i.test(field)
                  ? members[0]!
                  : /activit/i.test(field)
                    ? (activity.id as string)
                    : field === 'node'
                      ? members[1]!
                      : branch,
  }
}

type Mutate = (name: string, input: Record<string, unknown>, selection: string) => Promise<Record<string, { id: string }>>

/** The three roots that all regions stand under, made with the first. */
async function commonTops(world: TestWorld, mutate: Mutate): Promise<{ party: string; union: string; unit: string }> {
  const top = async (code: string, kind: string, level: string): Promise<string> => {
    const [known] = await world.sql<{ id: string }>('SELECT id FROM organization WHERE code = $1', [code])
    if (known !== undefined) return known.id
    return (
      await mutate('createOrganization', { code, name: `共同上级${code}`, kind, level, establishedOn: '2000-01-01' }, 'organization { id }')
    )['organization']!.id
  }
  return {
    party: await top('ROOT-P', 'PARTY', 'COMMITTEE'),
    union: await top('ROOT-U', 'UNION', 'COMMITTEE'),
    unit: await top('ROOT-D', 'UNIT', 'BUREAU'),
  }
}
