import { expect, it } from '@jest/globals'
import { readCreditCode } from './index.ts'

it('takes a code whose check character is right', () => {
  expect(readCreditCode('91350100M000100Y43')).toEqual({ ok: true, value: '91350100M000100Y43' })
})

it('repairs small and full-width letters and tells it', () => {
  expect(readCreditCode(' 91350100m000100y43')).toMatchObject({ ok: true, value: '91350100M000100Y43', repaired: {} })
})

it.each([
  ['', 'credit-code.empty'],
  ['91350100M000100Y4', 'credit-code.format'],
  ['91350100I000100Y43', 'credit-code.format'],
  ['91350100M000100Y44', 'credit-code.check-character'],
])('refuses %j: %s', (text, code) => {
  expect(readCreditCode(text)).toMatchObject({ ok: false, refusal: { code } })
})
