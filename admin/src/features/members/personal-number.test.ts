import { expect, test } from '@jest/globals'
import { isPersonalNumber } from './personal-number.ts'

test.each([
  '119909199312102198',
  '11990919931210219X',
  ' 1199 0919 9312 1021 98',
  '１１９９０９１９９３１２１０２１９８',
  '119909931210219',
  '138 1234 5678',
  '119909199',
])('%s is a number of a person, or begins one', (text) => expect(isPersonalNumber(text)).toBe(true))

test.each(['周海成', 'zhc', 'M0000380', 'HR0700001', '20190001', ''])('%s is not', (text) => expect(isPersonalNumber(text)).toBe(false))
