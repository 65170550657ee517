import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ImportStep, importSteps } from './import-steps.ts'

/** The steps with their names. */
export function useImportSteps(): ComputedRef<readonly { key: ImportStep; label: string }[]> {
  const { t } = useI18n()
  return computed(() => importSteps.map((key) => ({ key, label: t(`imports.step.${key}`) })))
}
