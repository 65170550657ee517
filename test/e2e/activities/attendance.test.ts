import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'
import { ask, rowsOf } from '../../support/questions.ts'
import { aMeeting, change, daysAgo } from './activity-fixtures.ts'

const people = (page: Page) => page.getByRole('list', { name: '出勤名单' }).getByRole('listitem')
const figure = (page: Page, name: string) => page.getByTestId(`count-${name}`)
const unsaved = (page: Page) => page.getByText(/处修改尚未保存/)

describe('the attendance sheet', () => {
  const pages = usePages({ demo: true })

  async function open(page: Page, title: string) {
    const meeting = await aMeeting(page, { title, day: daysAgo(3) })
    await page.goto(`/activities/${meeting.id}?tab=attendance`)
    await people(page).first().waitFor()
    return meeting
  }
  const recorded = (id: string) =>
    rowsOf<{ name: string; expected: boolean; status: string | null }>(
      pages.app,
      'SELECT member_name AS name, expected, status FROM attendance WHERE activity_id = $1',
      [id],
    )

  test('is filled in by keyboard alone and saved in one go', async () => {
    await pages.visit({}, async (page) => {
      const { id, names } = await open(page, '键盘登记')
      const saves: string[] = []
      page.on('request', (request) => {
        if (request.postData()?.includes('"operationName":"RecordAttendance"')) saves.push(request.url())
      })
      const order = await people(page).locator('.name').allTextContents()
      await people(page).first().focus()
      for (const key of ['p', 'l', 'A', 'o', 'p', 'Backspace', 'ArrowUp', 'a']) await page.keyboard.press(key)
      // p l A o p mark five people and go on; Backspace finds nothing to take back; ArrowUp leads to the fifth, who becomes absent
      expect(await figure(page, 'present').textContent()).toBe('1')
      expect(await figure(page, 'leave').textContent()).toBe('1')
      expect(await figure(page, 'absent').textContent()).toBe('2')
      expect(await figure(page, 'observer').textContent()).toBe('1')
      expect(await figure(page, 'unsaid').textContent()).toBe(String(names.length - 5))

      await page.getByRole('button', { name: '其余全部出席' }).click()
      expect(await figure(page, 'unsaid').textContent()).toBe('0')
      await page.keyboard.press('Control+s')
      await page.getByText(`已保存 ${names.length} 人的出勤。`).waitFor()
      expect(saves).toHaveLength(1)

      const rows = await recorded(id)
      const statusOf = (name: string | undefined) => rows.find((row) => row.name === name)?.status
      expect(order.slice(0, 6).map(statusOf)).toEqual(['PRESENT', 'LEAVE', 'ABSENT', 'OBSERVER', 'ABSENT', 'PRESENT'])
      expect(rows.every(({ status }) => status !== null)).toBe(true)
    })
  })

  test('takes pasted names, whatever stands between them', async () => {
    await pages.visit({}, async (page) => {
      const { id } = await open(page, '粘贴名单')
      const order = await people(page).locator('.name').allTextContents()
      await page.getByRole('button', { name: '粘贴名单' }).click()
      const dialog = page.getByRole('dialog', { name: '粘贴名单' })
      await dialog.getByLabel('姓名').fill(`1. ${order[2]}、${order[0]}\n${order[1]}\n查无此人`)
      await dialog.getByText('找到 3 人').waitFor()
      await dialog.getByText('查无此人').last().waitFor()
      await dialog.getByRole('button', { name: '登记 3 人' }).click()
      await page.getByRole('button', { name: '保存出勤' }).click()
      await page.getByText('已保存 3 人的出勤。').waitFor()
      const present = (await recorded(id)).filter(({ status }) => status === 'PRESENT').map(({ name }) => name)
      expect(present.sort()).toEqual(order.slice(0, 3).sort())
    })
  })

  test('takes a guest, who cannot be absent, and lets him go again', async () => {
    await pages.visit({}, async (page) => {
      const { id, names } = await open(page, '列席人员')
      const { members } = await ask(page, '{ members(first: 200) { nodes { name } } }')
      const stranger = members.nodes.map(({ name }: { name: string }) => name).find((name: string) => !names.includes(name))
      await page.getByRole('button', { name: '添加列席人员' }).click()
      await page.getByRole('combobox', { name: '按姓名或编号查找人员' }).fill(stranger)
      await page.getByRole('option', { name: stranger }).first().click()
      await page.getByText(`已添加 ${stranger}，记为列席。`).first().waitFor()
      await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click()

      const guest = people(page).filter({ hasText: stranger }).last()
      expect(await guest.getByRole('button', { name: '缺席' }).isDisabled()).toBe(true)
      await page.getByRole('button', { name: '保存出勤' }).click()
      await page.getByText('已保存 1 人的出勤。').waitFor()
      expect((await recorded(id)).filter(({ expected }) => !expected)).toEqual([{ name: stranger, expected: false, status: 'OBSERVER' }])

      await guest.focus()
      await page.keyboard.press('Backspace')
      await page.getByRole('button', { name: '保存出勤' }).click()
      await guest.waitFor({ state: 'detached' })
      expect((await recorded(id)).filter(({ expected }) => !expected)).toEqual([])
    })
  })

  test('keeps what is unsaved while one looks elsewhere', async () => {
    await pages.visit({}, async (page) => {
      await open(page, '尚未保存')
      await people(page).first().focus()
      await page.keyboard.press('l')
      await unsaved(page).waitFor()
      await page.getByRole('link', { name: '报表' }).click()
      await page.getByText('出勤登记尚未保存，已为您保留，返回后可继续。').waitFor()
      await page.goBack()
      await page.getByText('上次未保存的 1 处修改已恢复。').waitFor()
      expect(await figure(page, 'leave').textContent()).toBe('1')
      await page.getByRole('button', { name: '放弃修改' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '放弃修改' }).click()
      await figure(page, 'leave').filter({ hasText: /^0$/ }).waitFor()
    })
  })

  test('shows both versions when somebody else saved meanwhile, and overwrites nothing unseen', async () => {
    await pages.visit({}, async (page) => {
      const { id, version } = await open(page, '同时登记')
      const { activity } = await ask(
        page,
        'query ($id: ID!) { activity(id: $id) { attendances(first: 200) { nodes { memberId memberName } } } }',
        { id },
      )
      const idOf = (name: string | undefined) =>
        activity.attendances.nodes.find(({ memberName }: { memberName: string }) => memberName === name).memberId
      const order = await people(page).locator('.name').allTextContents()
      await people(page).first().focus()
      for (const key of ['p', 'p', 'p']) await page.keyboard.press(key)
      await change(page, 'recordAttendance', 'RecordAttendanceInput', {
        activityId: id,
        version,
        entries: [
          { memberId: idOf(order[0]), status: 'LEAVE' },
          { memberId: idOf(order[1]), status: 'ABSENT' },
          { memberId: idOf(order[2]), status: 'PRESENT' },
          { memberId: idOf(order[3]), status: 'LEAVE' },
        ],
      })
      await page.getByRole('button', { name: '保存出勤' }).click()
      const notice = page.getByRole('alert').filter({ hasText: '内容已被他人修改' })
      await notice.waitFor()
      const versions = await notice
        .getByRole('row')
        .evaluateAll((rows) => rows.slice(1).map((row) => [...row.querySelectorAll('th, td')].slice(0, 3).map((cell) => cell.textContent)))
      expect(versions).toEqual([
        [order[0], '出席', '请假'],
        [order[1], '出席', '缺席'],
      ])
      await notice.getByRole('row').filter({ hasText: order[0]! }).getByRole('button', { name: '用现有的' }).click()
      await page.getByRole('button', { name: '保存出勤' }).click()
      await page.getByText('已保存 1 人的出勤。').waitFor()
      const rows = await recorded(id)
      expect(order.slice(0, 4).map((name) => rows.find((row) => row.name === name)?.status)).toEqual([
        'LEAVE',
        'PRESENT',
        'PRESENT',
        'LEAVE',
      ])
    })
  })

  test('fits fingers on a phone', async () => {
    await pages.visit({ screen: 'phone' }, async (page) => {
      const { id } = await open(page, '手机登记')
      const button = people(page).first().getByRole('button', { name: '请假' })
      const box = await button.boundingBox()
      expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(40)
      await button.click()
      await page.getByRole('button', { name: '保存出勤' }).click()
      await page.getByText('已保存 1 人的出勤。').waitFor()
      expect((await recorded(id)).filter(({ status }) => status === 'LEAVE')).toHaveLength(1)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    })
  })

  test.each(['zh-CN', 'en'] as const)('can be read by everybody (%s)', async (language) => {
    await pages.visit({ language }, async (page) => {
      const { id } = await aMeeting(page, { title: '无障碍', day: daysAgo(2) })
      await page.goto(`/activities/${id}?tab=attendance`)
      await page.locator('li[data-member]').first().focus()
      await page.keyboard.press('p')
      await expectAccessible(page)
    })
  })
})
