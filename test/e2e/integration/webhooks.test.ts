import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import { aTestReceiver, type ReceivedMessage, type TestReceiver } from '@qizhi/api/testing/test-receiver'
import { verifiedWebhook } from '@qizhi/client'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'

interface Told {
  readonly type: string
  readonly data: { readonly change: { readonly id: string } | null; readonly answer: { readonly node: { readonly name: string } } | null }
}

describe('webhooks', () => {
  const pages = usePages({ demo: true, env: { QIZHI_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' } })
  let receiver: TestReceiver
  beforeAll(async () => void (receiver = await aTestReceiver()))
  afterAll(() => receiver.close())

  /** Waits for a message that was taken, and proves it as its receiver would, with the client library. */
  async function told(secrets: readonly string[], what: (told: Told, message: ReceivedMessage) => boolean): Promise<Told> {
    for (;;) {
      const messages = (await receiver.messages()).filter(({ status }) => status === 204)
      const message = messages.find((each) => what(JSON.parse(each.text) as Told, each))
      if (message !== undefined) return verifiedWebhook<Told>(secrets, message.headers, message.text)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const named = (name: string) => (message: Told) => message.data.answer?.node.name === name

  /** An organisation that somebody makes meanwhile. */
  async function anOrganization(page: Page, code: string): Promise<void> {
    const query = 'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { userErrors { message } } }'
    const input = { code, kind: 'PARTY', level: 'COMMITTEE', name: `新建党委${code}`, establishedOn: '2020-01-01' }
    const answer = await page.request.post('/graphql', { data: { query, variables: { input } } })
    expect(await answer.json()).toMatchObject({ data: { createOrganization: { userErrors: [] } } })
  }

  async function shownSecret(page: Page, name: string): Promise<string> {
    const dialog = page.getByRole('dialog', { name: '请立即保存签名密钥' })
    const secret = await dialog.getByRole('textbox', { name: '签名密钥' }).textContent()
    await looked(page, name)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '我已保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    return secret!
  }

  test('are registered, tested, told, looked into, retried, rotated, sent again, paused and deleted', async () => {
    await pages.visit({ path: '/integration/webhooks' }, async (page) => {
      await page.getByText('还没有推送地址').waitFor()
      await looked(page, 'empty')
      await expectAccessible(page)

      await page.getByRole('button', { name: '新建推送' }).first().click()
      const creating = page.getByRole('dialog', { name: '新建推送' })
      await creating.getByLabel('名称').fill('人事系统')
      await creating.getByLabel('接收地址').fill('https://10.1.2.3/hook')
      await creating.getByText('组织', { exact: true }).click()
      await creating.getByRole('button', { name: '创建并生成密钥' }).click()
      await creating.getByText('不允许向此地址发送').waitFor()
      await looked(page, 'create')
      await expectAccessible(page)
      await creating.getByLabel('接收地址').fill(`${receiver.url}/hook`)
      await creating.getByRole('button', { name: '创建并生成密钥' }).click()
      const first = await shownSecret(page, 'secret')
      expect(await page.content()).not.toContain(first)

      await page.getByRole('cell', { name: '人事系统' }).click()
      const drawer = page.getByRole('dialog', { name: '人事系统' })
      await drawer.getByRole('button', { name: '发送测试' }).click()
      await page.getByText('测试已送达：对方答复 204').waitFor()
      await told([first], ({ type }) => type === 'test')

      await anOrganization(page, 'W1')
      await told([first], named('新建党委W1'))
      await receiver.answers({ status: 503 })
      await anOrganization(page, 'W2')
      const log = drawer.getByRole('region', { name: '投递记录' })
      const failed = log.getByRole('listitem').filter({ hasText: '对方答复 503' })
      await expectAfter(
        () => log.getByRole('button', { name: '刷新' }).click(),
        () => failed.isVisible(),
      )
      await looked(page, 'log')
      await expectAccessible(page)
      await failed.getByRole('button', { name: '查看请求' }).click()
      const request = page.getByRole('dialog', { name: '组织 · 新增' })
      await request.getByText('新建党委W2').waitFor()
      await looked(page, 'request')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await receiver.answers({})
      await failed.getByRole('button', { name: '立即重试' }).click()
      await told([first], named('新建党委W2'))

      await more(page, '更换密钥')
      await page.getByRole('dialog', { name: '更换“人事系统”的密钥？' }).getByRole('button', { name: '更换密钥' }).click()
      const second = await shownSecret(page, 'rotated')
      const before = (await receiver.messages()).length
      await more(page, '重新推送')
      const replaying = page.getByRole('dialog', { name: '重新推送给“人事系统”' })
      await replaying.getByRole('combobox', { name: '某一时间之后' }).fill('2020-01-01')
      await page.keyboard.press('Tab')
      await looked(page, 'replay')
      await replaying.getByRole('button', { name: '重新推送' }).click()
      // both secrets sign for a day
      const again = (message: ReceivedMessage) => message.headers['webhook-signature']!.includes(' ')
      for (const secret of [first, second]) await told([secret], (each, message) => named('新建党委W1')(each) && again(message))
      expect((await receiver.messages()).length).toBeGreaterThan(before)

      await drawer.getByRole('button', { name: '暂停' }).click()
      await page.getByText('已暂停“人事系统”').waitFor()
      await looked(page, 'paused')
      await drawer.getByRole('button', { name: '恢复推送' }).click()
      await page.getByText('已恢复“人事系统”').waitFor()
    })
  })

  test('are shown in English, and on a phone; one that is gone is said to be', async () => {
    await receiver.answers({ status: 410 })
    await pages.visit({ path: '/integration/webhooks', language: 'en', theme: 'dark' }, async (page) => {
      await anOrganization(page, 'W3')
      await expectAfter(
        () => page.reload(),
        () => page.getByText('The receiver says that it is gone (410)').isVisible(),
      )
      await looked(page, 'list-en')
      await expectAccessible(page)
      await page.getByRole('cell', { name: '人事系统' }).click()
      await page.getByRole('dialog', { name: '人事系统' }).getByText('Deliveries are kept for 30 days').waitFor()
      await looked(page, 'log-en')
      await expectAccessible(page)
    })
    await pages.visit({ path: '/integration/webhooks', screen: 'phone' }, async (page) => {
      await page.getByText('对方已注销此地址（410）').waitFor()
      await looked(page, 'list-phone')
      await expectAccessible(page)
      await page.getByText('人事系统').click()
      const drawer = page.getByRole('dialog', { name: '人事系统' })
      await drawer.getByText('组织 · 新增').first().waitFor()
      await looked(page, 'log-phone')
      await expectAccessible(page)
      await more(page, '删除')
      await page.getByRole('dialog', { name: '删除“人事系统”？' }).getByRole('button', { name: '删除' }).click()
      await page.getByText('还没有推送地址').waitFor()
    })
  })
})

/** Does something again and again until it shows. */
async function expectAfter(step: () => Promise<unknown>, shows: () => Promise<boolean>): Promise<void> {
  while (!(await shows())) {
    await step()
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

/** What stands behind the button for more. */
async function more(page: Page, entry: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** For whoever wants to look at the pages: QIZHI_PICTURES names a folder. */
async function looked(page: Page, name: string): Promise<void> {
  const folder = process.env.QIZHI_PICTURES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
