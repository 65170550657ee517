import { useI18n } from 'vue-i18n'
import { type DeliveryRowFragment } from '#gql'
import { formatBytes } from '#ui/format/bytes.ts'
import { formatMoment } from '#ui/format/day.ts'

/** Deliveries and their attempts in words. */
export function useAttemptText() {
  const { t } = useI18n()
  return {
    /** `人员 新增` */
    deliveryText: ({ entity, op }: Pick<DeliveryRowFragment, 'entity' | 'op'>) =>
      t('webhooks.log.object', { entity: t(`webhooks.entity.${entity}`), op: t(`webhooks.op.${op}`) }),
    /** When, with which answer, how long and how much. */
    attemptText({ at, statusCode, problem, milliseconds, bytes }: DeliveryRowFragment['attempts'][number]): string {
      const answer = problem === null || problem === undefined ? t('webhooks.log.taken') : t(`webhooks.failure.${problem}`)
      const result = statusCode == null ? answer : `${answer} ${statusCode}`
      return t('webhooks.log.attempt', { at: formatMoment(at), result, ms: milliseconds, bytes: formatBytes(bytes) })
    },
  }
}
