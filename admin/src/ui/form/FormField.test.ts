/** @jest-environment jsdom */
import { expect, test } from '@jest/globals'
import { mount } from '@vue/test-utils'
import { defineComponent, h, nextTick, reactive } from 'vue'
import { createI18n } from 'vue-i18n'
import { labels } from '../labels.zh-CN.ts'
import FormField from './FormField.vue'
import { type FieldError, type FormState, provideForm } from './use-mutation-form.ts'

const refusal: FieldError = {
  code: 'RULE_REFUSED',
  field: ['level'],
  message: '支部应有正式党员 3 人以上。',
  rule: { id: 'party.branch.minimum', title: '支部工作条例（试行）', article: '第四条', certainty: 'sure' },
}

test('a field shows what was refused about it and the regulation, and tells screen readers', async () => {
  const refused = reactive<FieldError[]>([])
  const form: FormState = {
    busy: false,
    general: [],
    conflict: false,
    errorsOf: (field) => refused.filter((error) => error.field?.[0] === field),
    claim: () => () => undefined,
    submit: () => Promise.resolve(true),
    resolveConflict: () => Promise.resolve(),
  }
  const Host = defineComponent(() => {
    provideForm(form)
    return () => h(FormField, { name: 'level', label: '层级', hint: '按条例' }, () => h('input'))
  })
  const wrapper = mount(Host, {
    global: { plugins: [createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': labels } })] },
  })
  const input = wrapper.get('input')
  expect(input.attributes('aria-invalid')).toBeUndefined()
  await nextTick()
  expect(wrapper.get('label').attributes('for')).toBe(input.attributes('id'))

  refused.push(refusal)
  await nextTick()
  expect(input.attributes('aria-invalid')).toBe('true')
  const [errorId] = (input.attributes('aria-describedby') ?? '').split(' ')
  const text = wrapper.get(`[id="${errorId}"]`).text()
  expect(text).toContain('支部应有正式党员 3 人以上。')
  expect(text).toContain('支部工作条例（试行）')
  expect(text).toContain('第四条')
})
