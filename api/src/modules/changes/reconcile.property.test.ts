import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

const persons = 3_000

let world: TestWorld
let administrator: TestClient
let secretary: TestClient
let branch: TestOrganization
let register: Map<string, number>

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  const made = new TestRegister(world)
  const bureau = await made.anOrganization({ level: 'COMMITTEE' })
  branch = await made.anOrganization({ under: bureau })
  secretary = await world.as([grantOver('OFFICER', branch.path)])
  await world.sql(`INSERT INTO member (name, sex, version) SELECT '人员' || n, 'MALE', 1 + n % 7 FROM generate_series(1, $1::int) n`, [
    persons,
  ])
  await world.sql(
    `INSERT INTO membership (member_id, kind, organization_id, status, valid) SELECT id, 'PARTY', $1, 'FULL', daterange('2020-01-01', NULL) FROM member ORDER BY id LIMIT 700`,
    [branch.id],
  )
  register = await whole()
})
afterAll(() => world.close())

async function whole(where = ''): Promise<Map<string, number>> {
  const rows = await world.sql<{ id: string; version: number }>(`SELECT id, version FROM member ${where}`)
  return new Map(rows.map(({ id, version }) => [id, version]))
}

interface Range {
  readonly from: string | null
  readonly to: string | null
  readonly count: number
  readonly digest: string
}

/** Somebody with a copy, who knows of the register only what the schema tells. */
class Integrator {
  calls = 0
  readonly differing = new Set<string>()

  constructor(
    private readonly client: TestClient,
    private readonly copy: ReadonlyMap<string, number>,
  ) {}

  private summed(from: string | null, to: string | null): Range {
    let [count, sum] = [0, 0n]
    for (const [id, version] of this.copy) {
      if ((from !== null && id < from) || (to !== null && id >= to)) continue
      count += 1
      sum += BigInt(`0x${createHash('sha256').update(`${id}:${version}`).digest('hex').slice(0, 16)}`)
    }
    return { from, to, count, digest: (sum % 2n ** 64n).toString(16).padStart(16, '0') }
  }

  async compare(): Promise<boolean> {
    const open = [this.summed(null, null)]
    let equal = true
    while (open.length > 0) {
      const asked = open.splice(0, 64)
      this.calls += 1
      const { data, errors, statements } = await this.client.query(
        `query ($ranges: [ReconcileRange!]!) { reconcile(entity: MEMBER, ranges: $ranges) { equal differences { from to parts { from to count digest } rows { id version } } } }`,
        { ranges: asked },
      )
      expect({ errors, statements }).toEqual({ errors: [], statements: 1 })
      if (!data.reconcile.equal) equal = false
      for (const { from, to, parts, rows } of data.reconcile.differences) {
        if (rows === null)
          open.push(
            ...(parts as Range[])
              .map((part) => [part, this.summed(part.from, part.to)] as const)
              .flatMap(([its, own]) => (its.count === own.count && its.digest === own.digest ? [] : [own])),
          )
        else this.take(from, to, new Map((rows as { id: string; version: number }[]).map(({ id, version }) => [id, version])))
      }
    }
    return equal
  }

  private take(from: string | null, to: string | null, rows: ReadonlyMap<string, number>): void {
    for (const [id, version] of rows) if (this.copy.get(id) !== version) this.differing.add(id)
    for (const id of this.copy.keys())
      if ((from === null || id >= from) && (to === null || id < to) && !rows.has(id)) this.differing.add(id)
  }
}

describe('reconcile', () => {
  it('finds exactly what differs, in few calls', async () => {
    const spoiling = fc.array(fc.record({ at: fc.nat(persons - 1), how: fc.constantFrom('lacks', 'stale', 'extra'), id: fc.uuid() }), {
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(spoiling, async (spoils) => {
        const copy = new Map(register)
        const ids = [...register.keys()]
        const expected = new Set<string>()
        for (const { at, how, id } of spoils) {
          const own = how === 'extra' ? id : ids[at]!
          if (how === 'extra') copy.set(id, 1)
          else if (how === 'lacks') copy.delete(own)
          else copy.set(own, 100)
          expected.add(own)
        }
        const integrator = new Integrator(administrator, copy)
        expect(await integrator.compare()).toBe(expected.size === 0)
        expect(integrator.differing).toEqual(expected)
        expect(integrator.calls).toBeLessThanOrEqual(2)
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  it('holds a copy against what the viewer may see', async () => {
    const own = await whole(`WHERE id IN (SELECT member_id FROM membership)`)
    expect(await new Integrator(secretary, own).compare()).toBe(true)
    const tooMuch = new Integrator(secretary, register)
    expect(await tooMuch.compare()).toBe(false)
    expect(tooMuch.differing.size).toBe(persons - own.size)
  })

  it.each([
    [[]],
    [[{ count: 0, digest: 'x' }]],
    [[{ from: 'x', count: 0, digest: '0'.repeat(16) }]],
    [[{ count: -1, digest: '0'.repeat(16) }]],
    [Array.from({ length: 65 }, () => ({ count: 0, digest: '0'.repeat(16) }))],
  ])('refuses ranges that are none: %#', async (ranges) => {
    const { errors } = await administrator.query(
      `query ($ranges: [ReconcileRange!]!) { reconcile(entity: MEMBER, ranges: $ranges) { equal } }`,
      { ranges },
    )
    expect(errors).toHaveLength(1)
  })

  it('compares an empty copy of nothing', async () => {
    const { data } = await administrator.query(
      `{ reconcile(entity: ACTIVITY, ranges: [{ count: 0, digest: "${'0'.repeat(16)}" }]) { equal differences { count } } }`,
    )
    expect(data.reconcile).toEqual({ equal: true, differences: [] })
  })
})
