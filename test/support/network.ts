import type { Page } from 'playwright-core'

/** In milliseconds: for how long a page has asked for nothing when nothing more is to be expected of it. */
const still = 80

/** Watches what the page fetches, from now on. The function that it returns waits until all of it has come. */
export function quietened(page: Page): () => Promise<void> {
  let open = 0
  let last = Date.now()
  const change = (by: number) => () => {
    open += by
    last = Date.now()
  }
  page.on('request', change(1))
  page.on('requestfinished', change(-1))
  page.on('requestfailed', change(-1))
  return async () => {
    last = Date.now()
    while (open > 0 || Date.now() - last < still) await page.waitForTimeout(still / 4)
  }
}
