import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from '@jest/globals'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What somebody who cannot see, or uses no mouse, stumbles over; lighter findings are advice. */
const impacts = ['serious', 'critical']

/** The smaller of its two builds, since each document reads it anew. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface InPage {
  readonly axe: typeof axe & {
    /** What it knows of its rules beyond `getRules`; nothing its documentation promises. */
    readonly _audit?: { readonly rules: readonly { readonly id: string; readonly impact?: string }[] }
  }
}

/** Fails for anything on the page that axe calls serious or critical, and names the elements. */
export async function expectAccessible(page: Page): Promise<void> {
  // a contrast is measured wrongly while something fades in
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.playState !== 'running' || animation.effect?.getTiming().iterations === Infinity),
  )
  // evaluated, not added as a script, which the content security policy forbids; once for each document
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const violations = await page.evaluate(async (impacts) => {
    const { axe } = window as unknown as InPage
    // a rule that is never more than advice need not run: axe gives each finding the impact of its rule, where the rule has one
    const advice = (axe._audit?.rules ?? []).filter(({ impact }) => impact !== undefined && !impacts.includes(impact))
    const results = await axe.run(document, {
      resultTypes: ['violations'],
      rules: Object.fromEntries(advice.map(({ id }) => [id, { enabled: false }])),
    })
    return results.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      elements: nodes.map(({ target, failureSummary }) => `${String(target)}: ${failureSummary}`),
    }))
  }, impacts)
  expect(violations.filter(({ impact }) => impacts.includes(impact ?? ''))).toEqual([])
}
