import { describe, expect, test } from '@jest/globals'
import { expectAccessible } from '../../support/accessibility.ts'
import { anAccount } from '../../support/accounts.ts'
import { listen } from '../../support/listen.ts'
import { usePages } from '../../support/pages.ts'
import { chip, field, parameter, shelf, story } from './builder-page.ts'
import { headingsOf, reportTable } from './report-table.ts'

describe('the report builder', () => {
  const pages = usePages({ demo: true })

  test(
    'is filled by dragging, and by keyboard',
    async () => {
      await pages.visit({ path: '/reports/new' }, async (page) => {
        await page.getByRole('heading', { name: '从常用统计开始' }).waitFor()
        await field(page, '组织').dragTo(shelf(page, 'rows'))
        await page.waitForURL(/rows=ORGANIZATION/)
        await field(page, '月份').dragTo(shelf(page, 'columns'))
        await field(page, '参加人次').dragTo(shelf(page, 'measures'))
        await page.waitForURL(/measures=COUNT(,|%2C)ATTENDANCES/)
        const dragged = await reportTable(page, '参加人次')
        expect(dragged.header[0]![0]).toMatchObject({ text: '组织', rows: 2 })
        expect(dragged.header[0]![1]!.text).toMatch(/^\d{4}-\d{2}$/)
        // a chip goes over to the other shelf by dragging, too
        await chip(page, '月份').dragTo(shelf(page, 'rows'), { targetPosition: { x: 20, y: 20 } })
        await page.waitForURL(/rows=MONTH(,|%2C)ORGANIZATION/)
        expect(headingsOf(await reportTable(page, '月份'))).toEqual(['月份', '组织', '活动数', '参加人次'])

        await page.goto('/reports/new')
        await field(page, '组织').press('Enter')
        await field(page, '月份').press('Enter')
        await field(page, '参加人次').press('Enter')
        await page.waitForURL(/measures=COUNT(,|%2C)ATTENDANCES/)
        expect(await reportTable(page, '参加人次')).toEqual(dragged)

        const heard = await listen(page)
        await chip(page, '月份').press('Alt+ArrowUp')
        await page.waitForURL(/rows=ORGANIZATION(,|%2C)MONTH/)
        await heard('“月份”在行的第 2 项，共 2 项')
        await chip(page, '月份').press('Alt+ArrowLeft')
        await page.waitForURL(/rows=MONTH(,|%2C)ORGANIZATION/)
        await chip(page, '参加人次').press('Delete')
        await page.waitForURL((url) => !url.searchParams.has('measures'))
        // the menu of a chip does the same
        await chip(page, '月份').click()
        await page.getByRole('menuitem', { name: '移到列' }).click()
        await page.waitForURL(/columns=MONTH/)
        const figures = await reportTable(page, '合计')
        expect(headingsOf(figures).at(-1)).toBe('合计')
        // in the table arrows lead from figure to figure, and Enter opens one
        await page.getByRole('table').getByRole('button').first().press('ArrowDown')
        await page.keyboard.press('Enter')
        await page.getByRole('dialog', { name: figures.lines[1]![0]! }).waitFor()
      })
    },
    story,
  )

  test(
    'makes activities per branch and month in one click, and charts that fit',
    async () => {
      await pages.visit({ path: '/reports/new' }, async (page) => {
        await page.getByRole('button', { name: /^各支部每月活动数/ }).click()
        const table = await reportTable(page, '合计')
        expect(headingsOf(table)[0]).toBe('组织')
        expect(headingsOf(table)[1]).toMatch(/^\d{4}-01$/)
        await page.reload()
        expect(await reportTable(page, '合计')).toEqual(table)

        const chart = page.getByRole('region', { name: '图表' }).first()
        await chart.locator('canvas').first().waitFor()
        for (const [kind, address] of [
          ['折线图', 'LINE'],
          ['堆叠图', 'STACKED'],
          ['组织分布', 'TREE_MAP'],
          ['柱形图', null],
          ['热力图', 'HEAT_MAP'],
        ] as const) {
          await chart.getByRole('combobox', { name: '图表类型' }).click({ force: true })
          await page.getByRole('option', { name: kind }).click()
          await page.waitForURL((url) => url.searchParams.get('chart') === address)
          await chart.locator('canvas').first().waitFor()
        }
        // the squares are figures: the first of the picture opens the first of the table
        const picture = (await chart.locator('figure').boundingBox())!
        const before = page.url()
        for (let x = picture.width * 0.3; page.url() === before && x < picture.width; x += 12)
          await chart.locator('figure').click({ position: { x, y: 60 } })
        await page
          .getByRole('dialog')
          .getByText(/共 \d+ 项活动/)
          .waitFor()
        const [rowKeys, columnKeys] = JSON.parse(parameter(page, 'cell')!) as string[][]
        expect([rowKeys!.length, columnKeys!.length]).toEqual([1, 1])

        await page.keyboard.press('Escape')
        await field(page, '活动类型').click()
        await reportTable(page, '活动类型')
        await chart.getByRole('combobox', { name: '图表类型' }).click({ force: true })
        await page.getByRole('option', { name: '不显示' }).filter({ visible: true }).waitFor()
        expect(await page.getByRole('option').filter({ visible: true }).allTextContents()).toEqual([
          '柱形图',
          '堆叠图',
          '折线图',
          '组织分布',
          '不显示',
        ])
      })
    },
    story,
  )

  test(
    'says why figures about few persons are not shown',
    async () => {
      const reporter = await anAccount(pages.app, 'reporter', 'REPORTER', 'P0')
      await pages.visit({ path: '/reports/new?source=MEMBERS&rows=ORGANIZATION&columns=STATUS&depth=20', as: reporter }, async (page) => {
        const { lines } = await reportTable(page, '合计')
        expect(lines.flat().some((text) => text.startsWith('*'))).toBe(true)
        await page.getByText(/\* 表示人数过少/).waitFor()
        // nor are there names behind the others
        expect(await page.getByRole('table').getByRole('button').count()).toBe(0)
      })
    },
    story,
  )

  test(
    'begins with nothing where there is nothing, and says so',
    async () => {
      await pages.visit({ path: '/reports?query=没有这样的报表' }, async (page) => {
        await page.getByRole('heading', { name: '没有符合条件的结果' }).or(page.getByText('没有符合')).first().waitFor()
        await page.goto('/reports/new?rows=ORGANIZATION&query=没有这样的活动')
        await page.getByRole('heading', { name: '没有符合条件的数据' }).waitFor()
      })
    },
    story,
  )

  test.each([
    ['zh-CN', '字段与条件', '查看结果'],
    ['en', 'Fields and criteria', 'Show the result'],
  ] as const)(
    'is used on a phone (%s)',
    async (language, setup, done) => {
      await pages.visit({ path: '/reports/new', language, screen: 'phone' }, async (page) => {
        await page.getByRole('heading', { level: 2 }).first().waitFor()
        await expectAccessible(page)
        await page.getByRole('button', { name: setup }).click()
        const drawer = page.getByRole('dialog', { name: setup })
        await drawer
          .getByRole('button', { name: language === 'en' ? 'Kind' : '类别', exact: true })
          .last()
          .click()
        await drawer.getByRole('button', { name: done }).waitFor()
        await expectAccessible(page)
        await drawer.getByRole('button', { name: done }).click()
        await page.getByRole('table').getByRole('button').first().waitFor()
        expect(parameter(page, 'rows')).toBe('KIND')
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
        await expectAccessible(page)
      })
    },
    story,
  )

  test(
    'of a saved report can be used by everybody',
    async () => {
      await pages.visit({ path: '/reports?origin=official', language: 'en' }, async (page) => {
        await page.getByRole('link', { name: /Activities of the year by branch and type/ }).click()
        await page.getByRole('table').getByRole('button').first().waitFor()
        await page.getByRole('button', { name: 'More settings' }).click()
        await page.getByRole('form', { name: 'More settings' }).waitFor()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Versions' }).click()
        await page.getByRole('dialog', { name: 'Versions' }).getByRole('listitem').first().waitFor()
        await expectAccessible(page)
      })
    },
    story,
  )
})
