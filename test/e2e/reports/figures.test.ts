import { describe, expect, test } from '@jest/globals'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'
import { ask, rowsOf } from '../../support/questions.ts'
import { figuresOf, headingsOf, reportTable } from './report-table.ts'

/** Every organiser by itself, month by month, all there is. */
const everything = '/reports/new?rows=ORGANIZATION&columns=MONTH&depth=20&period=-'

describe('the figures of the example bureau', () => {
  const pages = usePages({ demo: true })

  test('are the same from the database, from the API and on the page, and so are those of old addresses', async () => {
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

      const table = await reportTable(page)
      expect(figuresOf(table)).toEqual(fromDatabase)
      const total = rows.reduce((sum, { count }) => sum + count, 0)
      expect(activityCounts.totals.count).toBe(total)
      expect(table.lines.at(-1)?.at(-1)).toBe(total.toLocaleString('en-US'))

      await page.goto('/counts?period=all&depth=each')
      await page.waitForURL('**/reports/new?*')
      expect(await reportTable(page)).toEqual(table)
      await page.goto('/counts')
      await page.waitForURL('**/reports')
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
    await pages.visit({ path: `/reports/new?period=-&organization=${top!.id}&rows=ORGANIZATION` }, async (page) => {
      const { lines } = await reportTable(page)
      expect(lines.slice(0, -1)).toEqual(rows.map(({ name, count }) => [name, String(count)]))
      expect(lines.at(-1)).toEqual(['合计', rows.reduce((sum, { count }) => sum + count, 0).toLocaleString('en-US')])
    })
  })

  test('open the activities behind them, and each activity', async () => {
    await pages.visit({ path: everything }, async (page) => {
      const table = await reportTable(page)
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

  test('of a total and of an organisation above the depth open what they are of, page by page', async () => {
    await pages.visit({ path: '/reports/new?period=-&kinds=PARTY&rows=ORGANIZATION' }, async (page) => {
      const { lines } = await reportTable(page)
      const [name, figure] = lines[0]!
      const [own] = await rowsOf<{ count: number }>(
        pages.app,
        `SELECT count(*)::int AS count FROM activity JOIN organization ON organization.id = activity.organization_id WHERE organization.name = $1 AND status IN ('HELD', 'ARCHIVED')`,
        [name],
      )
      expect(Number(figure)).toBe(own!.count)
      await page.getByRole('button', { name: `${name}：${figure}，打开台账` }).click()
      await page.getByRole('dialog', { name }).getByText(`共 ${figure} 项活动`).waitFor()
      await page.keyboard.press('Escape')

      const total = lines.at(-1)![1]!
      await page.getByRole('button', { name: `全部组织：${total}，打开台账` }).click()
      const drawer = page.getByRole('dialog', { name: '全部组织' })
      await drawer.getByText(`共 ${total} 项活动`).waitFor()
      const rows = drawer.getByRole('listitem')
      await rows.nth(49).scrollIntoViewIfNeeded()
      await rows.nth(50).waitFor()
    })
  })

  test('of persons lead to persons', async () => {
    await pages.visit({ path: '/reports/new?source=MEMBERS&rows=AGE_BAND&columns=SEX&kinds=PARTY&placeKinds=PARTY' }, async (page) => {
      const table = await reportTable(page, '女')
      const [cell, figure] = Object.entries(figuresOf(table)).find(([, value]) => value > 1)!
      await page.getByRole('button', { name: `${cell.replace(' | ', ' · ')}：${figure}，打开台账` }).click()
      const drawer = page.getByRole('dialog', { name: cell.replace(' | ', ' · ') })
      await drawer.getByText(`共 ${figure} 人`).waitFor()
      await drawer.getByRole('link').first().click()
      await page.waitForURL('**/members/*')
    })
  })

  test('are held against last year, with shares, the largest first and the rest in one', async () => {
    const path = '/reports/new?rows=TYPE&measures=COUNT&order=COUNT.DESC&first=3&shares=1&compare=SAME_PERIOD_LAST_YEAR'
    await pages.visit({ path }, async (page) => {
      const { header, lines } = await reportTable(page, '占比')
      expect(header.map((row) => row.map(({ text }) => text))).toEqual([
        ['活动类型', '活动数'],
        ['本期', '占比', '上期', '增减', '增减幅度'],
      ])
      expect(lines).toHaveLength(5)
      const figures = lines.map((line) => Number(line[1]!.replaceAll(',', '')))
      expect(figures.slice(0, 3)).toEqual([...figures.slice(0, 3)].sort((a, b) => b - a))
      expect(figures[0]! + figures[1]! + figures[2]! + figures[3]!).toBe(figures[4])
      expect(lines.map(([name]) => name).slice(3)).toEqual(['其余', '合计'])
      // what is taken together in one row has no ledger of its own
      expect(await page.getByRole('row', { name: /^其余/ }).getByRole('button').count()).toBe(0)
      // the settings say what is not as usual
      await page.getByRole('button', { name: '更多设置，已设 4 项' }).waitFor()
    })
  })

  test('are refused in words where they cannot be laid out', async () => {
    await pages.visit({ path: '/reports/new?rows=ORGANIZATION&columns=DAY,TYPE&period=-&depth=20' }, async (page) => {
      await page
        .getByRole('alert')
        .getByText(/超过 500 列/)
        .waitFor()
    })
  })

  test.each([
    ['zh-CN', 'desk'],
    ['zh-CN', 'phone'],
    ['en', 'desk'],
    ['en', 'phone'],
  ] as const)('can be read by everybody (%s, %s)', async (language, screen) => {
    await pages.visit({ path: `${everything}&measures=COUNT,ATTENDANCE_RATE`, language, screen }, async (page) => {
      await page.getByRole('table').getByRole('button').first().waitFor()
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      await page.getByRole('table').getByRole('button').first().click()
      await page.getByRole('dialog').getByRole('link').first().waitFor()
      await expectAccessible(page)
    })
  })

  test('are in sight on a phone, however long the words over them', async () => {
    await pages.visit({ path: '/reports/new?rows=ORGANIZATION&columns=TYPE&period=-', language: 'en', screen: 'phone' }, async (page) => {
      const table = page.getByRole('table')
      await table.getByRole('button').first().waitFor()
      const headings = await table.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect()))
      // three columns of figures beside the names, and no word broken letter by letter
      expect(headings.filter(({ right }) => right <= 390).length).toBeGreaterThanOrEqual(4)
      expect(Math.min(...headings.map(({ width }) => width))).toBeGreaterThanOrEqual(76)
    })
  })

  test('of a table of one field stand under its name', async () => {
    await pages.visit({ path: '/reports/new?rows=KIND&period=-' }, async (page) => {
      expect(headingsOf(await reportTable(page))).toEqual(['类别', '活动数'])
    })
  })
})
