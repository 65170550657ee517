import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aColleague, type TestColleague } from '../../testing/test-schedules.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { hashPassword } from './passwords.ts'

let world: TestWorld
let committee: TestOrganization
let branch: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  const register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
})
afterAll(() => world.close())

const password = 'Correct-Horse-42'

async function aPerson(over: TestOrganization | null = branch): Promise<TestColleague> {
  const person = await aColleague(world, over, { email: null })
  await world.sql('UPDATE account SET password_hash = $2 WHERE id = $1', [person.id, await hashPassword(password)])
  return person
}

async function change(client: TestClient, input: Record<string, unknown>) {
  const { data, errors } = await client.query(
    'mutation ($input: ChangeMailSettingsInput!) { changeMailSettings(input: $input) { viewer { email mailLanguage } userErrors { code field } } }',
    { input: { currentPassword: password, ...input } },
  )
  expect(errors).toEqual([])
  return data.changeMailSettings
}

describe('one’s own mail address', () => {
  test('changes with the password, is told to oneself, and stands masked in the audit trail', async () => {
    const person = await aPerson()
    expect(await change(person, { email: ' zhang.san@bureau.example ', mailLanguage: 'ENGLISH' })).toEqual({
      viewer: { email: 'zhang.san@bureau.example', mailLanguage: 'ENGLISH' },
      userErrors: [],
    })
    expect(await change(person, { mailLanguage: null })).toMatchObject({
      viewer: { email: 'zhang.san@bureau.example', mailLanguage: null },
    })
    expect(await change(person, { email: null })).toMatchObject({ viewer: { email: null } })
    const entries = await world.sql(`SELECT before, after FROM audit_entry WHERE entity_id = $1 ORDER BY at`, [person.id])
    expect(entries[0]).toEqual({
      before: { email: null, mailLanguage: null },
      after: { email: 'z***@bureau.example', mailLanguage: 'en' },
    })
    expect(JSON.stringify(entries)).not.toContain('zhang')
  })

  test('does not change with another password, which may be tried five times', async () => {
    const person = await aPerson()
    const wrong = { email: 'a@bureau.example', currentPassword: 'Wrong-Horse-42' }
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await change(person, wrong)).toEqual({
        viewer: { email: null, mailLanguage: null },
        userErrors: [{ code: 'BAD_CREDENTIALS', field: ['currentPassword'] }],
      })
    expect(await change(person, { email: 'a@bureau.example' })).toMatchObject({ userErrors: [{ code: 'LOCKED' }], viewer: { email: null } })
  })

  test.each(['zhang', 'zhang@bureau.example\nBcc: x@y.example', 'a@b.example, c@d.example'])('is not %j', async (email) => {
    expect(await change(await aPerson(), { email })).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['email'] }] })
  })
})

describe('somebody else’s', () => {
  const changeOf = async (client: TestClient, accountId: string, email: string | null) => {
    const { data, errors } = await client.query(
      'mutation ($input: ChangeAccountEmailInput!) { changeAccountEmail(input: $input) { userErrors { code field } } }',
      { input: { accountId, email } },
    )
    return errors[0]?.code ?? data.changeAccountEmail.userErrors.map(({ code }: { code: string }) => code).join()
  }

  test('changes by an administrator of all that he may see, and of nobody who may see more', async () => {
    const [below, above, everywhere] = [await aPerson(branch), await aPerson(committee), await aPerson(null)]
    const administrator = await world.as()
    const ofBranch = await world.as([grantOver('ADMINISTRATOR', branch.path)])
    const address = 'new@bureau.example'
    expect(await changeOf(ofBranch, below.id, address)).toBe('')
    for (const { id } of [above, everywhere]) {
      expect(await changeOf(ofBranch, id, address)).toBe('NOT_FOUND')
      expect(await changeOf(administrator, id, address)).toBe('')
    }
    expect(await changeOf(administrator, 'nonsense', address)).toBe('NOT_FOUND')
    expect(await changeOf(administrator, below.id, 'nonsense')).toBe('INVALID')
    expect(await changeOf(above, below.id, address)).toBe('FORBIDDEN')
    expect(await changeOf(administrator, below.id, null)).toBe('')
    const [row] = await world.sql('SELECT email FROM account WHERE id = $1', [below.id])
    expect(row).toEqual({ email: null })
  })

  test('of whom has no grant yet changes only by whoever administers everything', async () => {
    const person = await aPerson()
    await world.sql('DELETE FROM access_grant WHERE account_id = $1', [person.id])
    expect(await changeOf(await world.as([grantOver('ADMINISTRATOR', committee.path)]), person.id, 'a@bureau.example')).toBe('NOT_FOUND')
    expect(await changeOf(await world.as(), person.id, 'a@bureau.example')).toBe('')
  })
})
