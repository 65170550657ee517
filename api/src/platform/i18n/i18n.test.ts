import { describe, expect, test } from '@jest/globals'
import { languageOf } from './language.ts'
import { platformTexts } from './platform-texts.ts'
import { defineTexts, speaker } from './texts.ts'

describe('the language of an answer', () => {
  test.each([
    [{}, 'zh-CN'],
    [{ accepted: 'en' }, 'en'],
    [{ accepted: 'en-GB,en;q=0.9,zh-CN;q=0.8' }, 'en'],
    [{ accepted: 'fr;q=1.0, zh-TW;q=0.9, en;q=0.5' }, 'zh-CN'],
    [{ accepted: 'en;q=0.1, zh;q=0.2' }, 'zh-CN'],
    [{ accepted: 'en;q=0' }, 'zh-CN'],
    [{ accepted: `'||pg_sleep(3)--, ;;q=, ,` }, 'zh-CN'],
    [{ accepted: 'zh', own: 'en' }, 'en'],
    [{ accepted: 'en', own: 'klingon' }, 'en'],
  ])('for %j is %s', (headers, language) => {
    expect(languageOf(headers)).toBe(language)
  })
})

describe('texts', () => {
  const say = speaker([platformTexts]) as unknown as (language: string, key: string, params?: object) => string

  test('are said with their values', () => {
    expect(say('zh-CN', 'graph.first', { most: 200 })).toBe('first 应为 1 至 200 的整数。')
    expect(say('en', 'graph.first', { most: 200 })).toBe('first must be an integer from 1 to 200.')
  })

  test('know plurals, and take values as they are', () => {
    const texts = defineTexts({
      'zh-CN': { found: '{count} 人：{name}' },
      en: { found: '{count, plural, one {# person} other {# people}}: {name}' },
    })
    const told = speaker([texts]) as unknown as (language: string, key: string, params?: object) => string
    expect(told('en', 'found', { count: 1, name: '<b>{x}' })).toBe('1 person: <b>{x}')
    expect(told('en', 'found', { count: 2, name: '' })).toBe('2 people: ')
  })

  test('belong to one module each', () => {
    expect(() => speaker([platformTexts, platformTexts])).toThrow('Two modules bring a text error.unauthenticated')
  })

  test('can all be said in both languages, with the same values', () => {
    for (const key of Object.keys(platformTexts.en)) {
      const names = (language: 'zh-CN' | 'en') =>
        [...platformTexts[language][key as 'error.internal'].matchAll(/\{(\w+)/g)].map((match) => match[1]).sort()
      expect({ key, names: names('zh-CN') }).toEqual({ key, names: names('en') })
      const values = Object.fromEntries(names('en').map((name) => [name!, 1]))
      for (const language of ['zh-CN', 'en']) expect(say(language, key, values)).not.toMatch(/[{}]/)
    }
  })
})
