import { describe, expect, test } from '@jest/globals'
import { membershipKinds as ruledKinds, openStatusesOf, statusNames } from '@qizhi/rulebook'
import { labels as en } from './words/labels.en.ts'
import { labels as zh } from './words/labels.zh-CN.ts'
import { membershipKinds, statusesOf } from './use-member-vocabulary.ts'

describe('the words for memberships are those of the rule book', () => {
  test('for the same kinds', () => expect([...membershipKinds].sort()).toEqual([...ruledKinds].sort()))

  test.each(membershipKinds)('for the statuses in which one of %s lasts', (kind) => {
    expect(statusesOf[kind]).toEqual(openStatusesOf(kind))
    for (const status of openStatusesOf(kind)) expectWord(zh.members.status[kind], en.members.status[kind], kind, status)
  })

  test.each(membershipKinds)('for the ways in which one of %s ends', (kind) => {
    const endings = Object.keys(statusNames[kind]).filter((status) => !(openStatusesOf(kind) as readonly string[]).includes(status))
    expect(Object.keys(zh.members.ending[kind]).sort()).toEqual(endings.sort())
    for (const ending of endings) expectWord(zh.members.ending[kind], en.members.ending[kind], kind, ending)
  })
})

function expectWord(chinese: Record<string, string>, english: Record<string, string>, kind: keyof typeof statusNames, status: string) {
  const ruled = (statusNames[kind] as Record<string, { zh: string; en: string }>)[status]
  expect(chinese[status]).toBe(ruled?.zh)
  expect(english[status]?.toLowerCase()).toBe(ruled?.en.toLowerCase())
}
