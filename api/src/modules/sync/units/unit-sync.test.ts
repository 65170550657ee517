import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { aBatchKey } from '../../../testing/test-sync.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let hr: TestClient
beforeAll(async () => {
  world = await aTestWorld()
  hr = await world.as()
})
afterAll(() => world.close())

type Row = Record<string, unknown> & { readonly externalId: string }

async function sync(rows: readonly Row[], { by = hr, ...options }: { by?: TestClient; mode?: string; onError?: string } = {}) {
  const { data, errors } = await by.query(
    `mutation ($input: SyncOrganizationsInput!) { syncOrganizations(input: $input) { ok counts { created updated unchanged proposed rejected }
       rows { externalId status id version changes { field before after decision } errors { code path message } } userErrors { code } } }`,
    { input: { source: 'HR', mode: 'APPLY', batchKey: aBatchKey(), rows, ...options } },
  )
  expect(errors).toEqual([])
  return data.syncOrganizations
}

const codes = ({ rows }: any) => rows.map(({ errors }: any) => errors.map(({ code }: any) => code).join())

let made = 0
/** A bureau with an institution and its department, under names of its own. */
function aTree() {
  made += 1
  const [top, middle, leaf] = [`B${made}`, `I${made}`, `D${made}`]
  return [
    { externalId: top, name: `第${made}局`, level: '局', parent: null },
    { externalId: middle, code: `U-${middle}`, name: '图书馆', level: 'INSTITUTION', parent: top },
    { externalId: leaf, name: '采编部', level: '科室', parent: middle },
  ] as const satisfies Row[]
}

const parentOf = async (id: string) =>
  (
    await world.sql<{ code: string | null }>(
      'SELECT parent.code FROM organization_placement p LEFT JOIN organization parent ON parent.id = p.parent_id WHERE p.organization_id = $1 AND upper_inf(p.valid)',
      [id],
    )
  )[0]!.code

