import { computed, type Ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityDetailFragment, ArchiveActivityDocument, CancelActivityDocument, HoldActivityDocument } from '#gql'
import { dayOf, today } from '#ui/format/day.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { unsaidOf } from '../attendance/unsaid.ts'
import { useActivity } from './use-activity.ts'

/** What becomes of an activity, one step after the other. */
export type Step = 'hold' | 'archive' | 'cancel'

/** The forms behind the steps. They ask for the activity as it is when they are opened. */
export function useSteps(activityId: () => string | undefined, step: Ref<Step | undefined>, done: (step: Step) => unknown) {
  const { t } = useI18n()
  const { activity, refetch } = useActivity(() => (step.value === undefined ? undefined : activityId()))
  const version = () => ({ id: activity.value?.id ?? '', version: activity.value?.version ?? 0 })
  const titled = (key: string) => t(key, { title: activity.value?.title ?? '' })

  const hold = useMutationForm({
    document: HoldActivityDocument,
    initial: () => ({ heldOn: usualDay(activity.value), minutes: activity.value?.minutes ?? '' }),
    input: ({ heldOn, minutes }) => ({ ...version(), heldOn, ...(minutes !== (activity.value?.minutes ?? '') && { minutes }) }),
    payload: (data) => data.holdActivity,
    success: () => titled('activities.holding.held'),
    done: () => done('hold'),
    refresh: refetch,
  })
  const archive = useMutationForm({
    document: ArchiveActivityDocument,
    initial: () => ({}),
    input: version,
    payload: (data) => data.archiveActivity,
    success: () => titled('activities.archiving.archived'),
    done: () => done('archive'),
    refresh: refetch,
  })
  const cancel = useMutationForm({
    document: CancelActivityDocument,
    initial: () => ({ reason: '' }),
    input: ({ reason }) => ({ ...version(), reason: reason.trim() }),
    payload: (data) => data.cancelActivity,
    success: () => titled('activities.cancelling.cancelled'),
    done: () => done('cancel'),
    refresh: refetch,
  })

  // the form is filled once it is known of what
  watch([step, () => activity.value?.id], () => [hold, archive, cancel].forEach((form) => form.reset()))

  const openOf = (which: Step) =>
    computed({ get: () => step.value === which && activity.value !== undefined, set: (open) => (step.value = open ? which : undefined) })
  const unsaid = computed(() => (activity.value ? unsaidOf(activity.value) : 0))
  return { activity, unsaid, hold, archive, cancel, holding: openOf('hold'), archiving: openOf('archive'), cancelling: openOf('cancel') }
}

/** The planned day, or today when that is still to come. */
function usualDay(activity: ActivityDetailFragment | undefined): string {
  const planned = activity ? dayOf(activity.plannedStart) : today()
  return planned < today() ? planned : today()
}
