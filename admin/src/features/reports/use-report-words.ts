import { useI18n } from 'vue-i18n'
import { type CountSource, type ReportDimension, type ReportMeasure, type ReportUnit } from '#gql'
import { formatCount } from '#ui/format/number.ts'

const percent = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** The words of reports: dimensions, measures, figures. */
export function useReportWords() {
  const { t, te } = useI18n()
  return {
    sourceName: (source: CountSource) => t(`reports.source.${source}`),
    dimensionName: (dimension: ReportDimension) => t(`reports.dimension.${dimension}`),
    measureName(source: CountSource, measure: ReportMeasure) {
      const own = `reports.measure.${source}_${measure}`
      return te(own) ? t(own) : t(`reports.measure.${measure}`)
    },
    /** As files write it: ten-thousandths as a percentage with two decimals. */
    figureText: (unit: ReportUnit, value: number | null) =>
      unit === 'TEN_THOUSANDTHS' && value !== null ? `${percent.format(value / 100)}%` : formatCount(value),
  }
}
