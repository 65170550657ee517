import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { cpuTime } from '../../testing/cpu-time.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await aTestServer()
})
afterAll(() => server.close())
afterEach(() => server.sql('TRUNCATE sign_in_throttle'))

const password = 'Right-Password-7'

/** An account of its own for a test, so that its failures are nobody else's. */
async function anAccount(username: string): Promise<string> {
  const { credentials } = await server.app.modules.accounts.creation.create({
    username,
    displayName: username,
    role: 'VIEWER',
    organizationCode: null,
    kinds: ['PARTY'],
  })
  const browser = server.browser()
  await browser.signIn(username, credentials!.password)
  const change = 'mutation ($i: ChangePasswordInput!) { changePassword(input: $i) { userErrors { code } } }'
  expect(
    (await browser.query(change, { i: { currentPassword: credentials!.password, newPassword: password } })).body.data.changePassword
      .userErrors,
  ).toEqual([])
  await server.sql('DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE username = $1)', [username])
  return username
}

const viewerOf = async (browser: TestBrowser) => (await browser.query('{ viewer { username } }')).body.data.viewer?.username ?? null
const codeOf = async (browser: TestBrowser, username: string, typed: string) =>
  (await browser.signIn(username, typed)).body.data.signIn.userErrors[0]?.code ?? null

describe('whoever guesses', () => {
  beforeAll(async () => {
    for (const name of ['known', 'disabled', 'locked']) await anAccount(name)
    await server.sql(`UPDATE account SET disabled_at = now() WHERE username = 'disabled'`)
  })

  test('gets the same answers for an unknown name, a wrong password and a disabled account', async () => {
    const answers: Record<string, string[]> = {}
    for (const [name, typed] of [
      ['nobody', 'guess'],
      ['known', 'guess'],
      ['disabled', password],
    ] as const) {
      answers[name] = []
      for (let times = 0; times < 7; times += 1) answers[name].push((await server.browser().signIn(name, typed)).text)
    }
    expect(answers['known']).toEqual(answers['nobody'])
    expect(answers['disabled']).toEqual(answers['nobody'])
    expect(answers['nobody']!.map((text) => /BAD_CREDENTIALS|LOCKED/.exec(text)?.[0])).toEqual([
      ...Array<string>(5).fill('BAD_CREDENTIALS'),
      'LOCKED',
      'LOCKED',
    ])
  })

  test('learns nothing by the work that it makes', async () => {
    const forgetFailures = `DELETE FROM sign_in_throttle WHERE subject <> 'account:locked'`
    const times: Record<string, number[]> = { nobody: [], known: [], disabled: [], locked: [] }
    for (let failures = 0; failures < 5; failures += 1) await server.browser().signIn('locked', 'guess')
    for (let round = 0; round < 21; round += 1) {
      await server.sql(forgetFailures)
      for (const name of Object.keys(times)) {
        const start = cpuTime()
        await server.browser().signIn(name, name === 'known' ? 'guess' : password)
        times[name]!.push(cpuTime() - start)
      }
    }
    const medians = Object.values(times).map((all) => all.sort((one, other) => one - other)[Math.floor(all.length / 2)]!)
    // measured as work, which a busy machine does not change much; what would give an account away is the factor that hashing makes
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.5)
  })

  test('is locked out after five failures, also where they come all at once', async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, () => codeOf(server.browser(), 'known', 'guess')))
    expect(codes.filter((code) => code === 'BAD_CREDENTIALS')).toHaveLength(5)
    expect(codes.filter((code) => code === 'LOCKED')).toHaveLength(7)
    expect(await codeOf(server.browser(), 'known', password)).toBe('LOCKED')
  })

  test('is locked out for longer each time, but never by trying on', async () => {
    const remaining = async () =>
      (
        await server.sql<{ minutes: number }>(
          `SELECT round(extract(epoch FROM locked_until - now()) / 60)::int AS minutes FROM sign_in_throttle WHERE subject = 'account:known'`,
        )
      )[0]?.minutes
    const expire = () =>
      server.sql(`UPDATE sign_in_throttle SET locked_until = now() - interval '1 second' WHERE subject = 'account:known'`)
    for (let failures = 0; failures < 5; failures += 1) await server.browser().signIn('known', 'guess')
    const locks = [await remaining()]
    for (let times = 0; times < 3; times += 1) {
      await expire()
      expect(await codeOf(server.browser(), 'known', 'guess')).toBe('BAD_CREDENTIALS')
      locks.push(await remaining())
      await server.browser().signIn('known', 'guess')
      expect(await remaining()).toBe(locks.at(-1))
    }
    expect(locks).toEqual([10, 20, 30, 30])
    await expire()
    expect(await codeOf(server.browser(), 'known', password)).toBeNull()
    expect(await server.sql(`SELECT FROM sign_in_throttle WHERE subject = 'account:known'`)).toEqual([])
  })

  test('is counted in the database, whichever process he asks', async () => {
    for (let failures = 0; failures < 3; failures += 1) await server.browser().signIn('known', 'guess')
    await server.sql(`UPDATE sign_in_throttle SET failures = 5, locked_until = now() + interval '1 minute' WHERE subject = 'account:known'`)
    expect(await codeOf(server.browser(), 'known', password)).toBe('LOCKED')
  })

  test('cannot lock out an owner who has signed in with his browser before', async () => {
    const owner = server.browser()
    expect(await codeOf(owner, 'known', password)).toBeNull()
    await owner.query('mutation { signOut { userErrors { code } } }')
    for (let failures = 0; failures < 40; failures += 1) await server.browser().signIn('known', 'guess')
    expect(await codeOf(server.browser(), 'known', password)).toBe('LOCKED')
    expect(await codeOf(owner, 'known', password)).toBeNull()
  })

  test('gains nothing by such a browser of his own', async () => {
    const mine = server.browser()
    await mine.signIn('known', password)
    const device = mine.cookies.get('qizhi_device')!
    for (let failures = 0; failures < 5; failures += 1) expect(await codeOf(mine, 'admin', 'guess')).toBe('BAD_CREDENTIALS')
    expect(await codeOf(mine, 'admin', 'guess')).toBe('LOCKED')
    const forged = server.browser()
    forged.cookies.set('qizhi_device', `${device.split('.')[0]}x.${device.split('.')[1]}`)
    expect(await codeOf(forged, 'admin', 'Correct-Horse-42')).toBe('LOCKED')
  })

  test('is stopped by his address when he tries many names', async () => {
    const codes: (string | null)[] = []
    for (let name = 0; name < 32; name += 1) codes.push(await codeOf(server.browser(), `name-${name}`, 'guess'))
    expect(codes.slice(0, 30)).toEqual(Array<string>(30).fill('BAD_CREDENTIALS'))
    expect(codes.slice(30)).toEqual(['LOCKED', 'LOCKED'])
    // and with it he has lost the means to lock any account
    for (let times = 0; times < 6; times += 1) await server.browser().signIn('known', 'guess')
    expect(await server.sql(`SELECT FROM sign_in_throttle WHERE subject = 'account:known'`)).toEqual([])
  })

  test('leaves a trace, without what he typed', async () => {
    await server.sql(`SELECT 1`)
    const browser = server.browser()
    await browser.query(
      'mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }',
      { i: { username: 'my-secret-password', password: 'my-secret-password' } },
      { 'x-request-id': 'request-of-a-stranger' },
    )
    const entries = await server.sql(
      `SELECT actor_id, actor_name, action, outcome, reason, address FROM audit_entry WHERE request_id = 'request-of-a-stranger'`,
    )
    expect(entries).toEqual([
      { actor_id: null, actor_name: '', action: 'account.signIn', outcome: 'DENIED', reason: 'unknown', address: '127.0.0.1' },
    ])
    expect(JSON.stringify(await server.sql('SELECT * FROM audit_entry'))).not.toContain('my-secret-password')
  })
})

