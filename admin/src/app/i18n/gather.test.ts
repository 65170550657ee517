import { expect, test } from '@jest/globals'
import { createI18n } from 'vue-i18n'
import { gather } from './gather.ts'

test('texts of several files are one, with their slots filled wherever and however often they stand', () => {
  const { t, setLocaleMessage } = createI18n({ legacy: false, locale: 'zh-CN' as string, messages: {} }).global
  setLocaleMessage(
    'zh-CN',
    gather({ a: { members: { one: { many: '{name}：{count} 人，{name}' } } }, b: { app: { plain: 'a@b | 党员' } } }),
  )
  expect(t('members.one.many', { name: '张三', count: 0 })).toBe('张三：0 人，张三')
  expect(t('app.plain')).toBe('a@b | 党员')
})

test('a name belongs to one file', () => {
  expect(() => gather({ a: { app: {} }, b: { app: {} } })).toThrow('b exist already')
})
