import { useI18n } from 'vue-i18n'
import { type ActivityDimension, type CountRowFragment, type OrganizationKind } from '#gql'
import { useVocabulary } from '#app/vocabulary/use-vocabulary.ts'
import { formatCount, formatRate } from '#ui/format/number.ts'
import { keyOf } from './pivot.ts'
import { type Measure } from './report.ts'

/** The words of a report: its dimensions, its measures, its figures. */
export function useCountWords() {
  const { t } = useI18n()
  const { kindName } = useVocabulary()
  return {
    dimensionName: (dimension: ActivityDimension) => t(`counts.dimension.${dimension}`),
    measureName: (measure: Measure) => t(`counts.measure.${measure}`),
    figureText: (measure: Measure, value: number | null) => (measure === 'attendanceRate' ? formatRate(value) : formatCount(value)),
    /** How a row's value of a dimension is called. */
    labelOf(dimension: ActivityDimension, row: CountRowFragment): string {
      if (dimension === 'ORGANIZATION') return row.organization?.name ?? ''
      if (dimension === 'TYPE') return row.type?.name ?? ''
      return dimension === 'KIND' && row.kind ? kindName(row.kind satisfies OrganizationKind) : keyOf(dimension, row)
    },
  }
}
