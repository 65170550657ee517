import { beforeAll, describe, expect, test } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { anAccount } from '../../support/accounts.ts'
import { type Account } from '../../support/app.ts'
import { usePages } from '../../support/pages.ts'

describe('the explorer', () => {
  const pages = usePages({ demo: true })
  let secretary: Account
  beforeAll(async () => {
    secretary = await anAccount(pages.app, 'secretary', 'SECRETARY', 'P8')
  })

  test('sends whoever is not signed in to sign in, and back', async () => {
    await pages.visit({ path: '/explorer', as: null }, async (page) => {
      await page.waitForURL('**/sign-in?to=/explorer')
      await page.getByLabel('用户名').fill(pages.app.administrator.username)
      await page.getByLabel('密码', { exact: true }).fill(pages.app.administrator.password)
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByRole('heading', { level: 1, name: '接口调试' }).waitFor()
    })
  })

  test('runs a query, says what it cost, and keeps none of it', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '集成' }).click()
      await page.getByRole('link', { name: '接口调试' }).click()
      await write(page, 'query ($first: Int!) { members(first: $first) { totalCount nodes { name } } }')
      await page.getByText('变量（JSON）').click()
      await page.getByRole('textbox', { name: '变量（JSON）' }).fill('{ "first": 3 }')
      await page.getByRole('button', { name: '执行' }).click()
      const names = ((await resultOf(page)).data as { members: { nodes: { name: string }[] } }).members.nodes.map(({ name }) => name)
      expect(names).toHaveLength(3)
      await page.getByText(/成本 [\d,]+（估算/).waitFor()
      await looked(page, 'result')
      await expectAccessible(page)
      await page.getByRole('button', { name: '整理格式' }).click()
      await page.getByText('query ($first: Int!) {', { exact: true }).waitFor()
      // nothing of the question or the answer is left behind
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
      for (const text of [...names, 'totalCount', 'first']) expect(kept).not.toContain(text)
    })
  })

  test('offers the fields that there are, marks what is none, and shows the schema', async () => {
    await pages.visit({ path: '/explorer' }, async (page) => {
      const schema = page.getByRole('region', { name: '接口说明' }).first()
      await schema.getByRole('button', { name: 'Query', exact: true }).click()
      await schema.getByText('activityCounts', { exact: true }).waitFor()
      await write(page, '{ viewer { nickname } }')
      await page.locator('.cm-lintRange-error').first().waitFor()
      await write(page, '{ viewer { displ')
      await page.getByRole('option', { name: 'displayName' }).waitFor()
      await looked(page, 'offer')
      // an offer takes no key in its first moment, so that nobody takes it by accident
      await page.waitForTimeout(200)
      await page.keyboard.press('Enter')
      await page.keyboard.type(' } }')
      await page.keyboard.press('Control+Enter')
      expect((await resultOf(page)).data).toEqual({ viewer: { displayName: expect.any(String) } })
      await schema.getByPlaceholder('查找类型或字段').fill('attendanceRate')
      await schema.getByRole('button', { name: 'Activity.attendanceRate' }).click()
      await schema.getByText('of those expected', { exact: false }).first().waitFor()
      await expectAccessible(page)
    })
  })

  test('sees as much as whoever asks: a branch secretary, his branch', async () => {
    const question = '{ branches(first: 10) { nodes { code } } apiClients(first: 1) { totalCount } }'
    await pages.visit({ path: '/explorer', as: secretary }, async (page) => {
      await write(page, question)
      await page.getByRole('button', { name: '执行' }).click()
      expect((await resultOf(page)).errors).toEqual([
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) }),
      ])
      await write(page, '{ branches(first: 10) { nodes { code } } }')
      await page.getByRole('button', { name: '执行' }).click()
      await result(page).getByText('P8').waitFor()
      expect((await resultOf(page)).data).toEqual({ branches: { nodes: [{ code: 'P8' }] } })
    })
  })

  test('fits a phone, and speaks English', async () => {
    await pages.visit({ path: '/explorer', language: 'en', screen: 'phone' }, async (page) => {
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await page.getByRole('textbox', { name: 'Result' }).waitFor()
      await looked(page, 'phone')
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    })
  })
})

/** Types a query in place of the one that is there. */
async function write(page: Page, query: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: '查询语句' })
  await editor.click()
  await page.keyboard.press('Control+a')
  // brackets that are closed by themselves would be there twice
  await page.keyboard.insertText(query)
}

function result(page: Page): Locator {
  return page.getByRole('textbox', { name: '结果' })
}

/** What the answer says, once it is there. */
async function resultOf(page: Page): Promise<{ data: unknown; errors?: unknown }> {
  await result(page).waitFor()
  await page.getByText('正在执行…').waitFor({ state: 'hidden' })
  return JSON.parse(await result(page).evaluate((element) => (element as HTMLElement).innerText)) as { data: unknown; errors?: unknown }
}

/** For whoever wants to look at the pages: QIZHI_PICTURES names a folder. */
async function looked(page: Page, name: string): Promise<void> {
  const folder = process.env.QIZHI_PICTURES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/explorer-${name}.png` })
}
