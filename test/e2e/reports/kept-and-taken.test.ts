import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import ExcelJS from 'exceljs'
import { anAccount } from '../../support/accounts.ts'
import { usePages } from '../../support/pages.ts'
import { ask } from '../../support/questions.ts'
import { field, story } from './builder-page.ts'
import { reportTable } from './report-table.ts'

const run = promisify(execFile)

describe('a report', () => {
  const pages = usePages({ demo: true })

  test(
    'keeps a report: saved, changed, looked at as it was, restored, archived',
    async () => {
      await pages.visit({ path: '/reports/new' }, async (page) => {
        await page.getByRole('button', { name: /^各类活动数量/ }).click()
        const first = await reportTable(page, '出勤率')
        await page.getByRole('button', { name: '保存报表' }).click()
        const dialog = page.getByRole('dialog', { name: '保存报表' })
        await dialog.getByRole('button', { name: '保存' }).click()
        await dialog.getByText('报表名称须为 1 至 100 个字，不含换行。').waitFor()
        await dialog.getByLabel('名称').fill('各类活动')
        await dialog.getByRole('button', { name: '保存' }).click()
        await page.waitForURL(/\/reports\/[\da-f-]{36}$/)
        await page.getByRole('heading', { name: '各类活动', level: 1 }).waitFor()

        // opened from the list, it is what was saved
        await page.getByRole('link', { name: '报表', exact: true }).first().click()
        await page.waitForURL('**/reports')
        await page.getByRole('searchbox').or(page.getByLabel('搜索报表名称或编号')).first().fill('各类')
        await page.waitForURL(/query=/)
        await page.getByRole('link', { name: '各类活动', exact: true }).click()
        await page.waitForURL(/\/reports\/[\da-f-]{36}$/)
        expect(await reportTable(page, '出勤率')).toEqual(first)

        // a change stands in the address, and is not left behind without asking
        await field(page, '季度').click()
        await page.getByText('有未保存的修改').waitFor()
        const changed = await reportTable(page, '合计')
        await page.reload()
        expect(await reportTable(page, '合计')).toEqual(changed)
        await field(page, '季度').click()
        await field(page, '季度').click()
        await page.getByRole('link', { name: '人员', exact: true }).click()
        await page.getByRole('button', { name: '继续填写' }).click()
        expect(page.url()).toContain('/reports/')
        await page.getByRole('button', { name: '保存', exact: true }).click()
        await page.getByText('已保存为第 2 版。').waitFor()
        await page.waitForURL(/\/reports\/[\da-f-]{36}$/)

        // the version before is looked at, and becomes the third
        await page.getByRole('button', { name: '更多操作' }).click()
        await page.getByRole('menuitem', { name: '历史版本' }).click()
        const versions = page.getByRole('dialog', { name: '历史版本' })
        await versions.getByRole('listitem').nth(1).waitFor()
        expect(await versions.getByRole('listitem').count()).toBe(2)
        await versions.getByRole('listitem').nth(1).getByRole('button', { name: '查看' }).click()
        await page.getByText('正在查看第 1 版“各类活动”，尚未恢复。').waitFor()
        await page.getByRole('columnheader', { name: '合计' }).waitFor({ state: 'detached' })
        expect(await reportTable(page, '出勤率')).toEqual(first)
        await page.getByRole('button', { name: '恢复到此版本' }).click()
        await page.getByText('已保存为第 3 版。').waitFor()

        await page.getByRole('button', { name: '更多操作' }).click()
        await page.getByRole('menuitem', { name: '归档' }).click()
        await page.getByText('报表已归档。').waitFor()
        await page.goto('/reports?state=archived')
        await page.getByRole('link', { name: '各类活动', exact: true }).waitFor()
      })
    },
    story,
  )

  test(
    'shares a report with somebody who sees it in his own scope',
    async () => {
      const secretary = await anAccount(pages.app, 'library', 'SECRETARY', 'P6')
      await pages.visit({ path: '/reports/new?rows=ORGANIZATION&depth=20&kinds=PARTY&period=-' }, async (page) => {
        await page.getByRole('button', { name: '保存报表' }).click()
        await page.getByRole('dialog').getByLabel('名称').fill('图书馆看的报表')
        await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
        await page.waitForURL(/\/reports\/[\da-f-]{36}$/)
        const path = new URL(page.url()).pathname
        const whole = await reportTable(page)

        // nobody else's affair yet
        await pages.visit({ path, as: secretary }, async (other) => {
          await other.getByRole('heading', { name: '没有找到' }).waitFor()
        })
        await page.getByRole('button', { name: '共享' }).click()
        const dialog = page.getByRole('dialog', { name: '共享报表' })
        await dialog.getByRole('combobox').fill('图书馆总支部')
        await page.getByRole('option', { name: /中共市图书馆总支部委员会/ }).click()
        await dialog.getByRole('listitem').getByText('中共市图书馆总支部委员会').waitFor()
        await dialog.getByRole('button', { name: '保存共享范围' }).click()
        await page.getByText('已共享给 1 个组织。').waitFor()

        await pages.visit({ path: '/reports?origin=shared', as: secretary }, async (other) => {
          await other.getByRole('link', { name: '图书馆看的报表' }).click()
          const part = await reportTable(other)
          const own = whole.lines.filter(([name]) => name!.startsWith('中共市图书馆'))
          expect(own.length).toBeGreaterThan(1)
          expect(part.lines.slice(0, -1)).toEqual(own)
          // he may not change it, but keep one of his own
          await field(other, '月份').click()
          await other.getByText('有未保存的修改').waitFor()
          expect(await other.getByRole('button', { name: '保存', exact: true }).count()).toBe(0)
          await other.getByRole('button', { name: '另存为' }).click()
          await other.getByRole('dialog').getByRole('button', { name: '保存' }).click()
          await other.getByRole('heading', { name: '图书馆看的报表（副本）', level: 1 }).waitFor()
        })
      })
    },
    story,
  )

  test(
    'comes as a workbook that is the table of the page, cell by cell, and what the API answers',
    async () => {
      const path = '/reports/new?rows=KIND,ORGANIZATION&columns=QUARTER&measures=COUNT,ATTENDANCE_RATE&depth=2&period=-&shares=1'
      await pages.visit({ path }, async (page) => {
        const { header, lines } = await reportTable(page, '占比')
        await page.getByRole('button', { name: '下载', exact: true }).click()
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /Excel/ }).click()])
        expect(download.suggestedFilename()).toMatch(/^统计表 \d{4}-\d{2}-\d{2}\.xlsx$/)
        const workbook = new ExcelJS.Workbook()
        await workbook.xlsx.readFile(await download.path())
        const sheet = workbook.worksheets[0]!
        expect([1, 2, 3].map((row) => sheet.getCell(row, 1).text)).toEqual(['统计表', '统计组织：管理范围内的全部组织', '统计期间：不限'])

        // three lines of words, one of who made it; then the header of the page, merged as it spans there
        const top = 5
        const taken = new Set<string>()
        for (const [row, cells] of header.entries()) {
          let column = 1
          for (const { text, columns, rows } of cells) {
            while (taken.has(`${row},${column}`)) column += 1
            expect(sheet.getCell(top + row, column).text).toBe(text)
            expect(sheet.getCell(top + row + rows - 1, column + columns - 1).master.address).toBe(sheet.getCell(top + row, column).address)
            for (let down = 0; down < rows; down += 1)
              for (let across = 0; across < columns; across += 1) taken.add(`${row + down},${column + across}`)
            column += columns
          }
        }
        const first = top + header.length
        // the word for the sum takes the width of both names on the page
        const shown = lines.map((line, at) => (at === lines.length - 1 ? [line[0]!, '', ...line.slice(1)] : line))
        const written = shown.map((line, row) =>
          line.map((_, column) => {
            const cell = sheet.getCell(first + row, column + 1)
            if (typeof cell.value !== 'number') return cell.text === '' && column > 1 ? '–' : cell.text
            return cell.numFmt === '0.00%' ? `${(cell.value * 100).toFixed(2)}%` : cell.value.toLocaleString('en-US')
          }),
        )
        expect(written).toEqual(shown)
        expect(sheet.rowCount).toBe(first + lines.length - 1)

        const { reportResult } = await ask(
          page,
          `{ reportResult(definition: { source: ACTIVITIES, rows: [KIND, ORGANIZATION], columns: [QUARTER], measures: [COUNT, ATTENDANCE_RATE], organizationDepth: 2, showShares: true, parameters: {} }) {
          table { rows { labels values } totals { values } columns { unit } } } }`,
        )
        const { rows, totals, columns } = reportResult.table
        const figure = (value: number | null, at: number) =>
          value === null ? null : columns[at].unit === 'NUMBER' ? value : value / 10_000
        const answered = [...rows, { labels: ['合计', ''], ...totals }].map(
          ({ labels, values }: { labels: string[]; values: (number | null)[] }) => [...labels, ...values.map(figure)],
        )
        const inFile = answered.map((line, row) =>
          line.map((_, column) => sheet.getCell(first + row, column + 1).value ?? (column < 2 ? '' : null)),
        )
        expect(inFile).toEqual(answered)
      })
    },
    story,
  )

  test(
    'comes as plain text and on paper, too',
    async () => {
      await pages.visit({ path: '/reports/new?rows=TYPE&period=-' }, async (page) => {
        const { lines } = await reportTable(page)
        for (const [name, begins] of [
          [/CSV/, '\uFEFF活动类型,活动数\r\n'],
          [/PDF/, '%PDF-'],
        ] as const) {
          await page.getByRole('button', { name: '下载', exact: true }).click()
          const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()])
          const content = Buffer.concat(await (await download.createReadStream()).toArray()).toString()
          expect(content.startsWith(begins)).toBe(true)
          if (begins !== '%PDF-') expect(content.trimEnd().split('\r\n')).toHaveLength(lines.length + 1)
        }
      })
    },
    story,
  )

  test(
    'gives the query and the command that make the table, and they do',
    async () => {
      const path = '/reports/new?rows=ORGANIZATION&columns=MONTH&kinds=PARTY&depth=20&period=-&chart=HEAT_MAP'
      const jar = await mkdtemp(join(tmpdir(), 'qizhi-jar-'))
      try {
        await pages.visit({ path }, async (page) => {
          const table = await reportTable(page, '合计')
          const linesOf = (answer: { rows: { labels: string[]; values: (number | null)[] }[]; totals: { values: (number | null)[] } }) =>
            [...answer.rows, { labels: ['合计'], values: answer.totals.values }].map(({ labels, values }) => [
              ...labels,
              ...values.map((value) => (value === null ? '–' : value.toLocaleString('en-US'))),
            ])
          await page.getByRole('button', { name: '复制为接口查询' }).click()
          const dialog = page.getByRole('dialog', { name: '复制为接口查询' })
          const query = await dialog.getByTestId('copied-text').textContent()
          const { reportResult } = await ask(page, query!)
          expect(linesOf(reportResult.table)).toEqual(table.lines)

          await dialog.getByText('curl', { exact: true }).click()
          await dialog.getByLabel('登录命令').waitFor()
          const signIn = (await dialog.getByLabel('登录命令').textContent())!.replace('…', pages.app.administrator.password)
          const command = (await dialog.getByTestId('copied-text').textContent())!
          await writeFile(join(jar, 'run.sh'), `${signIn} >/dev/null\n${command}\n`)
          const { stdout } = await run('sh', ['run.sh'], { cwd: jar, maxBuffer: 16_000_000 })
          expect(linesOf(JSON.parse(stdout).data.reportResult.table)).toEqual(table.lines)
        })
      } finally {
        await rm(jar, { recursive: true })
      }
    },
    story,
  )
})
