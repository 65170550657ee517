import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient
beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
})
afterAll(() => world.close())

async function configure(input: Record<string, unknown>, by = administrator) {
  const { data, errors } = await by.query(
    'mutation ($input: ConfigureSyncSourceInput!) { configureSyncSource(input: $input) { source { code name ownedFields absenceLimit version } userErrors { code field } } }',
    { input },
  )
  return errors.length > 0 ? { code: errors[0]!.code } : data.configureSyncSource
}

it('a source owns what an administrator says', async () => {
  const { data } = await administrator.query('{ syncSources { code absenceLimit ownedFields } }')
  expect(data.syncSources).toMatchObject([{ code: 'HR', absenceLimit: 500, ownedFields: expect.arrayContaining(['NAME', 'UNIT', 'POST']) }])
  expect(await configure({ code: 'PHONES', name: '通讯录', ownedFields: ['PHONE'] })).toMatchObject({
    userErrors: [],
    source: { absenceLimit: 500, version: 1 },
  })
  expect(await configure({ code: 'PHONES', name: '通讯录', ownedFields: ['PHONE', 'POST'] })).toMatchObject({
    userErrors: [{ code: 'STALE_VERSION', field: ['version'] }],
  })
  expect(await configure({ code: 'PHONES', name: '通讯录', ownedFields: ['PHONE', 'POST'], version: 1, absenceLimit: 0 })).toMatchObject({
    source: { ownedFields: ['PHONE', 'POST'], absenceLimit: 0, version: 2 },
  })
})

it('nobody else', async () => {
  const officer = await world.as([grantOver('OFFICER', '/nowhere')])
  expect(await configure({ code: 'X', name: 'X', ownedFields: [] }, officer)).toEqual({ code: 'FORBIDDEN' })
})
