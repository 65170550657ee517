import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'
import { ask } from '../../support/questions.ts'
import { aMeeting, change, daysAgo } from '../activities/activity-fixtures.ts'

/** Activities of the example bureau by organiser, over the last thirty days. */
async function aReport(page: Page): Promise<string> {
  const definition = {
    source: 'ACTIVITIES',
    activityFilter: { kinds: ['PARTY'] },
    rows: ['ORGANIZATION'],
    columns: ['TYPE'],
    measures: ['COUNT', 'ATTENDANCES'],
    organizationDepth: 20,
    parameters: { period: 'FROM_TO', from: daysAgo(30), to: daysAgo(0) },
  }
  const { createReport } = await ask(
    page,
    'mutation ($input: CreateReportInput!) { createReport(input: $input) { report { id } userErrors { message } } }',
    { input: { name: '近三十天活动', definition } },
  )
  return createReport.report.id as string
}

describe('a snapshot of a report', () => {
  const pages = usePages({ demo: true })

  test('is taken, and says in plain words why a figure is another one now', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const corrected = await aMeeting(page, { title: '更正的支部会', day: daysAgo(6) })
      const id = await aReport(page)
      await page.goto(`/reports/${id}/snapshots`)
      await page.getByRole('heading', { name: '还没有快照' }).waitFor()
      await page.getByRole('button', { name: '制作快照' }).click()
      const dialog = page.getByRole('dialog', { name: '制作快照' })
      await dialog.getByLabel('说明').fill('月报上报数')
      await dialog.getByRole('button', { name: '制作快照' }).click()
      await page.getByRole('link', { name: /月报上报数/ }).click()

      await page.getByText('校验通过').first().waitFor()
      await page.getByText('与现在完全一致').waitFor()
      expect(await page.getByRole('button', { name: /查看原因/ }).count()).toBe(0)

      // what happens meanwhile: another meeting, and a list that is filled in
      await aMeeting(page, { title: '补录的支部会', day: daysAgo(5) })
      await change(page, 'recordAttendance', 'RecordAttendanceInput', {
        activityId: corrected.id,
        version: corrected.version,
        entries: [],
        othersExpected: 'PRESENT',
      })
      await page.reload()
      await page.getByText(/个单元格有变化/).waitFor()
      const figures = page.getByRole('button', { name: /查看原因/ })
      expect(await figures.count()).toBeGreaterThan(1)
      await figures.first().click()

      const why = page.getByRole('dialog', { name: '为什么变了' })
      const added = why.getByRole('region', { name: '新增' })
      await added.getByText('补录的支部会').waitFor()
      await why.getByRole('region', { name: '内容变更' }).getByText('更正的支部会').waitFor()
      const [then, now, difference] = await why
        .getByRole('row', { name: /活动数/ })
        .getByRole('cell')
        .allTextContents()
      expect(Number(now) - Number(then)).toBe(1)
      expect(difference).toBe('+1')
      await expectAccessible(page)

      await added.getByRole('link', { name: '补录的支部会' }).click()
      await page.waitForURL('**/activities/*')
    })
  })

  test('is downloaded with what proves it, and shows its proof', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      const id = await aReport(page)
      const { takeSnapshot } = await ask(
        page,
        'mutation ($input: TakeSnapshotInput!) { takeSnapshot(input: $input) { snapshot { id digest } userErrors { message } } }',
        { input: { reportId: id } },
      )
      const { snapshot } = takeSnapshot
      await page.goto(`/reports/${id}/snapshots/${snapshot.id}`)
      await page.getByRole('button', { name: /^下载/ }).click()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('带签名的数据（JSON）').click()])
      expect(download.suggestedFilename()).toMatch(/^近三十天活动 \d{4}-\d{2}-\d{2}\.snapshot\.json$/)
      const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as { digest: string }
      expect(file.digest).toBe(snapshot.digest)

      await page.getByRole('tab', { name: '真伪与来源' }).click()
      await page.getByText(snapshot.digest as string).waitFor()
      await page.getByText('摘要与签名都成立').waitFor()
      await expectAccessible(page)
    })
  })

  test('is not there for who may not see all that it holds', async () => {
    await pages.visit(
      { path: '/reports/01930000-0000-7000-8000-000000000001/snapshots/01930000-0000-7000-8000-000000000002' },
      async (page) => {
        await page.getByRole('alert').getByRole('heading', { name: '没有找到' }).waitFor()
      },
    )
  })
})