describe('units of a source', () => {
  it('are set up from the top down, in whatever order they come, and once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (order) => {
        const tree = aTree()
        const rows = order.map((at) => tree[at]!)
        const plan = await sync(rows, { mode: 'DRY_RUN' })
        const done = await sync(rows)
        expect(done.counts).toMatchObject({ created: 3, rejected: 0 })
        expect(done.rows.map((row: any) => ({ ...row, id: null }))).toEqual(plan.rows)
        const leaf = done.rows.find(({ externalId }: any) => externalId === tree[2].externalId)
        expect(await parentOf(leaf.id)).toBe(tree[1].code)
        expect((await sync(rows)).counts).toMatchObject({ unchanged: 3 })
      }),
      { numRuns: 4 },
    )
  })

  it('with another name or place are proposed, and carried out when accepted', async () => {
    const tree = aTree()
    const { rows } = await sync(tree)
    const changed = await sync([
      { externalId: tree[2].externalId, name: '采编中心', parent: tree[0].externalId, effectiveOn: '2026-03-01' },
    ])
    expect(changed.rows[0]).toMatchObject({
      status: 'PROPOSED',
      changes: [
        { field: 'name', before: '采编部', after: '采编中心', decision: 'PROPOSED' },
        { field: 'parent', before: '图书馆', after: tree[0].name, decision: 'PROPOSED' },
      ],
    })
    const { data } = await hr.query(
      '{ syncProposals(first: 10, filter: { statuses: [PENDING] }) { nodes { id type version organization { id } } } }',
    )
    for (const { id, version } of data.syncProposals.nodes.filter(({ organization }: any) => organization?.id === rows[2].id)) {
      const answer = await hr.query(
        'mutation ($input: AcceptSyncProposalInput!) { acceptSyncProposal(input: $input) { userErrors { code message } } }',
        { input: { id, version } },
      )
      expect(answer).toMatchObject({ errors: [], data: { acceptSyncProposal: { userErrors: [] } } })
    }
    expect(await parentOf(rows[2].id)).toBe(tree[0].externalId)
    expect((await sync([{ externalId: tree[2].externalId, name: '采编中心', parent: tree[0].externalId }])).rows[0]).toMatchObject({
      status: 'UNCHANGED',
    })
  })

  it('that are gone are proposed to be dissolved, and cannot come back by a late message', async () => {
    const tree = aTree()
    await sync(tree.map((row) => ({ ...row, sourceVersion: 1 })))
    expect((await sync([{ externalId: tree[2].externalId, deleted: true, sourceVersion: 3 }])).rows[0]).toMatchObject({
      status: 'PROPOSED',
      changes: [{ field: 'deleted' }],
    })
    expect(codes(await sync([{ ...tree[2], sourceVersion: 2 }]))).toEqual(['VERSION_STALE'])
  })

  it.each<[string, (tree: ReturnType<typeof aTree>) => Row[], string[]]>([
    ['CODE_INVALID', ([top]) => [{ ...top, code: '甲' }], ['CODE_INVALID']],
    ['NAME_REQUIRED and LEVEL_INVALID', ([top]) => [{ externalId: top.externalId }], ['NAME_REQUIRED,LEVEL_INVALID']],
    ['NAME_INVALID', ([top]) => [{ ...top, name: '=局' }], ['NAME_INVALID']],
    ['PARENT_UNKNOWN', ([, middle]) => [middle], ['PARENT_UNKNOWN']],
    ['PARENT_REFUSED', ([top, ...others]) => [{ ...top, level: '部' }, ...others], ['LEVEL_INVALID', 'PARENT_REFUSED', 'PARENT_REFUSED']],
    [
      'PARENT_CYCLE',
      ([top, middle, leaf]) => [{ ...top, parent: leaf.externalId }, middle, leaf],
      ['PARENT_CYCLE', 'PARENT_CYCLE', 'PARENT_CYCLE'],
    ],
    [
      'RULE_REFUSED',
      ([top, , leaf]) => [
        { ...top, level: 'DEPARTMENT' },
        { ...leaf, parent: null },
      ],
      ['RULE_REFUSED', 'RULE_REFUSED'],
    ],
    ['ESTABLISHED_ON_INVALID', ([top]) => [{ ...top, establishedOn: '2999-01-01' }], ['ESTABLISHED_ON_INVALID']],
    ['DUPLICATE_IN_BATCH', ([top]) => [top, { ...top, name: '另一局' }], ['DUPLICATE_IN_BATCH', 'DUPLICATE_IN_BATCH']],
  ])('%s', async (_what, rowsOf, expected) => {
    expect(codes(await sync(rowsOf(aTree())))).toEqual(expected)
  })

  it('CODE_TAKEN, EXTERNAL_ID_TAKEN, and a level never changes', async () => {
    const tree = aTree()
    await sync(tree)
    expect(codes(await sync([{ ...tree[1], code: 'OTHER' }]))).toEqual(['CODE_TAKEN'])
    expect(codes(await sync([{ ...tree[1], externalId: 'NEW', code: tree[1].code }]))).toEqual(['EXTERNAL_ID_TAKEN'])
    expect(codes(await sync([{ ...tree[1], level: '局' }]))).toEqual(['LEVEL_INVALID'])
  })

  it('outside the scope look like none', async () => {
    const [mine, theirs] = [aTree(), aTree()]
    const { rows } = await sync(mine)
    await sync(theirs)
    const [{ path }] = (await world.sql<{ path: string }>('SELECT path FROM organization_placement WHERE organization_id = $1', [
      rows[1].id,
    ])) as [{ path: string }]
    const client = await world.as([grantOver('OFFICER', path)])
    expect(
      codes(
        await sync(
          [
            { externalId: 'X1', name: '新部', level: '科室', parent: mine[1].externalId },
            { externalId: 'X2', name: '新部', level: '科室', parent: theirs[1].externalId },
            { externalId: 'X3', name: '新局', level: '局' },
            { externalId: theirs[2].externalId, name: '改名' },
          ],
          { by: client },
        ),
      ),
    ).toEqual(['', 'PARENT_UNKNOWN', 'PARENT_UNKNOWN', 'UNIT_UNKNOWN'])
  })
})
