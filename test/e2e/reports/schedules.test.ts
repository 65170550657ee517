import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { aTestMailServer, type TestMailServer } from '@qizhi/api/testing/test-mail-server'
import type { Page } from 'playwright-core'
import { usePages } from '../../support/pages.ts'

/** In milliseconds: a whole life of a schedule, on a machine that is busy with other tests. */
const manySteps = 120_000

describe('reports that are sent by mail', () => {
  let mail: TestMailServer
  const env: Record<string, string> = {}
  // before the product is started, which is told where it is
  beforeAll(async () => {
    mail = await aTestMailServer()
    Object.assign(env, {
      QIZHI_SMTP_URL: mail.config.smtpUrl,
      QIZHI_MAIL_FROM: mail.config.mailFrom,
      QIZHI_PUBLIC_URL: mail.config.publicUrl,
    })
  })
  const pages = usePages({ env })
  afterAll(() => mail.stop())

  const officialReport = async (page: Page): Promise<string> => {
    const answer = await page.request.post('/graphql', {
      data: { query: '{ reports(first: 1, filter: { official: true }) { nodes { id } } }' },
    })
    return ((await answer.json()) as { data: { reports: { nodes: { id: string }[] } } }).data.reports.nodes[0]!.id
  }

  test('need an address, which one gives with one’s password', async () => {
    await pages.visit({ path: '/settings/mail' }, async (page) => {
      const save = page.getByRole('button', { name: '保存' })
      await page.getByLabel('邮箱地址').fill('admin@')
      await page.getByLabel('当前密码').fill(pages.app.administrator.password)
      await save.click()
      await page.locator('[data-field="email"] [data-refusal]').waitFor()
      await page.getByLabel('邮箱地址').fill('admin@bureau.example')
      await save.click()
      await page.getByText('邮箱设置已保存。').waitFor()
      await page.reload()
      expect(await page.getByLabel('邮箱地址').inputValue()).toBe('admin@bureau.example')
    })
  })

  test(
    'are set up, sent, looked after and ended',
    async () => {
      await pages.visit({ path: '/' }, async (page) => {
        const id = await officialReport(page)
        await page.goto(`/reports/${id}`)
        await page.getByRole('tab', { name: '定时发送' }).click()
        const panel = page.getByRole('tabpanel', { name: '定时发送' })
        await panel.getByRole('button', { name: '新建定时发送' }).click()
        const dialog = page.getByRole('dialog', { name: /定时发送$/ }).filter({ has: page.locator('form') })
        await dialog.getByText('每周', { exact: true }).click()
        await dialog.getByRole('combobox', { name: '收件人' }).click({ force: true })
        await page.getByRole('option', { name: '系统管理员' }).dispatchEvent('click')
        await dialog.getByRole('button', { name: '保存' }).click()
        await page.getByText('定时发送已建立。').waitFor()
        const card = page.getByRole('article', { name: '每周一 08:00' })
        await card.getByText('刚结束的一周').waitFor()

        await card.getByRole('button', { name: /^立即发送/ }).click()
        await page.getByRole('dialog', { name: '立即发送' }).getByRole('button', { name: '立即发送' }).click()
        await page.getByText('正在发送，结果见发送记录。').waitFor()
        await until(() => mail.received.length === 1)
        const [{ mail: received, to }] = mail.received as [(typeof mail.received)[number]]
        expect(to).toBe('admin@bureau.example')
        expect(received.attachments.map(({ filename }) => filename)).toEqual([expect.stringMatching(/\.xlsx$/)])
        expect(received.text).toContain(`https://qizhi.bureau.example/reports/${id}`)

        await card.getByRole('button', { name: /^发送记录/ }).click()
        const drawer = page.getByRole('dialog', { name: '发送记录' })
        await untilShown(drawer.getByText('已发送', { exact: true }), () => drawer.getByRole('button', { name: '刷新' }).click())
        await page.keyboard.press('Escape')

        await card.getByRole('button', { name: /^暂停/ }).click()
        await card.getByText('您已暂停').waitFor()
        await card.getByRole('button', { name: /^恢复/ }).click()
        await card.getByText('已启用').waitFor()

        await card.getByRole('button', { name: /^修改/ }).click()
        await dialog.getByText('每月', { exact: true }).click()
        await dialog.getByRole('button', { name: '保存' }).click()
        const monthly = page.getByRole('article', { name: '每月 1 日 08:00' })
        await monthly.getByText('刚结束的一个月').waitFor()

        await monthly.getByRole('button', { name: /^停止/ }).click()
        await page.getByRole('dialog', { name: '停止定时发送' }).getByRole('button', { name: '停止' }).click()
        await page.getByText('还没有定时发送').waitFor()
      })
    },
    manySteps,
  )
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Asks again until it is there. */
async function untilShown(what: { isVisible(): Promise<boolean> }, again: () => Promise<void>): Promise<void> {
  while (!(await what.isVisible())) {
    await again()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
