import { expect, it } from '@jest/globals'
import { organizationPinyin, personPinyin } from './index.ts'

it.each([
  ['曾国藩', 'zengguofan', 'zgf'],
  ['仇和', 'qiuhe', 'qh'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['吕洁佳', 'lvjiejia', 'ljj'],
  ['欧阳修', 'ouyangxiu', 'oyx'],
  ['艾力·艾山', 'ailiaishan', 'alas'],
  ['John Smith', 'johnsmith', 'johnsmith'],
])('person %s', (name, full, initials) => {
  expect(personPinyin(name)).toEqual({ full, initials })
})

it.each([
  ['重庆市文化和旅游局', 'chongqingshiwenhuahelvyouju', 'cqswhhlyj'],
  ['中共市图书馆第一支部委员会', 'zhonggongshitushuguandiyizhibuweiyuanhui', 'zgstsgdyzbwyh'],
])('organisation %s', (name, full, initials) => {
  expect(organizationPinyin(name)).toEqual({ full, initials })
})

it('keeps a character whose sound it does not know', () => {
  expect(personPinyin('𠮷田桂').full).toMatch(/tiangui$/)
  expect(Array.from(personPinyin('𠮷田桂').initials)).toHaveLength(3)
})
