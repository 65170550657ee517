import { useI18n } from 'vue-i18n'
import { type ReportDimension, type ReportMeasure } from '#gql'
import { announce } from '#ui/feedback/announce.ts'
import { noticeProblem } from '#ui/feedback/notices.ts'
import { type Builder } from '../builder/use-builder.ts'
import { moved, placed, type Shelf, usualShelf, without } from '../definition/definition.ts'
import { mostDimensions } from '../definition/sources.ts'
import { useReportWords } from '../use-report-words.ts'

/** Where a chip can stand. */
export type Place = Shelf | 'measures'

/** Moves of chips, by whatever means; each is said to those who do not see it. */
export function useFields(builder: Builder) {
  const { t } = useI18n()
  const { dimensionName, measureName } = useReportWords()

  function place(dimension: ReportDimension, shelf: Shelf, at: number) {
    const before = builder.definition.value
    const next = placed(before, dimension, shelf, at, mostDimensions)
    if (next === before) return noticeProblem(t('reports.fields.full', { most: mostDimensions }))
    builder.change(next)
    void announce(
      t('reports.fields.moved', {
        field: dimensionName(dimension),
        shelf: t(`reports.fields.${shelf}`),
        place: next[shelf].indexOf(dimension) + 1,
        count: next[shelf].length,
      }),
    )
  }

  function placeMeasure(measure: ReportMeasure, at: number) {
    const measures = moved(builder.definition.value.measures, measure, at)
    builder.change({ measures })
    void announce(
      t('reports.fields.moved', {
        field: measureName(builder.definition.value.source, measure),
        shelf: t('reports.fields.measures'),
        place: measures.indexOf(measure) + 1,
        count: measures.length,
      }),
    )
  }

  return {
    place,
    placeMeasure,
    /** Where it usually goes, at the end. */
    add(dimension: ReportDimension) {
      const shelf = usualShelf(builder.definition.value, dimension)
      place(dimension, shelf, builder.definition.value[shelf].length)
    },
    addMeasure: (measure: ReportMeasure) => placeMeasure(measure, builder.definition.value.measures.length),
    remove(dimension: ReportDimension) {
      builder.change(without(builder.definition.value, dimension))
      void announce(t('reports.fields.removed', { field: dimensionName(dimension) }))
    },
    removeMeasure(measure: ReportMeasure) {
      const measures = builder.definition.value.measures.filter((each) => each !== measure)
      if (measures.length === 0) return noticeProblem(t('reports.fields.lastMeasure'))
      builder.change({ measures })
      void announce(t('reports.fields.removed', { field: measureName(builder.definition.value.source, measure) }))
    },
    swap() {
      const { rows, columns } = builder.definition.value
      builder.change({ rows: columns, columns: rows })
      void announce(t('reports.fields.swapped'))
    },
  }
}

export type Fields = ReturnType<typeof useFields>
