import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityDetailFragment, UpdateActivityDocument } from '#gql'
import { type Difference } from '#ui/form/ConflictVersions.vue'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { formatMoment } from '#ui/format/day.ts'
import { type ActivityValues, type NamedId, sent } from '../plan/activity-values.ts'
import { changes, rebased } from './rebase.ts'

interface EditValues extends ActivityValues {
  coOrganizers: NamedId[]
}

/** The form that changes what is said of an activity. Only what was changed is sent, so two people can change different things. */
export function useEdit(activity: () => ActivityDetailFragment | undefined) {
  const { t } = useI18n()
  let base = valuesOf(activity())
  const differing = ref<readonly (keyof EditValues)[]>([])

  const form = useMutationForm({
    document: UpdateActivityDocument,
    initial: () => (base = valuesOf(activity())),
    input: (values) => {
      const { coOrganizers, ...changed } = changes(base, { ...values })
      const texts = sent({ ...base, ...changed })
      return {
        id: activity()?.id ?? '',
        version: activity()?.version ?? 0,
        ...Object.fromEntries(Object.entries(texts).filter(([key]) => key in changed)),
        ...(coOrganizers && { coOrganizerIds: coOrganizers.map(({ id }) => id) }),
      }
    },
    payload: (data) => data.updateActivity,
    success: () => t('activities.editing.saved'),
    // the refusal brought the current state along
    refresh: () => {
      const theirs = valuesOf(activity())
      const carried = rebased(base, { ...form.values }, theirs)
      base = theirs
      Object.assign(form.values, carried.values)
      differing.value = carried.differing
      return Promise.resolve()
    },
  })
  const conflicted = ref(false)
  watch(
    () => form.conflict,
    async (isConflict) => {
      if (!isConflict) return
      await form.resolveConflict()
      conflicted.value = true
    },
  )

  const names: Record<keyof EditValues, string> = {
    title: 'activities.name',
    plannedStart: 'activities.plannedStart',
    topic: 'activities.topic',
    place: 'activities.place',
    host: 'activities.host',
    agenda: 'activities.agenda',
    coOrganizers: 'activities.coOrganizers',
  }
  const differences = computed<Difference[]>(() =>
    differing.value.map((key) => ({
      key,
      label: t(names[key]),
      mine: said(form.values, key),
      theirs: said(valuesOf(activity()), key),
    })),
  )
  function take(key: string) {
    const field = key as keyof EditValues
    Object.assign(form.values, { [field]: valuesOf(activity())[field] })
    differing.value = differing.value.filter((other) => other !== field)
  }
  function reset() {
    form.reset()
    conflicted.value = false
    differing.value = []
  }
  return { form, conflicted, differences, take, reset }
}

function valuesOf(activity: ActivityDetailFragment | undefined): EditValues {
  return {
    title: activity?.title ?? '',
    plannedStart: activity?.plannedStart ?? '',
    topic: activity?.topic ?? '',
    place: activity?.place ?? '',
    host: activity?.host ?? '',
    agenda: activity?.agenda ?? '',
    coOrganizers: (activity?.coOrganizers ?? []).map(({ id, name }) => ({ id, name })),
  }
}

function said(values: EditValues, key: keyof EditValues): string {
  if (key === 'coOrganizers') return values.coOrganizers.map(({ name }) => name).join(' / ')
  return key === 'plannedStart' && values.plannedStart !== '' ? formatMoment(values.plannedStart) : values[key]
}
