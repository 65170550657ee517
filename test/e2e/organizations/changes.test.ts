import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { daysAgo } from '../../support/days.ts'
import { usePages } from '../../support/pages.ts'

const library = '中共市图书馆总支部委员会'
const childrensLibrary = '中共市少年儿童图书馆总支部委员会'
const name = '中共市图书馆第三支部委员会'
const newName = '中共市图书馆数字资源支部委员会'

describe('an organisation', () => {
  const pages = usePages({ demo: true })
  const heading = (page: Page, text: string) => page.getByRole('heading', { name: text, level: 2 })
  const breadcrumb = (page: Page) => page.getByRole('navigation', { name: 'breadcrumb' })

  test('is established, renamed and moved, and stands as it was on the day before', async () => {
    await pages.visit({ path: '/organizations' }, async (page) => {
      await open(page, '市图书馆总支', library)
      await act(page, '新建下级组织')
      const creating = page.getByRole('dialog', { name: /新建组织/ })
      await choose(page, '层级', '党支部')
      await creating.getByLabel('名称', { exact: true }).fill(name)
      await creating.getByLabel('组织编码').fill('P6-3')
      await creating.getByLabel('成立日期').fill(daysAgo(30))
      await creating.getByLabel('成立日期').press('Enter')
      await creating.getByRole('button', { name: '新建' }).click()
      await heading(page, name).waitFor()
      await breadcrumb(page).getByText(library).waitFor()

      await act(page, '更名')
      const renaming = page.getByRole('dialog', { name: '组织更名' })
      await renaming.getByLabel('新名称').fill(newName)
      await renaming.getByLabel('文号').fill('局党发〔2026〕12 号')
      await renaming.getByRole('button', { name: '更名' }).click()
      await heading(page, newName).waitFor()

      await act(page, '调整隶属')
      const moving = page.getByRole('dialog', { name: /调整隶属/ })
      await moving.getByRole('combobox', { name: '新的上级组织' }).fill('少年儿童图书馆总支')
      await page.getByRole('option', { name: childrensLibrary }).dispatchEvent('click')
      // what it entails is shown before it is done
      await moving.getByText('随同划转的下级').or(moving.getByText('调整前后对照')).first().waitFor()
      await moving.getByRole('button', { name: '调整隶属' }).click()
      await breadcrumb(page).getByText(childrensLibrary).waitFor()

      // yesterday it had its old name and its old place, and nothing could be changed
      const address = new URL(page.url())
      address.searchParams.set('asOf', daysAgo(1))
      await page.goto(address.href)
      await heading(page, name).waitFor()
      await breadcrumb(page).getByText(library).waitFor()
      await page.getByText(`正在查看 ${daysAgo(1)} 的情况，不能修改。`).waitFor()
      expect(await page.getByRole('button', { name: '更名' }).count()).toBe(0)
      await page.getByRole('button', { name: '回到今天' }).click()
      await heading(page, newName).waitFor()

      await page.getByRole('tab', { name: '沿革' }).click()
      await page.getByText(`由“${name}”更名为“${newName}”`).waitFor()
      await page.getByText('文号：局党发〔2026〕12 号').waitFor()
    })
  })

  test('is not dissolved while people belong to it, and says who', async () => {
    await pages.visit({ path: '/organizations' }, async (page) => {
      await open(page, '图书馆第一支部', '中共市图书馆第一支部委员会')
      await act(page, '撤销')
      const dissolving = page.getByRole('dialog', { name: /撤销/ })
      await dissolving.getByText(/\d+ 名成员的组织关系/).waitFor()
    })
  })

  test('is found by anybody by its code, from everywhere', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      await page.getByRole('heading', { name: '人员', level: 1 }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: '搜索' }).fill('P8')
      await page.getByRole('option', { name: /中共市图书馆第二支部委员会/ }).click()
      await heading(page, '中共市图书馆第二支部委员会').waitFor()
    })
  })
})

/** Opens an organisation that is searched for in the tree's pane. */
async function open(page: Page, text: string, name: string) {
  await page.getByRole('textbox', { name: '名称、编码或拼音首字母' }).fill(text)
  await page.getByRole('main').getByText(name, { exact: true }).first().click()
  await page.getByRole('heading', { name, level: 2 }).waitFor()
}

/** Presses one of the record's buttons, wherever it stands: beside the name or behind the dots. */
async function act(page: Page, action: string) {
  const button = page.getByRole('main').getByRole('button', { name: action, exact: true })
  const more = page.getByRole('main').getByRole('button', { name: '更多操作' })
  await button.or(more).first().waitFor()
  if ((await button.count()) > 0) return button.click()
  await more.click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function choose(page: Page, field: string, option: string) {
  // the select draws its placeholder over the input
  await page.getByRole('combobox', { name: field }).click({ force: true })
  // the list still moves into place: a pointer might meet its neighbour
  await page.getByRole('option', { name: option, exact: true }).dispatchEvent('click')
}
