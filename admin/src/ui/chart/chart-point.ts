/** What was pressed of a chart. */
export interface ChartPoint {
  readonly seriesIndex: number
  readonly dataIndex: number
  readonly name: string
  /** What the option put there. */
  readonly data?: unknown
}
