import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { cookieOf, sent } from '../../support/client.ts'
import { type HrSystem, startHrSystem } from '../../support/hr-system.ts'
import { usePages } from '../../support/pages.ts'
import { rowsOf } from '../../support/questions.ts'

/** A valid national ID number of nobody: 1199 is no region. */
function numberOf(birthDate: string, sequence: number): string {
  const digits = `119900${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return digits + '10X98765432'[sum % 11]!
}

const joiners = {
  HR0990001: { name: '孟新生', nationalId: numberOf('1988-07-01', 1), unit: 'U1', post: '科员' },
  HR0990002: { name: '白露', nationalId: numberOf('1991-09-08', 2), unit: 'U2', post: '科员' },
  HR0990003: { name: '古丽娜尔·艾合买提', nationalId: numberOf('1995-02-19', 3), unit: 'U3', post: '干事' },
}

describe('a day of the HR system', () => {
  const pages = usePages({ demo: true, env: { QIZHI_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' } })
  let hr: HrSystem
  /** Persons of the example bureau, by what will happen to them. */
  let mover: Person
  let leaver: Person
  let stayer: Person
  let renamed: Person
  let promoted: Person

  beforeAll(async () => {
    const cookie = await cookieOf(pages.app)
    const grant = {
      scopes: ['organizations:read', 'members:read', 'members:personal', 'members:write', 'changes:read', 'sync:run', 'webhooks:run'],
      organizationId: null,
      kinds: ['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT'],
    }
    const { createApiClient } = await sent(
      pages.app,
      cookie,
      'mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { secret userErrors { code } } }',
      { input: { clientId: 'hr-office', name: '人事系统', grants: [grant] } },
    )
    hr = startHrSystem(pages.app.url, createApiClient.secret as string)
    const people = await someEmployees(cookie)
    ;[mover, leaver, stayer, renamed, promoted] = people as [Person, Person, Person, Person, Person]
  })
  afterAll(() => hr?.stop())

  async function someEmployees(cookie: string): Promise<Person[]> {
    const { members } = await sent(
      pages.app,
      cookie,
      '{ members(first: 200, filter: { kinds: [UNION], employmentStatuses: [ACTIVE] }) { nodes { name employerUnit { code } externalIds { source externalId } } } }',
    )
    return (
      members.nodes as { name: string; employerUnit: { code: string } | null; externalIds: { source: string; externalId: string }[] }[]
    )
      .flatMap(({ name, employerUnit, externalIds }) => {
        const staffNumber = externalIds.find(({ source }) => source === 'HR')?.externalId
        return staffNumber === undefined || employerUnit === null ? [] : [{ name, staffNumber, unit: employerUnit.code }]
      })
      .filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at)
      .slice(0, 5)
  }

  test('begins with what the register holds', async () => {
    expect(await hr.ask.begin()).toBeGreaterThan(500)
    expect(await hr.ask.isEqual()).toBe(true)
    expect(await hr.ask.compare()).toEqual([])
    // it wants to be rung, and is away when the day begins
    await hr.ask.openBell()
    await hr.ask.closeBell()
  })

  test('in the morning, some join, move, leave, or are put right', async () => {
    const elsewhere = mover.unit === 'U1' ? 'U2' : 'U1'
    await hr.ask.change({
      ...joiners,
      [mover.staffNumber]: { unit: elsewhere },
      [leaver.staffNumber]: { status: 'LEFT' },
      [stayer.staffNumber]: { status: 'LEFT' },
      [renamed.staffNumber]: { name: '周正名' },
      [promoted.staffNumber]: { post: '副科长', phone: '19900600001' },
    })
    const { statuses, errors } = await hr.ask.tell('morning')
    expect(errors).toEqual([])
    expect(statuses).toEqual({
      ...Object.fromEntries(Object.keys(joiners).map((staffNumber) => [staffNumber, 'CREATED'])),
      ...Object.fromEntries([mover, leaver, stayer, renamed].map(({ staffNumber }) => [staffNumber, 'PROPOSED'])),
      [promoted.staffNumber]: 'UPDATED',
    })
  })

  test('a file with a bad row is refused as a whole, and says what is wrong, where, and what to do', async () => {
    const rows = [
      { externalId: 'HR0990011', name: '陈立冬', nationalId: numberOf('1990-11-08', 11), unit: 'U1' },
      { externalId: 'HR0990012', name: '林小满', nationalId: numberOf('1992-05-21', 12), unit: 'U1', phone: '1990060000' },
    ]
    const { statuses, errors } = await hr.ask.sendFile(rows, 'file')
    expect(statuses).toEqual({ HR0990011: 'REJECTED', HR0990012: 'REJECTED' })
    expect(errors).toEqual([
      expect.objectContaining({ staffNumber: 'HR0990011', code: 'ROLLED_BACK' }),
      { staffNumber: 'HR0990012', code: 'PHONE_INVALID', path: 'rows.1.phone', message: expect.stringContaining('手机号') },
    ])
    expect(await rowsOf(pages.app, `SELECT FROM member WHERE name IN ('陈立冬', '林小满')`)).toEqual([])
    // mended by whoever keeps the file, it goes in
    await hr.ask.change({
      HR0990011: { name: '陈立冬', nationalId: numberOf('1990-11-08', 11), unit: 'U1' },
      HR0990012: { name: '林小满', nationalId: numberOf('1992-05-21', 12), unit: 'U1', phone: '19900600002' },
    })
    expect((await hr.ask.tell('file-mended')).statuses).toEqual({ HR0990011: 'CREATED', HR0990012: 'CREATED' })
  })

  test('rung for while nobody was there, it is told all the same once it is back', async () => {
    await hr.ask.openBell()
    const expected = ['孟新生', '白露', '古丽娜尔·艾合买提', '陈立冬', '林小满'].map((name) =>
      expect.stringMatching(`member.created .*${name}`),
    )
    let heard: string[] = []
    for (
      let patience = 400;
      patience > 0 && heard.filter((line) => line.startsWith('member.created')).length < expected.length;
      patience -= 1
    ) {
      await pause(100)
      heard = await hr.ask.heardBell()
    }
    expect(heard).toEqual(expect.arrayContaining(expected))
  })

  test('at noon the power fails; it goes on where it was, and nothing is told twice', async () => {
    const heard = await hr.ask.listen()
    expect(heard).toEqual(expect.arrayContaining(['CREATED HR0990001', 'CREATED HR0990011', `UPDATED ${promoted.staffNumber}`]))
    hr.restart()
    expect(await hr.ask.listen()).toEqual([])
    expect((await hr.ask.tell('after-the-cut')).statuses).toEqual({})
    expect((await hr.ask.employee('HR0990002'))?.name).toBe('白露')
  })

  test('in the afternoon the officers work off what was proposed', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const queue = page.getByRole('region', { name: /人事变更待确认/ })
      await settle(page, mover, 'accept')
      await settle(page, leaver, 'accept')
      await settle(page, renamed, 'accept')
      await settle(page, stayer, '返聘，仍在岗')
      await queue.waitFor({ state: 'hidden' })
    })
  })

  test('in the evening both say the same', async () => {
    expect(await hr.ask.obey()).toEqual([`${stayer.staffNumber}: 返聘，仍在岗`])
    expect((await hr.ask.tell('evening')).statuses).toEqual({ [stayer.staffNumber]: 'UNCHANGED' })
    // the feed tells of a transaction once no older one is open
    for (let patience = 100; patience > 0 && !(await hr.ask.isEqual()); patience -= 1) {
      await hr.ask.listen()
      await pause(100)
    }
    expect(await hr.ask.isEqual()).toBe(true)
    expect(await hr.ask.compare()).toEqual([])
    // and told anew of everybody, the register has nothing to learn
    const { statuses, errors } = await hr.ask.rehearse('night')
    expect(errors).toEqual([])
    expect(new Set(Object.values(statuses))).toEqual(new Set(['UNCHANGED']))
  })
})

interface Person {
  readonly name: string
  readonly staffNumber: string
  readonly unit: string
}

/** Settles the proposal about somebody in the work queue: accepted as it is filled in, or declined for a reason. */
async function settle(page: Page, { name }: Person, how: string): Promise<void> {
  const line = page
    .getByRole('region', { name: /人事变更待确认/ })
    .getByRole('listitem')
    .filter({ hasText: name })
  await line.getByRole('button', { name: '办理' }).click()
  const dialog = page.getByRole('dialog')
  if (how === 'accept') await dialog.getByRole('button', { name: '采纳', exact: true }).click()
  else {
    await dialog.getByRole('button', { name: '不采纳，驳回' }).click()
    await dialog.getByRole('textbox', { name: '驳回理由' }).fill(how)
    await dialog.getByRole('button', { name: '驳回', exact: true }).click()
  }
  await dialog.waitFor({ state: 'hidden' })
  await line.waitFor({ state: 'hidden' })
}
