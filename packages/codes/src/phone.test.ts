import { expect, it } from '@jest/globals'
import { maskPhone, readPhone } from './index.ts'

it('takes eleven digits as they stand', () => {
  expect(readPhone('19900061981')).toEqual({ ok: true, value: '19900061981' })
})

it.each([
  '+86 19900148435',
  '+86-199-0014-8435',
  '0086 19900148435',
  '8619900148435',
  '199 0014 8435',
  '１９９００１４８４３５',
  '(+86)19900148435',
])('reads %j and tells it', (text) => {
  expect(readPhone(text)).toEqual({ ok: true, value: '19900148435', repaired: { from: text, to: '19900148435' } })
})

it.each([
  ['', 'phone.empty'],
  ['1990014843', 'phone.length'],
  ['199001484350', 'phone.length'],
  ['12900148435', 'phone.prefix'],
  ['02112345678', 'phone.prefix'],
  ['1990014843a', 'phone.characters'],
  ['+1 2025550123', 'phone.characters'],
])('refuses %j: %s', (text, code) => {
  expect(readPhone(text)).toMatchObject({ ok: false, refusal: { code } })
})

it('shows three digits in front and four behind', () => {
  expect(maskPhone('19900061981')).toBe('199****1981')
})
