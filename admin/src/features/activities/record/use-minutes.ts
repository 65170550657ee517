import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityDetailFragment, UpdateActivityDocument } from '#gql'
import { useSession } from '#app/session/use-session.ts'
import { useDraft } from '#ui/data/use-draft.ts'
import { type Difference } from '#ui/form/ConflictVersions.vue'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

/** The minutes of an activity as they are being written. What is unsaved outlives leaving the page. */
export function useMinutes(activity: () => ActivityDetailFragment) {
  const { t } = useI18n()
  const session = useSession()
  const saved = () => activity().minutes ?? ''
  let base = saved()
  const theirs = ref<string>()

  const form = useMutationForm({
    document: UpdateActivityDocument,
    initial: () => ({ minutes: saved() }),
    input: ({ minutes }) => ({ id: activity().id, version: activity().version, minutes }),
    payload: (data) => data.updateActivity,
    success: () => t('activities.record.minutesSaved'),
    done: () => {
      base = saved()
      form.values.minutes = base
      theirs.value = undefined
    },
    // the refusal brought the current state along
    refresh: () => {
      theirs.value = saved() === base || saved() === form.values.minutes ? undefined : saved()
      base = saved()
      return Promise.resolve()
    },
  })
  const unsaved = computed(() => form.values.minutes !== saved())
  const conflicted = ref(false)
  watch(
    () => form.conflict,
    async (isConflict) => {
      if (!isConflict) return
      await form.resolveConflict()
      // somebody changed something else: that is no reason to ask
      if (theirs.value === undefined) await form.submit()
      else conflicted.value = true
    },
  )
  // what somebody else saved shows at once where nothing was written here
  watch(saved, (now) => {
    if (form.values.minutes !== base || form.busy) return
    base = now
    form.values.minutes = now
  })

  const draft = useDraft({
    key: `minutes ${session.viewer?.id} ${activity().id}`,
    unsaved: () => (unsaved.value ? { base, minutes: form.values.minutes } : undefined),
  })
  if (draft && draft.base === saved()) form.values.minutes = draft.minutes

  const differences = computed<Difference[]>(() =>
    theirs.value === undefined ? [] : [{ key: 'minutes', label: t('activities.minutes'), mine: form.values.minutes, theirs: theirs.value }],
  )
  function discard() {
    form.reset()
    base = saved()
    theirs.value = undefined
    conflicted.value = false
  }
  return { form, unsaved, conflicted, differences, discard }
}
