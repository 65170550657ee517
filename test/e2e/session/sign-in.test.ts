import { describe, expect, test } from '@jest/globals'
import { usePages } from '../../support/pages.ts'

describe('signing in', () => {
  const pages = usePages()

  test.each(['desk', 'phone'] as const)('leads a stranger to where he wanted to go (%s)', async (screen) => {
    await pages.visit({ path: '/members', as: null, screen }, async (page) => {
      const { username, password } = pages.app.administrator
      await page.getByLabel('用户名').fill(username)
      await page.getByLabel('密码', { exact: true }).fill(password)
      await page.getByRole('button', { name: '登录' }).click()
      await page.waitForURL('**/members')
      await page.getByRole('button', { name: /系统管理员/ }).waitFor()
    })
  })

  test('says that the name or the password is wrong, and not which', async () => {
    await pages.visit({ as: null }, async (page) => {
      const refusals = []
      for (const username of [pages.app.administrator.username, 'nobody']) {
        await page.getByLabel('用户名').fill(username)
        await page.getByLabel('密码', { exact: true }).fill('not-the-password')
        const answered = page.waitForResponse('**/graphql')
        await page.getByRole('button', { name: '登录' }).click()
        await answered
        refusals.push(await page.getByRole('alert').textContent())
      }
      expect(refusals[0]).not.toBe('')
      expect(refusals[1]).toBe(refusals[0])
    })
  })

  test('speaks English to whoever chooses it, from then on', async () => {
    await pages.visit({ as: null }, async (page) => {
      await page.getByRole('button', { name: 'Switch to English' }).click()
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
    })
  })

  test('lasts from page to page, until signing out', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      await page.reload()
      await page.getByRole('button', { name: /系统管理员/ }).click()
      await page.getByText('退出登录').click()
      await page.getByRole('button', { name: '登录' }).waitFor()
      await page.goto('/members')
      await page.waitForURL(/sign-in/)
    })
  })
})
