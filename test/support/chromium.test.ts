import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { launchChromium } from './chromium.ts'

describe('the browser of the tests', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('draws Chinese letters, each with its own shape', async () => {
    const page = await browser.newPage()
    await page.setContent('<canvas width="40" height="40"></canvas>')
    const drawn = await page.evaluate(
      (letters) => {
        const context = document.querySelector('canvas')?.getContext('2d')
        if (!context) return []
        return letters.map((letter) => {
          context.clearRect(0, 0, 40, 40)
          context.font = '32px sans-serif'
          context.fillText(letter, 2, 34)
          return [...context.getImageData(0, 0, 40, 40).data].join()
        })
      },
      ['旗', '帜', '党'],
    )
    // a missing letter is a box, the same one for each
    expect(new Set(drawn).size).toBe(3)
  })
})
