import type { Page } from 'playwright-core'

/** The counted table as it stands on the page: its headings, and its lines with both margins. */
export interface CountedTable {
  readonly headings: readonly string[]
  readonly lines: readonly (readonly string[])[]
}

/** Reads the table once it is there; the chart above it takes no part. */
export async function countedTable(page: Page): Promise<CountedTable> {
  const table = page.getByRole('table', { name: '统计表' })
  await table.locator('tbody tr').first().waitFor()
  return table.evaluate((element) => {
    const texts = (row: Element) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')
    return { headings: texts(element.querySelector('thead tr')!), lines: [...element.querySelectorAll('tbody tr, tfoot tr')].map(texts) }
  })
}

/** Its figures by `row | column`; margins and zeros are left out. */
export function figuresOf({ headings, lines }: CountedTable): Record<string, number> {
  const figures = lines
    .slice(0, -1)
    .flatMap(([name, ...cells]) =>
      cells.slice(0, -1).map((cell, index) => [`${name} | ${headings[index + 1]}`, Number(cell.replaceAll(',', ''))] as const),
    )
  return Object.fromEntries(figures.filter(([, figure]) => figure > 0))
}
