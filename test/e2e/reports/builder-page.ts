import type { Page } from 'playwright-core'

/** In milliseconds: a whole story takes its time on a machine that is busy with other tests. */
export const story = 180_000

/** Where fields are put. */
export const shelf = (page: Page, name: 'rows' | 'columns' | 'measures') => page.locator(`[data-shelf="${name}"]`)

/** One that may be added. */
export const field = (page: Page, name: string) => page.getByRole('region', { name: '可用字段' }).getByRole('button', { name, exact: true })

/** One that was added. */
export const chip = (page: Page, name: string) => page.getByRole('button', { name: `${name}，移动或移除` })

/** What stands in the address. */
export const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name)
