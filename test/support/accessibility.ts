import { expect } from '@jest/globals'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What somebody who cannot see, or uses no mouse, stumbles over; lighter findings are advice. */
const impacts = ['serious', 'critical']

/** Fails for anything on the page that axe calls serious or critical, and names the elements. */
export async function expectAccessible(page: Page): Promise<void> {
  // a contrast is measured wrongly while something fades in
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.playState !== 'running' || animation.effect?.getTiming().iterations === Infinity),
  )
  // evaluated, not added as a script, which the content security policy forbids
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const inPage = window as unknown as { axe: typeof axe }
    const results = await inPage.axe.run(document, { resultTypes: ['violations'] })
    return results.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      elements: nodes.map(({ target, failureSummary }) => `${String(target)}: ${failureSummary}`),
    }))
  })
  expect(violations.filter(({ impact }) => impacts.includes(impact ?? ''))).toEqual([])
}
