import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'

const dirtyRoster = join(import.meta.dirname, '../../../infra/demo/bureau/hr-roster-dirty.csv')

describe('a roster with every kind of dirt', () => {
  const pages = usePages({ demo: true })
  let rejected = ''

  test('is read, checked, explained and imported; what was rejected comes back as a file', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      await page.getByRole('button', { name: '导入花名册' }).click()
      await upload(page, { name: '花名册.csv', mimeType: 'text/csv', buffer: readFileSync(dirtyRoster) })

      // the columns were recognised; national ID numbers are masked already here
      const columns = page.getByRole('table')
      await columns.getByText('119***********2190').waitFor()
      expect(await columns.textContent()).not.toMatch(/\d{17}/)
      await expectAccessible(page)
      await page.getByRole('button', { name: '核对数据' }).click()

      const row = (line: number) => page.getByRole('listitem').filter({ hasText: `第 ${line} 行` })
      await row(2).getByText('未通过').waitFor()
      await row(2)
        .getByText(/校验码不符：应为 8，这里是 0/)
        .waitFor()
      await row(4)
        .getByText(/按“尹新帆”读入/)
        .waitFor()
      await row(14)
        .getByText(/像是表格公式/)
        .waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: /^已修正/ }).click()
      await row(2).waitFor({ state: 'hidden' })
      await row(4).waitFor()

      // an import is left and taken up again where it was
      await page.goto('/imports')
      await page.getByRole('link', { name: '花名册.csv' }).click()
      await page.getByRole('button', { name: '核对数据' }).click()
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByText('12 行未通过，不写入').waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: '开始写入' }).click()
      await page.getByRole('heading', { name: '导入完成' }).waitFor()
      await expectAccessible(page)
      rejected = await contentOf(page)
      expect(rejected).toContain('导入问题 Problems')
      expect(rejected.trim().split('\r\n')).toHaveLength(13)
    })
  })

  test('is mended in the file that came back, and imported again', async () => {
    // whoever mends it corrects what the last column says; here the birth date that contradicts the number
    const [header = '', ...lines] = rejected.trim().split('\r\n')
    const mended = lines.filter((line) => line.startsWith('HR0700004,')).map((line) => line.replace(',1985.03,', ',1989-07-05,'))
    expect(mended).toHaveLength(1)

    await pages.visit({ path: '/imports/new?target=ROSTER' }, async (page) => {
      await upload(page, { name: '改好.csv', mimeType: 'text/csv', buffer: Buffer.from([header, ...mended].join('\r\n')) })
      await page.getByRole('row', { name: /导入问题 Problems.*不导入/ }).waitFor()
      await page.getByRole('button', { name: '核对数据' }).click()
      await page.getByRole('button', { name: /^未通过\s*0/ }).waitFor()
    })
  })

  test('is refused as a whole where it is no table, and nothing that was chosen is lost', async () => {
    await pages.visit({ path: '/imports/new' }, async (page) => {
      await page.locator('input[type=file]').setInputFiles({ name: '花名册.doc', mimeType: 'application/msword', buffer: Buffer.from('x') })
      await page.getByRole('alert').filter({ hasText: '只能导入 CSV 或 XLSX 文件' }).waitFor()
      await upload(page, { name: '空.csv', mimeType: 'text/csv', buffer: Buffer.from('工号,姓名\r\n') })
      await page.getByRole('alert').filter({ hasText: '文件里没有数据' }).waitFor()
      await page.getByText('空.csv').waitFor()
    })
  })

  test('waits for the columns that it needs', async () => {
    await pages.visit({ path: '/imports/new' }, async (page) => {
      await upload(page, { name: '缺列.csv', mimeType: 'text/csv', buffer: Buffer.from('工号,怎么称呼\r\nHR0700001,周海成\r\n') })
      await page.getByText('还缺少必填项：姓名').waitFor()
      expect(await page.getByRole('button', { name: '核对数据' }).isDisabled()).toBe(true)
      await page.getByRole('combobox', { name: /怎么称呼/ }).click()
      await page.getByRole('option', { name: '姓名' }).dispatchEvent('click')
      await page.getByRole('button', { name: '核对数据' }).click()
      await page.getByRole('button', { name: /^无变化\s*1/ }).waitFor()
    })
  })
})

async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: '上传并读取' }).click()
}

/** The file of rejected rows, as it is saved. */
async function contentOf(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载未通过的行' }).click()])
  return textOf(download)
}

async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks).toString('utf8')
}
