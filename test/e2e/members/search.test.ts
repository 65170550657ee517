import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { usePages } from '../../support/pages.ts'

/** Somebody of the example bureau, a full Party member. */
const somebody = { name: '周海成', initials: 'zhc', pinyin: 'zhouhaicheng' }

describe('the list of members', () => {
  const pages = usePages({ demo: true })
  const rows = (page: Page) => page.getByRole('region', { name: '人员' }).getByRole('row')
  const search = (page: Page) => page.getByRole('textbox', { name: /姓名/ })

  test.each([somebody.name, somebody.pinyin, somebody.initials])('is searched by %s, which stands in the address', async (text) => {
    await pages.visit({ path: '/members' }, async (page) => {
      await search(page).fill(text)
      await page.waitForURL(`**/members?query=${encodeURIComponent(text)}`)
      await page.getByRole('link', { name: somebody.name, exact: true }).waitFor()
      await page.reload()
      await page.getByRole('link', { name: somebody.name, exact: true }).waitFor()
      expect(await rows(page).count()).toBeLessThan(20)
    })
  })

  test('narrows by filters, and says so in the address', async () => {
    await pages.visit({ path: '/members?kinds=PARTY&statuses=PROBATIONARY' }, async (page) => {
      await page.getByText('预备党员').first().waitFor()
      await page.getByRole('button', { name: '性别', exact: true }).click()
      await page.getByRole('group', { name: '性别' }).getByText('女').click()
      await page.waitForURL(/sexes=FEMALE/)
      await page.getByRole('button', { name: '清除筛选', exact: true }).click()
      await page.waitForURL(/\/members$/)
    })
  })

  test('goes on for as long as one scrolls', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      await rows(page).nth(50).waitFor()
      await rows(page).nth(50).scrollIntoViewIfNeeded()
      await rows(page).nth(80).waitFor()
    })
  })

  test('opens somebody beside it, and going back closes him', async () => {
    await pages.visit({ path: `/members?query=${somebody.initials}` }, async (page) => {
      await page.getByRole('cell', { name: somebody.name }).click()
      const drawer = page.getByRole('dialog', { name: somebody.name })
      await drawer.getByText('中共党员').waitFor()
      await page.goBack()
      await drawer.waitFor({ state: 'hidden' })
      await page.waitForURL(/query=zhc$/)
    })
  })

  test('becomes cards on a phone', async () => {
    await pages.visit({ path: `/members?query=${somebody.initials}`, screen: 'phone' }, async (page) => {
      const card = page.getByRole('list', { name: '人员' }).getByRole('listitem').filter({ hasText: somebody.name })
      await card.getByText('党组织').waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    })
  })
})
