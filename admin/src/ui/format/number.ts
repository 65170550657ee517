const grouped = new Intl.NumberFormat('en-US')
const rate = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** 12,345; a dash where there is no number. */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : grouped.format(value)
}

/** Ten-thousandths as a percentage: 9525 is 95.3 %. */
export function formatRate(tenThousandths: number | null | undefined): string {
  return tenThousandths === null || tenThousandths === undefined ? '–' : `${rate.format(tenThousandths / 100)}%`
}
