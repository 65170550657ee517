import { expect, it } from '@jest/globals'
import { refusalTexts } from './refusal-texts.ts'

it.each(Object.entries(refusalTexts))('%s names the same things in both languages', (_code, { zh, en }) => {
  const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  expect(placeholders(en)).toEqual(placeholders(zh))
})
