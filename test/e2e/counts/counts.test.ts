import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'
import { ask, rowsOf } from '../../support/questions.ts'
import { countedTable, figuresOf } from './counted-table.ts'

/** Every organiser by itself, all there is. */
const everything = '/counts?period=all&depth=each'

describe('the counts of the example bureau', () => {
  const pages = usePages({ demo: true })

  test('are the same from the database, from the API and on the page', async () => {
    const rows = await rowsOf<{ name: string; month: string; count: number }>(
      pages.app,
      `SELECT organization.name, to_char(activity.held_on, 'YYYY-MM') AS month, count(*)::int AS count
       FROM activity JOIN organization ON organization.id = activity.organization_id
       WHERE activity.status IN ('HELD', 'ARCHIVED') GROUP BY 1, 2`,
    )
    const fromDatabase = Object.fromEntries(rows.map(({ name, month, count }) => [`${name} | ${month}`, count]))
    expect(rows.length).toBeGreaterThan(100)

    await pages.visit({ path: everything }, async (page) => {
      const { activityCounts } = await ask(
        page,
        '{ activityCounts(by: [ORGANIZATION, MONTH], organizationDepth: 20) { rowCount totals { count } rows { organization { name } month count } } }',
      )
      const fromApi = Object.fromEntries(
        activityCounts.rows.map((row: { organization: { name: string }; month: string; count: number }) => [
          `${row.organization.name} | ${row.month}`,
          row.count,
        ]),
      )
      expect(activityCounts.rows).toHaveLength(activityCounts.rowCount)
      expect(fromApi).toEqual(fromDatabase)

      const table = await countedTable(page)
      expect(figuresOf(table)).toEqual(fromDatabase)
      const total = rows.reduce((sum, { count }) => sum + count, 0)
      expect(activityCounts.totals.count).toBe(total)
      expect(table.lines.at(-1)?.at(-1)).toBe(total.toLocaleString('en-US'))
    })
  })

  test('gather a subtree at the depth that is asked for, and the margins add up', async () => {
    const [top] = await rowsOf<{ id: string }>(
      pages.app,
      `SELECT organization_id AS id FROM organization_placement WHERE kind = 'PARTY' AND parent_id IS NULL AND upper_inf(valid)`,
    )
    const rows = await rowsOf<{ name: string; count: number }>(
      pages.app,
      `SELECT organization.name, count(activity.id)::int AS count
       FROM organization_placement gathered
       JOIN organization ON organization.id = gathered.organization_id
       JOIN organization_placement below ON upper_inf(below.valid) AND (below.path = gathered.path OR (gathered.parent_id = $1 AND below.path >= gathered.path AND below.path < gathered.path || '0'))
       JOIN activity ON activity.organization_id = below.organization_id AND activity.status IN ('HELD', 'ARCHIVED')
       WHERE upper_inf(gathered.valid) AND (gathered.organization_id = $1 OR gathered.parent_id = $1)
       GROUP BY gathered.path, organization.name ORDER BY gathered.path`,
      [top!.id],
    )
    await pages.visit({ path: `/counts?period=all&org=${top!.id}&by=ORGANIZATION` }, async (page) => {
      const { lines } = await countedTable(page)
      expect(lines.slice(0, -1)).toEqual(rows.map(({ name, count }) => [name, String(count)]))
      expect(lines.at(-1)).toEqual(['合计', rows.reduce((sum, { count }) => sum + count, 0).toLocaleString('en-US')])
    })
  })

  test('open the activities behind a figure, and each activity', async () => {
    await pages.visit({ path: everything }, async (page) => {
      const table = await countedTable(page)
      const [cell, figure] = Object.entries(figuresOf(table)).find(([, value]) => value > 1)!
      const [organization, month] = cell.split(' | ')
      await page.getByRole('button', { name: `${organization} · ${month}：${figure}，打开台账` }).click()

      const drawer = page.getByRole('dialog', { name: `${organization} · ${month}` })
      await drawer.getByText(`共 ${figure} 项活动`).waitFor()
      const links = drawer.getByRole('listitem').getByRole('link')
      expect(await links.count()).toBe(figure)
      for (const text of await links.allTextContents()) {
        expect(text).toContain(`${month}-`)
        expect(text).toContain(organization)
      }
      // an address is all that somebody else needs to see the same
      await page.reload()
      await drawer.getByText(`共 ${figure} 项活动`).waitFor()
      await links.first().click()
      await page.waitForURL('**/activities/*')
      await page.getByRole('link', { name: organization!, exact: true }).waitFor()
    })
  })

  test('of an organisation above the depth open what it held itself', async () => {
    await pages.visit({ path: '/counts?period=all&kinds=PARTY&by=ORGANIZATION' }, async (page) => {
      const { lines } = await countedTable(page)
      const [name, figure] = lines[0]!
      const [own] = await rowsOf<{ count: number }>(
        pages.app,
        `SELECT count(*)::int AS count FROM activity JOIN organization ON organization.id = activity.organization_id WHERE organization.name = $1 AND status IN ('HELD', 'ARCHIVED')`,
        [name],
      )
      expect(Number(figure)).toBe(own!.count)
      await page.getByRole('button', { name: `${name}：${figure}，打开台账` }).click()
      await page.getByRole('dialog', { name }).getByText(`共 ${figure} 项活动`).waitFor()
    })
  })

  test('are downloaded as they stand in the table', async () => {
    await pages.visit(
      { path: `${everything}&by=TYPE,ORGANIZATION,QUARTER&measures=count,attendanceRate&show=attendanceRate` },
      async (page) => {
        const { headings, lines } = await countedTable(page)
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 CSV' }).click()])
        const csv = readFileSync(await download.path(), 'utf8')
        expect(download.suggestedFilename()).toMatch(/^出勤率，按活动类型、组织、季度统计.*\.csv$/)
        expect(csv.startsWith('\uFEFF')).toBe(true)
        const written = csv
          .slice(1)
          .trimEnd()
          .split('\r\n')
          .map((line) => line.split(','))
        // on the page a dash stands where there is no rate, and the word for the sum takes the width of both names
        const total = lines.at(-1)!
        const shown = [headings, ...lines.slice(0, -1), [total[0], '', ...total.slice(1)]]
        expect(written).toEqual(shown.map((line) => line.map((cell) => (cell === '–' ? '' : cell))))
      },
    )
  })

  test('give the query that makes them', async () => {
    await pages.visit({ path: `${everything}&by=TYPE&measures=count,attendances,attendanceRate,distinctMembers` }, async (page) => {
      const { lines } = await countedTable(page)
      await page.getByRole('button', { name: '复制为 GraphQL' }).click()
      const query = await page.getByRole('dialog').locator('code').textContent()
      const { activityCounts } = await ask(page, query!)
      expect(
        activityCounts.rows.map((row: { type: { name: string }; count: number; attendances: number }) => [
          row.type.name,
          row.count,
          row.attendances,
        ]),
      ).toEqual(
        lines.slice(0, -1).map(([name, ...figures]) => [name, ...figures.slice(0, 2).map((figure) => Number(figure.replaceAll(',', '')))]),
      )
    })
  })

  test('per branch and month are two clicks away, and stand in the address', async () => {
    await pages.visit({ path: '/counts?period=all' }, async (page) => {
      await page.getByRole('button', { name: '各支部每月活动数' }).click()
      await page.waitForURL(/depth=each/)
      const table = await countedTable(page)
      expect(table.headings[0]).toBe('组织')
      expect(table.headings[1]).toMatch(/^\d{4}-\d{2}$/)
      await page.reload()
      expect(await countedTable(page)).toEqual(table)
    })
  })

  test('are put together by keyboard', async () => {
    await pages.visit({ path: '/counts?period=all&by=TYPE' }, async (page) => {
      await page.getByRole('button', { name: '组织类别' }).press('Enter')
      await page.waitForURL(/by=TYPE,KIND|by=TYPE%2CKIND/)
      await page.getByRole('button', { name: '移除“组织类别”' }).press('Alt+ArrowUp')
      await page.waitForURL(/by=KIND,TYPE|by=KIND%2CTYPE/)
      await page.getByRole('button', { name: '移除“活动类型”' }).press('Enter')
      await page.waitForURL(/by=KIND(&|$)/)
      // the table before stays until the new one is there
      await page.getByRole('columnheader', { name: '组织类别' }).waitFor()
      await page.getByRole('columnheader', { name: '活动类型' }).waitFor({ state: 'detached' })
      const { headings, lines } = await countedTable(page)
      expect(headings).toEqual(['组织类别', '活动数'])
      // in the table arrows lead from figure to figure, and Enter opens one
      const name = lines[1]![0]!
      await page.getByRole('table').getByRole('button').first().press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name }).waitFor()
    })
  })

  test.each([
    ['zh-CN', 'desk'],
    ['zh-CN', 'phone'],
    ['en', 'desk'],
    ['en', 'phone'],
  ] as const)('can be read by everybody (%s, %s)', async (language, screen) => {
    await pages.visit({ path: `${everything}&measures=count,attendanceRate`, language, screen }, async (page) => {
      await page.getByRole('table').getByRole('button').first().waitFor()
      await expectAccessible(page)
      await page.getByRole('table').getByRole('button').first().click()
      await page.getByRole('dialog').getByRole('link').first().waitFor()
      await expectAccessible(page)
    })
  })
})
