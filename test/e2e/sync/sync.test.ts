import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'

interface Person {
  readonly id: string
  readonly name: string
  readonly employerUnit: { readonly code: string }
  readonly externalIds: readonly { readonly source: string; readonly externalId: string }[]
}

describe('a source and the officers', () => {
  const pages = usePages({ demo: true })

  test('a file is previewed field by field, and applied', async () => {
    await pages.visit({ path: '/integration/sync' }, async (page) => {
      const [person] = await someone(page)
      const staffNumber = numberOf(person!)
      await page.getByText('还没有同步过数据').waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: '新建同步' }).click()
      const lines = [
        '工号,姓名,身份证号,科室编码,职务,手机',
        `${staffNumber},${person!.name},,,高级馆员,`,
        `N1,孟新生,119900198807010015,${person!.employerUnit.code},科员,12345`,
      ]
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: '人事.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) })
      await expectAccessible(page)
      await page.getByRole('button', { name: '上传并预览' }).click()

      await page.getByText('待执行').waitFor({ timeout: 30_000 })
      const rows = page.getByRole('list', { name: '各行结果' }).getByRole('listitem')
      const changed = rows.filter({ hasText: staffNumber }).first()
      await changed.getByText('职务').waitFor()
      await changed.getByText('高级馆员').waitFor()
      await rows.filter({ hasText: '手机号' }).first().waitFor()
      await expectAccessible(page)
      // nothing is written yet
      expect(await postOf(page, person!.id)).not.toBe('高级馆员')

      await page.getByRole('button', { name: '执行', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: '执行' }).click()
      await page.getByText('已完成').waitFor({ timeout: 30_000 })
      expect(await postOf(page, person!.id)).toBe('高级馆员')
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载退回的行' }).click()])
      expect(await download.failure()).toBeNull()
    })
  })

  test('JSON lines are taken as a table is; a line that is none is told of, begins nothing, and the next file goes on', async () => {
    await pages.visit({ path: '/integration/sync' }, async (page) => {
      const [, , person] = await someone(page)
      await page.getByRole('button', { name: '新建同步' }).click()
      const dialog = page.getByRole('dialog', { name: '新建同步' })
      const input = dialog.locator('input[type=file]')
      // what the browser offers when it asks for a file
      expect((await input.getAttribute('accept'))!.split(',')).toContain('.jsonl')
      const choose = (name: string, ...lines: readonly string[]) =>
        input.setInputFiles({ name, mimeType: 'application/jsonl', buffer: Buffer.from(lines.join('\n')) })
      const row = JSON.stringify({ externalId: numberOf(person!), post: '研究馆员' })

      const runs = () => ask<{ syncRuns: { totalCount: number } }>(page, '{ syncRuns(first: 1) { totalCount } }', {})
      const before = await runs()
      await choose('坏行.jsonl', row, '[1]')
      await dialog.getByText('坏行.jsonl').waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: '上传并预览' }).click()
      await dialog.getByText('第 2 行不是 JSON 对象。').waitFor()
      await expectAccessible(page)
      expect(await runs()).toEqual(before)

      await choose('人事.jsonl', row, JSON.stringify({ externalId: 'N2', name: '无单位', phone: '12345' }))
      await page.getByRole('button', { name: '上传并预览' }).click()
      await page.getByText('待执行').waitFor({ timeout: 30_000 })
      const rows = page.getByRole('list', { name: '各行结果' }).getByRole('listitem')
      await rows
        .filter({ hasText: numberOf(person!) })
        .first()
        .getByText('研究馆员')
        .waitFor()
      await rows.filter({ hasText: 'N2' }).first().getByText('退回').waitFor()
      expect(await postOf(page, person!.id)).not.toBe('研究馆员')

      await page.getByRole('button', { name: '执行', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: '执行' }).click()
      await page.getByText('已完成').waitFor({ timeout: 30_000 })
      expect(await postOf(page, person!.id)).toBe('研究馆员')
    })
  })

  test('a leaving waits in the work queue, and is settled in the form that opens there', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      const [, leaver, stayer] = await someone(page)
      const { syncMembers } = await ask<{ syncMembers: unknown }>(page, leaving, {
        input: {
          source: 'HR',
          mode: 'APPLY',
          batchKey: 'leaving',
          rows: [leaver!, stayer!].map((person) => ({ externalId: numberOf(person), employmentStatus: '离职' })),
        },
      })
      expect(syncMembers).toMatchObject({
        rows: [
          { status: 'PROPOSED', errors: [] },
          { status: 'PROPOSED', errors: [] },
        ],
      })
      await page.goto('/')
      const queue = page.getByRole('region', { name: /人事变更待确认/ })
      const line = (person: Person) => queue.getByRole('listitem').filter({ hasText: person.name }).first()
      await line(leaver!).getByText('离职').first().waitFor()
      await expectAccessible(page)

      await line(leaver!).getByRole('button', { name: '办理' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('涉及的组织身份').waitFor()
      await expectAccessible(page)
      await dialog.getByRole('button', { name: '采纳', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
      const { member } = await ask<{ member: { employmentStatus: string } }>(
        page,
        'query ($id: ID!) { member(id: $id) { employmentStatus } }',
        { id: leaver!.id },
      )
      expect(member.employmentStatus).toBe('LEFT')

      await line(stayer!).getByRole('button', { name: '办理' }).click()
      await dialog.getByRole('button', { name: '不采纳，驳回' }).click()
      await dialog.getByRole('textbox', { name: '驳回理由' }).fill('返聘，仍在岗')
      await dialog.getByRole('button', { name: '驳回', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
      await queue.waitFor({ state: 'hidden' })
    })
  })
})

const leaving = 'mutation ($input: SyncMembersInput!) { syncMembers(input: $input) { rows { status errors { code message } } } }'

/** Three active members of the Party who belong to the union too. */
async function someone(page: Page): Promise<readonly Person[]> {
  const { members } = await ask<{ members: { nodes: readonly Person[] } }>(
    page,
    '{ members(first: 200, filter: { kinds: [UNION], employmentStatuses: [ACTIVE] }) { nodes { id name employerUnit { code } externalIds { source externalId } } } }',
    {},
  )
  return members.nodes.filter(({ externalIds, employerUnit }) => externalIds.length > 0 && employerUnit !== null).slice(0, 3)
}

function numberOf({ externalIds }: Person): string {
  return externalIds.find(({ source }) => source === 'HR')!.externalId
}

async function postOf(page: Page, id: string): Promise<string | null> {
  return (await ask<{ member: { post: string | null } }>(page, 'query ($id: ID!) { member(id: $id) { post } }', { id })).member.post
}

async function ask<Data>(page: Page, query: string, variables: object): Promise<Data> {
  const answer = await page.request.post('/graphql', { data: { query, variables } })
  const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown }
  if (errors !== undefined) throw new Error(JSON.stringify(errors))
  return data
}
