import type { Page } from 'playwright-core'

/** The table of a report as it stands on the page: its header rows, and its lines with both margins. */
export interface ReportTable {
  /** Row by row, each cell with what it spans. */
  readonly header: readonly (readonly { readonly text: string; readonly columns: number; readonly rows: number }[])[]
  readonly lines: readonly (readonly string[])[]
}

/** Reads the table once it is there with these words over its columns; the one before stays on the page until then. */
export async function reportTable(page: Page, ...headings: readonly string[]): Promise<ReportTable> {
  const table = page.getByRole('table', { name: '统计表' })
  await table.locator('tbody tr').first().waitFor()
  for (const heading of headings) await table.getByRole('columnheader', { name: heading, exact: true }).first().waitFor()
  await page.locator('table[aria-busy="false"]').waitFor()
  return table.evaluate((element) => {
    const said = (cell: Element) => cell.textContent?.trim() ?? ''
    return {
      header: [...element.querySelectorAll('thead tr')].map((row) =>
        [...row.querySelectorAll('th')].map((cell) => ({ text: said(cell), columns: cell.colSpan, rows: cell.rowSpan })),
      ),
      lines: [...element.querySelectorAll('tbody tr, tfoot tr')].map((row) => [...row.querySelectorAll('th, td')].map(said)),
    }
  })
}

/** The words over the columns of a table with one header row. */
export function headingsOf({ header }: ReportTable): string[] {
  return header[0]!.map(({ text }) => text)
}

/** Its figures by `row | column`; margins and zeros are left out. For a table of one row field and one header row. */
export function figuresOf(table: ReportTable): Record<string, number> {
  const headings = headingsOf(table)
  const figures = table.lines
    .slice(0, -1)
    .flatMap(([name, ...cells]) =>
      cells.slice(0, -1).map((cell, index) => [`${name} | ${headings[index + 1]}`, Number(cell.replaceAll(',', ''))] as const),
    )
  return Object.fromEntries(figures.filter(([, figure]) => figure > 0))
}
