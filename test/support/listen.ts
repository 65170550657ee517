import type { Page } from 'playwright-core'

/**
 * Listens to what the page says to those who do not see it, from now on. The function that it returns waits until the words were said,
 * also when something else has been said since.
 */
export async function listen(page: Page): Promise<(words: string) => Promise<void>> {
  const heard = await page.evaluateHandle(() => {
    const said: string[] = []
    const region = document.querySelector('.visually-hidden[role="status"]')!
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true })
    return said
  })
  return async (words) => {
    await page.waitForFunction(({ said, words }) => said.some((text) => text.includes(words)), { said: heard, words })
  }
}
