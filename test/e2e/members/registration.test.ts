import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { daysAgo } from '../../support/days.ts'
import { usePages } from '../../support/pages.ts'

const firstBranch = '中共市图书馆第一支部委员会'
const secondBranch = '中共市图书馆第二支部委员会'

describe('a new member', () => {
  const pages = usePages({ demo: true })

  test('is registered, admitted to a branch, refused what the rules refuse, and transferred', async () => {
    await pages.visit({ path: '/members' }, async (page) => {
      await page.getByRole('button', { name: '新增人员' }).click()
      await page.getByRole('heading', { name: '新增人员' }).waitFor()
      await page.getByLabel('姓名', { exact: true }).fill('欧阳雨桐')
      await page.getByLabel('身份证号').fill('119900199005046029')
      await page.getByText('号码有效 · 女 · 1990-05-04 出生').waitFor()
      expect(await page.getByRole('radio', { name: '女' }).isChecked()).toBe(true)
      await pick(page, '所在单位', '公共服务处')
      await page.getByRole('button', { name: '登记', exact: true }).click()
      await page.getByRole('heading', { name: '欧阳雨桐', level: 1 }).waitFor()

      // the first step after registering is offered
      await page.getByRole('tabpanel').getByRole('button', { name: '新增组织身份' }).click()
      const opening = page.getByRole('dialog', { name: /新增组织身份/ })
      await pick(page, '组织', '图书馆第一支部', firstBranch)
      await opening.getByText('预备党员').click()
      await opening.getByLabel('起始日期').fill(daysAgo(100))
      await opening.getByLabel('起始日期').press('Enter')
      await opening.getByRole('button', { name: '登记' }).click()
      await opening.waitFor({ state: 'hidden' })
      const membership = page.getByRole('region', { name: '党员身份' })
      await membership.getByText('预备党员').waitFor()

      // the year of probation is not over
      await membership.getByRole('button', { name: '变更身份' }).click()
      const changing = page.getByRole('dialog', { name: /变更身份/ })
      await changing.getByRole('button', { name: '变更', exact: true }).click()
      const day = changing.locator('[data-field="effectiveOn"]')
      await day.getByText(/预备期至 [\d-]{10} 届满/).waitFor()
      await day.getByText('《中国共产党发展党员工作细则》').waitFor()
      await page.keyboard.press('Escape')
      await changing.waitFor({ state: 'hidden' })

      await membership.getByRole('button', { name: '转接' }).click()
      const transferring = page.getByRole('dialog', { name: /转接党组织关系/ })
      await pick(page, '转入组织', '图书馆第二支部', secondBranch)
      await transferring.getByRole('button', { name: '转接' }).click()
      await page.getByText(`“欧阳雨桐”已转入${secondBranch}。`).waitFor()
      await membership.getByText(`转到${secondBranch}`).waitFor()
      expect(await membership.getByRole('listitem').count()).toBe(2)
    })
  })

  test('is not registered twice under one national ID number', async () => {
    await pages.visit({ path: '/members/new' }, async (page) => {
      await page.getByLabel('姓名', { exact: true }).fill('欧阳语彤')
      // a day is typed before the picker is there, and stands in it then
      await page.getByLabel('出生日期').fill('1990-05-04')
      await page.keyboard.press('Tab')
      await page.locator('[data-field="birthDate"] .el-date-editor').waitFor()
      expect(await page.getByLabel('出生日期').inputValue()).toBe('1990-05-04')
      await page.getByLabel('身份证号').fill('119900199005046029')
      await page.getByRole('button', { name: '登记', exact: true }).click()
      await page.locator('[data-field="nationalId"] [data-refusal]').waitFor()
      // nothing typed is lost, and leaving asks first
      expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('欧阳语彤')
      await page.getByRole('button', { name: '取消' }).click()
      await page.getByRole('button', { name: '放弃并离开' }).click()
      await page.waitForURL('**/members')
    })
  })

  test('is changed, and his history says how', async () => {
    await pages.visit({ path: '/members?query=欧阳雨桐' }, async (page) => {
      await page.getByRole('cell', { name: '欧阳雨桐' }).click()
      await page.getByRole('button', { name: '打开详情' }).click()
      await page.getByRole('button', { name: '编辑' }).click()
      await page.getByLabel('职务').fill('馆员')
      await page.getByLabel('参加工作时间').fill('2013.7')
      await page.getByRole('button', { name: '保存' }).click()
      await page.getByText('2013-07').waitFor()
      await page.getByRole('tab', { name: '变更记录' }).click()
      const history = page.getByRole('list', { name: '变更记录' })
      await history.getByText('系统管理员 修改了信息').waitFor()
      await history.getByText('职务：馆员').waitFor()
    })
  })
})

/** Chooses an organisation by a part of its name. */
async function pick(page: Page, field: string, text: string, name = text) {
  await page.getByRole('combobox', { name: field }).fill(text)
  // the list still moves into place: a pointer might meet its neighbour
  await page.getByRole('option', { name }).first().dispatchEvent('click')
}
