import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { usePages } from '../../support/pages.ts'

/** Of the example bureau; 1199 was never issued, so that the number is nobody's. */
const somebody = { name: '周海成', nationalId: '119909199312102198', masked: '119***********2198' }

describe('the numbers of a person', () => {
  const pages = usePages({ demo: true })

  test('are masked, shown for a purpose, hidden again, and the look is on record', async () => {
    await pages.visit({ path: `/members?query=${encodeURIComponent(somebody.name)}` }, async (page) => {
      await page.getByRole('cell', { name: somebody.name }).click()
      await page.getByRole('button', { name: '打开详情' }).click()
      await page.getByRole('heading', { name: somebody.name, level: 1 }).waitFor()
      await page.getByText(somebody.masked).waitFor()
      await page.getByRole('button', { name: '查看完整身份证号' }).click()
      const asking = page.getByRole('dialog', { name: '查看完整身份证号' })
      expect(await asking.getByRole('button', { name: '查看', exact: true }).isDisabled()).toBe(true)
      await asking.getByRole('button', { name: '核对身份信息' }).click()
      await asking.getByRole('button', { name: '查看', exact: true }).click()
      await page.getByText(somebody.nationalId).waitFor()
      await page.getByRole('button', { name: '立即隐藏' }).click()
      await page.getByText(somebody.masked).waitFor()
      await expectForgotten(page)
      await page.getByRole('tab', { name: '变更记录' }).click()
      await page.getByText('用途：核对身份信息').waitFor()
    })
  })

  test('find him, whole and for a purpose, and stay out of the address', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      // typed where one searches, it is no search
      await page.getByRole('textbox', { name: /姓名/ }).fill(somebody.nationalId)
      const finding = page.getByRole('dialog', { name: '按身份证号查找' })
      expect(await finding.getByLabel('身份证号').inputValue()).toBe(somebody.nationalId)
      await finding.getByLabel('用途').fill('核对花名册')
      await finding.getByRole('button', { name: '查找' }).click()
      await page.getByRole('heading', { name: somebody.name, level: 1 }).waitFor()
      await expectForgotten(page)
    })
  })

  test('that nobody has find nobody', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      await page.getByRole('button', { name: '按身份证号查找' }).click()
      const finding = page.getByRole('dialog', { name: '按身份证号查找' })
      await finding.getByLabel('身份证号').fill('119900199005046045')
      await finding.getByLabel('用途').fill('核对花名册')
      await finding.getByRole('button', { name: '查找' }).click()
      await finding.locator('[data-field="nationalId"] [data-refusal]').waitFor()
    })
  })
})

/** The clear number is in no place that outlives the look at it. */
async function expectForgotten(page: Page) {
  const kept = await page.evaluate(() =>
    JSON.stringify([
      location.href,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      performance.getEntries().map(({ name }) => name),
    ]),
  )
  expect(kept).not.toContain(somebody.nationalId)
}
