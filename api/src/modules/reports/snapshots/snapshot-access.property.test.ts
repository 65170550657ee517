import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Role } from '../../../platform/access/permissions.ts'
import { covers, intersection, isEmpty, type Scope, subtrees } from '../../../platform/access/scope.ts'
import { aReport, ran } from '../../../testing/test-reports.ts'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aSnapshot, foundSnapshot, sendComparison } from '../../../testing/test-snapshots.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient
const tree = new Map<string, TestOrganization>()
const parents: Record<string, string | null> = { P0: null, P1: 'P0', P2: 'P0', P3: 'P1', P4: 'P1', P5: 'P2' }
const names = Object.keys(parents)

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  const register = new TestRegister(world)
  for (const [name, parent] of Object.entries(parents)) {
    const above = parent === null ? {} : { under: tree.get(parent)! }
    tree.set(name, await register.anOrganization({ kind: 'PARTY', level: parent === null ? 'COMMITTEE' : 'GENERAL_BRANCH', ...above }))
  }
  for (const [at, name] of names.entries()) {
    for (let person = 0; person < at * 2 + 1; person += 1)
      await register.aMemberOf(tree.get(name)!, { sex: person % 3 === 0 ? 'FEMALE' : 'MALE' })
    await world.sql(
      `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on, expected_count, present_count, expected_present_count) VALUES ($1, 'BRANCH_MEETING', '会', 'HELD', '2026-03-02', '2026-03-02', 9, $2::int, $2::int)`,
      [tree.get(name)!.id, at],
    )
  }
})
afterAll(() => world.close())

const grant = fc.record({ role: fc.constantFrom<Role>('OFFICER', 'SECRETARY', 'REPORTER'), over: fc.constantFrom(...names) })
const grants = fc.array(grant, { minLength: 1, maxLength: 2 })
const definition = fc
  .record({
    of: fc.constantFrom('activities', 'participants', 'members', 'ages'),
    organization: fc.option(fc.constantFrom(...names), { freq: 3 }),
  })
  .map(({ of, organization }) => ({
    source: of === 'members' || of === 'ages' ? 'MEMBERS' : 'ACTIVITIES',
    rows: of === 'ages' ? ['AGE_BAND'] : of === 'members' ? ['SEX'] : ['ORGANIZATION'],
    measures: of === 'activities' ? ['COUNT', 'ATTENDANCES'] : ['COUNT', 'DISTINCT_MEMBERS'],
    organizationDepth: 5,
    parameters: { organization },
  }))

type Grants = readonly { readonly role: Role; readonly over: string }[]

const clientOf = (given: Grants) => world.as(given.map(({ role, over }) => grantOver(role, tree.get(over)!.path)))

describe('a snapshot', () => {
  it('tells its taker what his report tells him, and others nothing that theirs would not', async () => {
    await fc.assert(
      fc.asyncProperty(grants, grants, definition, async (takers, viewers, wanted) => {
        const organization = wanted.parameters.organization === null ? null : tree.get(wanted.parameters.organization)!
        const asked = { ...wanted, columns: [], parameters: { organization: organization?.id ?? null } }
        const [taker, viewer] = [await clientOf(takers), await clientOf(viewers)]
        const report = await aReport(administrator, { definition: asked })
        await world.sql('INSERT INTO report_share (report_id, organization_id) VALUES ($1, $2)', [report.id, tree.get('P0')!.id])

        const snapshot = await aSnapshot(taker, report.id)
        const live = (await ran(taker, { id: report.id })).table
        expect(figuresOf(snapshot.table)).toEqual(figuresOf(live))

        const counted = namesCounted(taker, organization)
        const sees = (client: TestClient, permission: 'counts:read' | 'members:read' | 'members:personal') =>
          client.viewer.can(permission) && counted.every((name) => covers(client.viewer.scope(permission), tree.get(name)!.path))
        const aboutPersons = asked.measures.includes('DISTINCT_MEMBERS')
        const inSteps = snapshot.facts === 'PERSONS_NOT_TOLD'
        const persons = sees(viewer, 'members:read') && (wanted.rows[0] !== 'AGE_BAND' || sees(viewer, 'members:personal'))
        const isShown = sees(viewer, 'counts:read') && (!aboutPersons || inSteps || persons)
        const { data, errors } = await foundSnapshot(viewer, snapshot.id)
        expect({ shown: data?.reportSnapshot != null, code: errors[0]?.code }).toEqual({
          shown: isShown,
          code: isShown ? undefined : 'NOT_FOUND',
        })
        const comparison = await sendComparison(viewer, snapshot.id)
        if (!isShown) {
          expect(comparison.errors[0]?.code).toBe('NOT_FOUND')
          return
        }
        // nothing has happened: whoever may count there, and see the persons, finds nothing changed
        const bounds = intersection(taker.viewer.scope('counts:read'), viewer.viewer.scope('counts:read'))
        const ages = wanted.rows[0] === 'AGE_BAND'
        const comparable = !isEmpty(bounds) && (!aboutPersons || inSteps || seesAll(viewer, bounds, ages))
        expect(comparison.errors.map(({ code }) => code)).toEqual(comparable ? [] : ['FORBIDDEN'])
        if (comparable) expect(comparison.data.snapshotComparison).toMatchObject({ changedCells: 0, cells: [] })
        const isWhole = organization !== null && covers(taker.viewer.scope('counts:read'), organization.path)
        const isExact = seesAll(viewer, viewer.viewer.scope('counts:read'), ages)
        if (isWhole && (!aboutPersons || (!inSteps && isExact)))
          expect(figuresOf((await ran(viewer, { definition: asked })).table)).toEqual(figuresOf(snapshot.table))
      }),
      { numRuns: 25, endOnFailure: true },
    )
  }, 90_000)
})

/** Whether somebody may see every person of these subtrees. */
function seesAll({ viewer }: TestClient, { roots }: Scope, ages: boolean): boolean {
  return (['members:read', ...(ages ? (['members:personal'] as const) : [])] as const).every((permission) =>
    roots.every((root) => covers(viewer.scope(permission), root)),
  )
}

function namesCounted({ viewer }: TestClient, organization: TestOrganization | null): string[] {
  const scope: Scope =
    organization === null ? viewer.scope('counts:read') : intersection(viewer.scope('counts:read'), subtrees([organization.path]))
  return names.filter((name) => covers(scope, tree.get(name)!.path))
}

function figuresOf(table: any) {
  return {
    rows: table.rows.map(({ keys, values, suppressed }: any) => ({ keys, values, suppressed })),
    totals: table.totals?.values ?? null,
  }
}
