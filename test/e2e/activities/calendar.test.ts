import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'
import { ask, rowsOf } from '../../support/questions.ts'

const day = (page: Page, date: string) => page.locator(`[role="gridcell"][data-day="${date}"]`)

describe('the activities', () => {
  const pages = usePages({ demo: true })

  /** The busiest day of the example bureau, and how many activities it has. */
  async function busiestDay(): Promise<{ day: string; count: number }> {
    const [busiest] = await rowsOf<{ day: string; count: number }>(
      pages.app,
      `SELECT on_day::text AS day, count(*)::int AS count FROM activity GROUP BY on_day ORDER BY count(*) DESC, on_day LIMIT 1`,
    )
    return busiest!
  }

  test('of a day are all there, beside the calendar', async () => {
    const { day: date, count } = await busiestDay()
    await pages.visit({ path: `/activities?day=${date}` }, async (page) => {
      await page.getByText(`${count} 项活动`, { exact: true }).waitFor()
      expect(
        await page
          .getByRole('region', { name: new RegExp(`${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`) })
          .getByRole('listitem')
          .count(),
      ).toBe(count)
    })
  })

  test('are walked through by arrow keys, over the end of the month', async () => {
    await pages.visit({ path: '/activities?day=2026-06-29' }, async (page) => {
      await day(page, '2026-06-29').focus()
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'Home', 'PageUp']) await page.keyboard.press(key)
      await page.waitForURL(/day=2026-06-06/)
      await page.getByRole('heading', { name: '2026年6月' }).waitFor()
      expect(await day(page, '2026-06-06').evaluate((element) => element === document.activeElement)).toBe(true)
    })
  })

  test('of one filter are the same in the calendar and in the list', async () => {
    const { day: date } = await busiestDay()
    const period = `from=${date.slice(0, 8)}01&to=${date}`
    const filter = `kinds=PARTY&statuses=ARCHIVED&types=THEME_DAY&${period}`
    const [expected] = await rowsOf<{ count: number }>(
      pages.app,
      `SELECT count(*)::int AS count FROM activity JOIN organization ON organization.id = activity.organization_id
       WHERE organization.kind = 'PARTY' AND status = 'ARCHIVED' AND type_code = 'THEME_DAY' AND on_day BETWEEN $1 AND $2`,
      [`${date.slice(0, 8)}01`, date],
    )
    await pages.visit({ path: `/activities?day=${date}&${filter}` }, async (page) => {
      const heading = page.getByRole('heading', { level: 1 })
      await heading.filter({ hasText: new RegExp(`活动\\s*${expected!.count}$`) }).waitFor()
      await page.getByText('列表', { exact: true }).click()
      await page.waitForURL(/view=table/)
      await heading.filter({ hasText: new RegExp(`活动\\s*${expected!.count}$`) }).waitFor()
    })
  })

  test('are planned by whoever may: type, title and those expected follow from the organiser', async () => {
    await pages.visit({ path: '/activities?day=2026-12-30' }, async (page) => {
      const { branches } = await ask(page, '{ branches(first: 100) { nodes { id name memberCount } } }')
      const branch = branches.nodes.find(({ memberCount }: { memberCount: number }) => memberCount > 3)
      await page.getByRole('button', { name: '在这一天策划活动' }).click()
      const dialog = page.getByRole('dialog', { name: '策划活动' })
      const choose = async (label: string, text: string) => {
        await dialog.getByRole('combobox', { name: label }).fill(text)
        await page.getByRole('option', { name: text }).first().click()
      }
      await choose('主办组织', branch.name)
      await choose('活动类型', '支部党员大会')
      await dialog.getByText('应到：正式党员和预备党员').waitFor()
      expect(await dialog.getByLabel('标题').inputValue()).toBe('2026年12月支部党员大会')
      await dialog.getByLabel('地点').fill('三楼会议室')
      await dialog.getByRole('button', { name: '策划', exact: true }).click()
      await page.getByText(`已策划“2026年12月支部党员大会”，应到 ${branch.memberCount} 人。`).waitFor()
      await page
        .getByRole('region', { name: /12月30日/ })
        .getByRole('link', { name: '2026年12月支部党员大会' })
        .click()
      await page.getByText('三楼会议室').waitFor()
    })
  })

  test('take files, and say why one is not taken', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const { activities } = await ask(page, '{ activities(filter: { statuses: [HELD] }, first: 1) { nodes { id } } }')
      await page.goto(`/activities/${activities.nodes[0].id}?tab=attachments`)
      const input = page.locator('input[type="file"]')
      await input.setInputFiles({ name: '签到表.txt', mimeType: 'text/plain', buffer: Buffer.from('签到表') })
      await page.getByText('已添加 签到表.txt。').waitFor()
      await input.setInputFiles({ name: '页面.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') })
      const refusal = page.getByRole('alert').filter({ hasText: '“页面.html”没有上传' })
      await refusal.getByText(/PDF/).waitFor()
      await refusal.getByRole('button', { name: '关闭' }).click()

      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '签到表.txt' }).click()])
      expect(download.suggestedFilename()).toBe('签到表.txt')
      await page.getByRole('button', { name: '移除 签到表.txt' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
      await page.getByText('已移除 签到表.txt。').waitFor()
    })
  })

  test.each([
    ['zh-CN', 'desk'],
    ['en', 'desk'],
    ['zh-CN', 'phone'],
  ] as const)('can be read by everybody (%s, %s)', async (language, screen) => {
    const { day: date } = await busiestDay()
    await pages.visit({ path: `/activities?day=${date}`, language, screen }, async (page) => {
      await page.getByRole('main').getByRole('listitem').first().waitFor()
      await expectAccessible(page)
      await page.goto('/activities?view=table')
      await page.getByRole('main').getByRole('link').first().waitFor()
      await expectAccessible(page)
      await page.getByRole('main').getByRole('link').first().click()
      await page.waitForURL(/activities\/[0-9a-f-]+/)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
    })
  })
})
