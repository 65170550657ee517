import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAsOf } from '#app/scope/use-as-of.ts'

/** What the count of a year's activities is called: this year's, or those of the year that is looked at. */
export function useActivityLabel() {
  const { t } = useI18n()
  const { asOf } = useAsOf()
  return computed(() =>
    asOf.value === undefined
      ? t('organizations.activitiesThisYear')
      : t('organizations.activitiesOfYear', { year: asOf.value.slice(0, 4) }),
  )
}
