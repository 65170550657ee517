import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave, onBeforeRouteUpdate, type RouteLocationNormalized } from 'vue-router'
import { confirm } from '#ui/feedback/confirm.ts'
import { type Builder } from './use-builder.ts'

/** Asks before changes are left behind. Whoever follows a row of the ledger comes back to them with the back button, and is not asked. */
export function useLeaving(builder: Builder): void {
  const { t } = useI18n()
  async function mayLeave(to: RouteLocationNormalized, from: RouteLocationNormalized) {
    if (to.path === from.path || !builder.touched.value || !builder.isDirty.value || builder.isBlank.value) return true
    if (builder.cell.value !== undefined || to.meta.public) return true
    return confirm({
      title: t('ui.draft.leave'),
      message: t('reports.leaving'),
      confirm: t('ui.draft.discard'),
      cancel: t('ui.draft.stay'),
    })
  }
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate(mayLeave)
}
