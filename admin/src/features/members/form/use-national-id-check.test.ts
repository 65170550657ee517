/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals'
import { createApp, ref } from 'vue'
import { createI18n } from 'vue-i18n'
import { labels } from '../labels.zh-CN.ts'
import { labels as words } from '../words/labels.zh-CN.ts'
import { useNationalIdCheck } from './use-national-id-check.ts'

/** What the field says of a text. */
function saidOf(text: string) {
  let check!: ReturnType<typeof useNationalIdCheck>
  const app = createApp({
    setup() {
      check = useNationalIdCheck(ref(text))
      return () => null
    },
  })
  app
    .use(createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': { members: { ...words.members, ...labels.members } } } }))
    .mount(document.createElement('div'))
  return check
}

describe('a national ID number that is typed', () => {
  test('says whose it can be', () => {
    const { id, says } = saidOf('119909199312102198')
    expect(id.value).toMatchObject({ sex: '1', birthDate: '1993-12-10' })
    expect(says.value).toBe('号码有效 · 男 · 1993-12-10 出生 · 北京市')
  })

  test('is read as it is pasted: spaced, full-width, or in its old form', () => {
    expect(saidOf(' １１９９０９１９９３１２１０２１９８ ').id.value?.number).toBe('119909199312102198')
    expect(saidOf('119907900718758').id.value?.birthDate).toBe('1990-07-18')
  })

  test('says why it can be none, once it is complete', () => {
    const { says, refusal, isComplete } = saidOf('119909199312102190')
    expect([says.value, isComplete.value]).toEqual([undefined, true])
    expect(refusal.value).toContain('校验码')
  })

  test('is not complete on the way', () => expect(saidOf('1199091993').isComplete.value).toBe(false))
})
