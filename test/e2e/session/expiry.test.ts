import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'

describe('a session that ends while somebody is at work', () => {
  const pages = usePages({ demo: true })

  test('is taken up again over the form, which is then saved as it was typed', async () => {
    await pages.visit({ path: '/members/new' }, async (page) => {
      await page.getByLabel('姓名', { exact: true }).fill('上官婉清')
      await page.getByLabel('身份证号').fill('119900199005046029')
      await endSession(page)
      await page.getByRole('button', { name: '登记', exact: true }).click()

      const again = page.getByRole('dialog', { name: '登录已过期' })
      await again.getByLabel('密码', { exact: true }).fill('not-the-password')
      await again.getByRole('button', { name: '登录' }).click()
      await again.getByRole('alert').waitFor()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      expect(await again.isVisible()).toBe(true)

      await signInAgain(page)
      await page.getByRole('heading', { name: '上官婉清', level: 1 }).waitFor()
    })
  })

  test('is taken up again over a dialog, which goes on with what was typed', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      await page.getByRole('button', { name: '按身份证号查找' }).click()
      const finding = page.getByRole('dialog', { name: '按身份证号查找' })
      await finding.getByLabel('身份证号').fill('119900199005046029')
      await finding.getByLabel('用途').fill('核对花名册')
      await endSession(page)
      await finding.getByRole('button', { name: '查找' }).click()
      await signInAgain(page)
      await page.getByRole('heading', { name: '上官婉清', level: 1 }).waitFor()
    })
  })

  test('shows the page that was asked for, or gives way to somebody else', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const people = page.getByRole('navigation').getByRole('link', { name: '人员' })
      await people.waitFor()
      await page.getByText('逾期未举办').first().waitFor()
      await endSession(page)
      await people.click()
      await signInAgain(page)
      await page.getByRole('row').nth(5).waitFor()

      await endSession(page)
      await page.getByRole('navigation').getByRole('link', { name: '活动' }).click()
      await page.getByRole('dialog', { name: '登录已过期' }).getByRole('button', { name: '使用其他账号' }).click()
      await page.waitForURL('**/sign-in')
      await page.getByLabel('用户名').waitFor()
    })
  })

  /** As time does: the browser has no cookie any more, and the page, which has all that it asked for, does not know. */
  async function endSession(page: Page) {
    await page.waitForLoadState('networkidle')
    await page.context().clearCookies()
  }

  async function signInAgain(page: Page) {
    const again = page.getByRole('dialog', { name: '登录已过期' })
    await again.getByLabel('密码', { exact: true }).fill(pages.app.administrator.password)
    await again.getByRole('button', { name: '登录' }).click()
    await again.waitFor({ state: 'hidden' })
  }
})