describe('a session', () => {
  let browser: TestBrowser
  beforeAll(() => anAccount('holder'))
  beforeEach(async () => {
    browser = server.browser()
    await browser.signIn('holder', password)
  })

  test('is kept as a digest of its token', async () => {
    const token = browser.cookies.get('qizhi_session')!
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(JSON.stringify(await server.sql('SELECT * FROM session'))).not.toContain(token)
  })

  test('is another one after signing in again, and the first is over', async () => {
    const first = browser.cookies.get('qizhi_session')!
    await browser.signIn('holder', password)
    expect(browser.cookies.get('qizhi_session')).not.toBe(first)
    const old = server.browser()
    old.cookies.set('qizhi_session', first)
    expect(await viewerOf(old)).toBeNull()
  })

  test('cannot be chosen by a stranger beforehand', async () => {
    const fixed = server.browser()
    fixed.cookies.set('qizhi_session', 'a-value-that-a-stranger-knows')
    await fixed.signIn('holder', password)
    expect(fixed.cookies.get('qizhi_session')).not.toBe('a-value-that-a-stranger-knows')
  })

  test('ends on the server when its holder signs out', async () => {
    const token = browser.cookies.get('qizhi_session')!
    expect((await browser.query('mutation { signOut { userErrors { code } } }')).body.data.signOut.userErrors).toEqual([])
    expect(browser.cookies.has('qizhi_session')).toBe(false)
    const copy = server.browser()
    copy.cookies.set('qizhi_session', token)
    expect(await viewerOf(copy)).toBeNull()
    expect((await browser.query('mutation { signOut { userErrors { code } } }')).body.errors).toBeUndefined()
  })

  test.each([
    ['half an hour unused', `UPDATE session SET last_seen_at = now() - interval '31 minutes'`],
    ['half a day', `UPDATE session SET expires_at = now() - interval '1 second'`],
    ['its account', `UPDATE account SET disabled_at = now() WHERE username = 'holder'`],
  ])('ends with %s', async (_what, change) => {
    await server.sql(change)
    expect(await viewerOf(browser)).toBeNull()
    await server.sql(`UPDATE account SET disabled_at = NULL WHERE username = 'holder'`)
  })

  test('lives on while it is used', async () => {
    await server.sql(`UPDATE session SET last_seen_at = now() - interval '29 minutes'`)
    expect(await viewerOf(browser)).toBe('holder')
    expect(await server.sql(`SELECT FROM session WHERE last_seen_at > now() - interval '1 minute'`)).toHaveLength(1)
    await server.sql(`DELETE FROM session WHERE last_seen_at < now() - interval '1 minute'`)
  })

  test('is one of twenty at most; the one unused longest makes room', async () => {
    const oldest = browser
    await server.sql(`UPDATE session SET last_seen_at = now() - interval '5 minutes'`)
    const others = Array.from({ length: 20 }, () => server.browser())
    for (const other of others) await other.signIn('holder', password)
    expect(await viewerOf(oldest)).toBeNull()
    expect(await Promise.all(others.map(viewerOf))).toEqual(Array<string>(20).fill('holder'))
    await server.sql('DELETE FROM session')
  })

  test('is listed for its holder, who may end the others but no stranger’s', async () => {
    await server.sql('DELETE FROM session')
    const [mine, other] = [server.browser({ 'user-agent': 'Firefox' }), server.browser({ 'user-agent': 'Edge' })]
    for (const one of [mine, other]) await one.signIn('holder', password)
    const listed = (await mine.query('{ viewer { sessions { id userAgent current } } }')).body.data.viewer.sessions as {
      id: string
      userAgent: string
      current: boolean
    }[]
    expect(listed.map(({ userAgent, current }) => ({ userAgent, current }))).toEqual([
      { userAgent: 'Edge', current: false },
      { userAgent: 'Firefox', current: true },
    ])

    const revoke =
      'mutation ($i: RevokeSessionInput!) { revokeSession(input: $i) { userErrors { code } viewer { sessions { userAgent } } } }'
    const stranger = await server.signedIn()
    const strange = await stranger.query(revoke, { i: { sessionId: listed[0]!.id } })
    expect(strange.body.errors[0].extensions.code).toBe('NOT_FOUND')
    expect(await viewerOf(other)).toBe('holder')
    expect((await mine.query(revoke, { i: { sessionId: listed[0]!.id } })).body.data.revokeSession).toEqual({
      userErrors: [],
      viewer: { sessions: [{ userAgent: 'Firefox' }] },
    })
    expect(await viewerOf(other)).toBeNull()
  })
})

