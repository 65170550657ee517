import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'
import { ask, rowsOf } from '../../support/questions.ts'
import { aMeeting, daysAgo } from './activity-fixtures.ts'

const figure = async (page: Page, group: string) => Number((await page.getByTestId(`figure-${group}`).textContent())?.replaceAll(',', ''))
const section = (page: Page, name: RegExp) => page.getByRole('region', { name })

describe('the work queue', () => {
  const pages = usePages({ demo: true })

  test('holds what is overdue, due today, due this week and not closed, and no more', async () => {
    const [waiting] = await rowsOf(
      pages.app,
      `WITH day AS (SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today)
       SELECT count(*) FILTER (WHERE status = 'PLANNED' AND on_day < today)::int AS overdue,
         count(*) FILTER (WHERE status = 'PLANNED' AND on_day = today)::int AS today,
         count(*) FILTER (WHERE status = 'PLANNED' AND on_day > today AND on_day < date_trunc('week', today) + interval '7 days')::int AS week,
         count(*) FILTER (WHERE status = 'HELD')::int AS held
       FROM activity CROSS JOIN day`,
    )
    await pages.visit({ path: '/' }, async (page) => {
      await page.getByRole('heading', { name: /待办结/ }).waitFor()
      const shown = {
        overdue: await figure(page, 'overdue'),
        today: await figure(page, 'today'),
        week: await figure(page, 'week'),
        held: await figure(page, 'held'),
      }
      expect(shown).toEqual(waiting)
    })
  })

  test('settles an activity step by step: held, attended, archived', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const { id, title } = await aMeeting(page, { title: '从工作台办结', day: daysAgo(400), held: false })
      await page.reload()
      // the oldest stands first
      const line = section(page, /逾期未举办/)
        .getByRole('listitem')
        .first()
      await line.getByText(title).waitFor()
      const before = await figure(page, 'overdue')
      await line.getByRole('button', { name: '登记举办' }).click()
      const dialog = page.getByRole('dialog', { name: '登记举办' })
      await dialog.getByLabel('会议记录').fill('形成三项决议。')
      await dialog.getByRole('button', { name: '登记举办' }).click()
      await page.getByText(`“${title}”已登记举办，接着登记出勤。`).waitFor()
      await section(page, /待办结/)
        .getByText(title)
        .waitFor()
      // figures come with the next answer, lines may come before
      await page
        .getByTestId('figure-overdue')
        .getByText(new RegExp(`^\\s*${before - 1}\\s*$`))
        .waitFor()

      await section(page, /待办结/)
        .getByRole('listitem')
        .filter({ hasText: title })
        .getByRole('link', { name: '登记出勤' })
        .click()
      await page.waitForURL(/tab=attendance/)
      await page.getByRole('button', { name: '其余全部出席' }).click()
      await page.getByRole('button', { name: '保存出勤' }).click()
      await page.getByText(/已保存 \d+ 人的出勤/).waitFor()

      await page.goto('/')
      await section(page, /待办结/)
        .getByRole('listitem')
        .filter({ hasText: title })
        .getByRole('button', { name: '归档' })
        .click()
      const archive = page.getByRole('dialog', { name: '归档活动' })
      await archive.getByText('出勤率 100.0%').waitFor()
      await archive.getByRole('button', { name: '归档' }).click()
      await page.getByText(`“${title}”已归档。`).waitFor()
      const { activity } = await ask(page, 'query ($id: ID!) { activity(id: $id) { status minutes viewerCan } }', { id })
      expect(activity).toEqual({ status: 'ARCHIVED', minutes: '形成三项决议。', viewerCan: [] })
    })
  })

  test('calls an activity off that did not take place, and asks why', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const { id, title } = await aMeeting(page, { title: '没有开成', day: daysAgo(401), held: false })
      await page.reload()
      await section(page, /逾期未举办/)
        .getByRole('listitem')
        .filter({ hasText: title })
        .getByRole('button', { name: '取消活动' })
        .click()
      const dialog = page.getByRole('dialog', { name: '取消活动' })
      expect(await dialog.getByRole('button', { name: '取消活动' }).isDisabled()).toBe(true)
      await dialog.getByLabel('取消原因').fill('因防汛改期')
      await dialog.getByRole('button', { name: '取消活动' }).click()
      await page.getByText(`“${title}”已取消。`).waitFor()
      const { activity } = await ask(page, 'query ($id: ID!) { activity(id: $id) { status cancelReason } }', { id })
      expect(activity).toEqual({ status: 'CANCELLED', cancelReason: '因防汛改期' })
    })
  })

  test('follows the organisation that one works on', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const { organizations } = await ask(page, '{ organizations(filter: { kinds: [UNION], rootsOnly: true }, first: 1) { nodes { id } } }')
      const { activities } = await ask(
        page,
        'query ($id: ID!) { activities(filter: { organization: $id, statuses: [HELD] }, first: 1) { totalCount } }',
        { id: organizations.nodes[0].id },
      )
      await page.goto(`/?org=${organizations.nodes[0].id}`)
      await page
        .getByTestId('figure-held')
        .filter({ hasText: new RegExp(`^${activities.totalCount}$`) })
        .waitFor()
    })
  })

  test.each([
    ['zh-CN', 'desk'],
    ['en', 'phone'],
  ] as const)('can be read by everybody (%s, %s)', async (language, screen) => {
    await pages.visit({ path: '/', language, screen }, async (page) => {
      await page.getByTestId('figure-held').filter({ hasText: /\d/ }).waitFor()
      await expectAccessible(page)
    })
  })
})

describe('the work queue of an empty register', () => {
  const pages = usePages()

  test('says what will stand there', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      await page.getByRole('heading', { name: '当前没有待办事项' }).waitFor()
      expect(await figure(page, 'overdue')).toBe(0)
    })
  })
})
