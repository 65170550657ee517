import { type TestOrganization, TestRegister } from './test-register.ts'
import { aNationalId, syncMembers, type TestSyncOptions, type TestSyncRow } from './test-sync.ts'
import { aTestWorld, type TestClient, type TestWorld } from './test-world.ts'

/** A bureau with two units and a Party branch, and a source that tells of its persons. */
export interface SyncWorld {
  readonly world: TestWorld
  readonly register: TestRegister
  readonly hr: TestClient
  readonly bureau: TestOrganization
  readonly office: TestOrganization
  readonly library: TestOrganization
  readonly branch: TestOrganization
  readonly sync: (rows: readonly TestSyncRow[], options?: SyncOptions) => Promise<any>
  /** The result of a single row. */
  readonly only: (row: TestSyncRow, options?: SyncOptions) => Promise<any>
  /** A row about somebody new in the office. */
  readonly aRow: (row?: Partial<TestSyncRow>) => TestSyncRow & { nationalId: string }
  /** Somebody whom the source has told of before: his row, and his id on the register. */
  readonly aPerson: (row?: Partial<TestSyncRow>) => Promise<TestSyncRow & { nationalId: string; id: string }>
  readonly read: (id: string) => Promise<any>
}

interface SyncOptions extends TestSyncOptions {
  readonly by?: TestClient
}

export async function aSyncWorld(): Promise<SyncWorld> {
  const world = await aTestWorld()
  const register = new TestRegister(world)
  const hr = await world.as()
  const bureau = await register.anOrganization({ kind: 'UNIT', level: 'BUREAU', name: '文化局' })
  const office = await register.anOrganization({ under: bureau, name: '办公室' })
  const library = await register.anOrganization({ under: bureau, name: '图书馆' })
  const branch = await register.anOrganization({ name: '第一支部' })

  const sync = ((rows, { by = hr, ...options } = {}) => syncMembers(by, rows, options)) as SyncWorld['sync']
  const only: SyncWorld['only'] = async (row, options) => (await sync([row], options)).rows[0]
  let made = 0
  const aRow: SyncWorld['aRow'] = (row = {}) => {
    made += 1
    return {
      externalId: `E${made}`,
      name: `张${String.fromCodePoint(0x4e00 + made)}`,
      nationalId: aNationalId(),
      unit: office.code,
      ...row,
    }
  }
  return {
    world,
    register,
    hr,
    bureau,
    office,
    library,
    branch,
    sync,
    only,
    aRow,
    async aPerson(row) {
      const told = aRow(row)
      const { id, status } = await only(told)
      if (status !== 'CREATED') throw new Error(`The row was ${status}.`)
      return { ...told, id }
    },
    async read(id) {
      const { data } = await hr.query(
        'query ($id: ID!) { member(id: $id) { name sex birthDate phone post nationalId version employmentStatus employmentStarted ethnicity { code } employerUnit { code } externalIds { source externalId } memberships { kind } } }',
        { id },
      )
      return data.member
    },
  }
}