describe('changing one’s password', () => {
  const change = 'mutation ($i: ChangePasswordInput!) { changePassword(input: $i) { userErrors { code field message } } }'
  let browser: TestBrowser
  beforeEach(async () => {
    await server.sql('DELETE FROM session')
    browser = server.browser()
  })
  beforeAll(() => anAccount('changer'))

  test('needs the present one, and is refused in words', async () => {
    await browser.signIn('changer', password)
    const refusal = async (newPassword: string, currentPassword = password) =>
      (await browser.query(change, { i: { currentPassword, newPassword } })).body.data.changePassword.userErrors[0]
    expect(await refusal('New-Password-8', 'guess')).toMatchObject({ code: 'BAD_CREDENTIALS', field: ['currentPassword'] })
    expect(await refusal('Ab1-')).toEqual({ code: 'INVALID', field: ['newPassword'], message: '密码至少 8 个字符。' })
    expect(await refusal('abcdefgh1')).toMatchObject({ code: 'INVALID', message: expect.stringContaining('三种') })
    expect(await refusal('aA1!aA1!aA1!')).toMatchObject({ code: 'INVALID' })
    expect(await refusal('My-Changer-1')).toMatchObject({ code: 'INVALID', message: '密码不能包含用户名。' })
    expect(await refusal(password)).toMatchObject({ code: 'INVALID', message: '新密码不能与当前密码相同。' })
  })

  test('ends all other sessions and is what counts from then on', async () => {
    const other = server.browser()
    await browser.signIn('changer', password)
    await other.signIn('changer', password)
    expect(
      (await browser.query(change, { i: { currentPassword: password, newPassword: '一句很长很好记的话当作我的密码啦' } })).body.data
        .changePassword.userErrors,
    ).toEqual([])
    expect(await viewerOf(browser)).toBe('changer')
    expect(await viewerOf(other)).toBeNull()
    expect(await codeOf(server.browser(), 'changer', password)).toBe('BAD_CREDENTIALS')
    expect(await codeOf(server.browser(), 'changer', '一句很长很好记的话当作我的密码啦')).toBeNull()
  })

  test('is nobody’s who is not signed in', async () => {
    expect((await browser.query(change, { i: { currentPassword: 'a', newPassword: 'b' } })).body.errors[0].extensions.code).toBe(
      'UNAUTHENTICATED',
    )
  })
})
