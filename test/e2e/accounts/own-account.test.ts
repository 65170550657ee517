import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { usePages } from '../../support/pages.ts'

describe('one’s own account', () => {
  const pages = usePages()

  test('ends its session on a device that was left behind', async () => {
    await pages.visit({ path: '/settings/devices' }, async (page) => {
      const elsewhere = await anotherDevice(page)
      await page.reload()
      await page.getByRole('button', { name: /^下线/ }).click()
      await page.getByRole('dialog').getByRole('button', { name: '下线' }).click()
      await page.getByText('设备已下线。').waitFor()
      await elsewhere.goto('/members')
      await elsewhere.waitForURL(/sign-in/)
      await page.getByText('当前设备').waitFor()
    })
  })

  test('refuses a new password that is too simple, at its field', async () => {
    await pages.visit({ path: '/settings/password' }, async (page) => {
      await changePassword(page, pages.app.administrator.password, 'aaaaaaaa')
      await page.locator('[data-field="newPassword"] [data-refusal]').waitFor()
    })
  })

  test('takes a new password, with which one signs in from then on', async () => {
    const { username, password } = pages.app.administrator
    const next = 'Battery-Staple-43'
    await pages.visit({ path: '/settings/password' }, async (page) => {
      await changePassword(page, password, next)
      await page.getByText('密码已修改').waitFor()
      // whoever changes it stays signed in
      await page.goto('/members')
      await page.getByRole('heading', { level: 1, name: '人员' }).waitFor()
    })
    await pages.visit({ as: { username, password: next }, path: '/' }, async (page) => {
      await page.getByRole('button', { name: /系统管理员/ }).waitFor()
    })
    await expect(pages.visit({ as: { username, password } }, async () => {})).rejects.toThrow('BAD_CREDENTIALS')
  })

  async function changePassword(page: Page, current: string, next: string) {
    await page.getByLabel('当前密码').fill(current)
    await page.getByLabel('新密码', { exact: true }).fill(next)
    await page.getByLabel('再次输入新密码').fill(next)
    await page.getByRole('button', { name: '保存新密码' }).click()
  }

  /** The same person, signed in with another browser. */
  async function anotherDevice(page: Page): Promise<Page> {
    const context = await page.context().browser()!.newContext({ baseURL: pages.app.url })
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }'
    await context.request.post('/graphql', { data: { query, variables: { input: pages.app.administrator } } })
    return context.newPage()
  }
})
