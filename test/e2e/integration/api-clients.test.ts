import { describe, expect, test } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'

describe('API clients', () => {
  const pages = usePages({ demo: true })
  let address = ''

  /** What a program gets that comes with a key. */
  async function asked(key: string): Promise<{ status: number; username: string | undefined }> {
    const answer = await fetch(`${pages.app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: '{ viewer { username } }' }),
    })
    const body = (await answer.json()) as { data?: { viewer: { username: string } } }
    return { status: answer.status, username: body.data?.viewer.username }
  }

  /** The key that a dialog shows, which is closed then. */
  async function shownKey(page: Page): Promise<string> {
    const dialog = page.getByRole('dialog', { name: '请立即保存密钥' })
    const key = await dialog.getByRole('textbox', { name: '密钥' }).textContent()
    await looked(page, 'key')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '我已保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    return key!
  }

  test('are made, shown their key once, rotated, revoked and disabled', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '集成' }).click()
      await page.getByText('还没有接口应用').waitFor()
      await looked(page, 'empty')
      await expectAccessible(page)

      await page.getByRole('button', { name: '新建应用' }).first().click()
      const creating = page.getByRole('dialog', { name: '新建接口应用' })
      await creating.getByLabel('名称').fill('人事系统同步')
      await creating.getByLabel('应用标识').fill('HR Sync')
      await creating.getByText('查看组织', { exact: false }).click()
      await creating.getByText('查看人员', { exact: false }).click()
      await creating.getByLabel('来源地址').fill('127.0.0.0/8\n10.1.0.0/16')
      await looked(page, 'create')
      await expectAccessible(page)
      await creating.getByRole('button', { name: '创建并生成密钥' }).click()
      await creating.getByText('应用标识由 2 至 64 个小写字母').waitFor()
      await creating.getByLabel('应用标识').fill('hr-sync')
      await creating.getByRole('button', { name: '创建并生成密钥' }).click()
      const first = await shownKey(page)
      expect(await asked(first)).toEqual({ status: 200, username: 'hr-sync' })

      await page.getByRole('heading', { name: '人事系统同步', level: 1 }).waitFor()
      address = new URL(page.url()).pathname
      await page.getByText('查看组织、查看人员').waitFor()
      await looked(page, 'overview')
      await expectAccessible(page)
      expect(await page.content()).not.toContain(first.slice(-43))

      await page.getByRole('tab', { name: /密钥/ }).click()
      await page.getByRole('button', { name: '轮换' }).click()
      const rotating = page.getByRole('dialog', { name: /轮换密钥/ })
      await rotating.getByRole('button', { name: '轮换' }).click()
      const second = await shownKey(page)
      expect([await asked(first), await asked(second)].map(({ status }) => status)).toEqual([200, 200])
      // the head of the table, and the keys, the newest first
      const rows = page.getByRole('row').filter({ hasText: '有效' })
      await rows.nth(2).waitFor()
      await looked(page, 'keys')
      await expectAccessible(page)
      await rows.nth(2).getByRole('button', { name: '吊销' }).click()
      await page
        .getByRole('dialog', { name: /吊销密钥/ })
        .getByRole('button', { name: '吊销' })
        .click()
      await page.getByText('已吊销', { exact: true }).waitFor()
      expect([await asked(first), await asked(second)].map(({ status }) => status)).toEqual([401, 200])

      await page.getByRole('button', { name: '停用' }).click()
      await page.getByRole('dialog', { name: /停用/ }).getByRole('button', { name: '停用' }).click()
      await page.getByText('已停用', { exact: true }).waitFor()
      expect((await asked(second)).status).toBe(401)
      await page.getByRole('button', { name: '启用' }).click()
      await page.getByRole('button', { name: '停用' }).waitFor()
      expect((await asked(second)).status).toBe(200)
    })
  })

  test('are shown in English, and on a phone', async () => {
    await pages.visit({ path: '/integration/clients', language: 'en' }, async (page) => {
      await page.getByText('hr-sync').waitFor()
      await looked(page, 'list-en')
      await expectAccessible(page)
    })
    await pages.visit({ path: `${address}?tab=use`, screen: 'phone' }, async (page) => {
      await page.getByRole('heading', { name: '已弃用的字段' }).waitFor()
      await looked(page, 'use-phone')
      await expectAccessible(page)
    })
  })
})

/** For whoever wants to look at the pages: QIZHI_PICTURES names a folder. */
async function looked(page: Page, name: string): Promise<void> {
  const folder = process.env.QIZHI_PICTURES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
