import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityRowFragment, PlanActivityDocument, PlanningOrganizationDocument } from '#gql'
import { useScope } from '#app/scope/use-scope.ts'
import { useSession } from '#app/session/use-session.ts'
import { useRecord } from '#ui/data/use-record.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { dayOf } from '#ui/format/day.ts'
import { momentOf } from '#ui/format/moment.ts'
import { heldBy, useActivityTypes } from '../use-activity-types.ts'
import { type ActivityValues, type Exclusion, type NamedId, sent } from './activity-values.ts'

export interface PlanValues extends ActivityValues {
  organizationId: string | undefined
  typeCode: string
  coOrganizers: NamedId[]
  exclusions: Exclusion[]
}

const usualTime = '09:00'

/** The form that plans an activity: who holds it decides what it may be, and that suggests what it is called. */
export function usePlan(options: { day: () => string | undefined; planned: (activity: ActivityRowFragment) => unknown }) {
  const { t } = useI18n()
  const { organizationId: scoped } = useScope()
  const session = useSession()
  const catalogue = useActivityTypes()

  const form = useMutationForm({
    document: PlanActivityDocument,
    initial: (): PlanValues => {
      const day = options.day()
      return {
        organizationId: scoped.value ?? soleOrganization(session.viewer?.grants ?? []),
        typeCode: '',
        title: '',
        plannedStart: day === undefined ? '' : momentOf(day, usualTime),
        topic: '',
        place: '',
        host: '',
        agenda: '',
        coOrganizers: [],
        exclusions: [],
      }
    },
    input: (values) => ({
      ...sent(values),
      organizationId: values.organizationId ?? '',
      typeCode: values.typeCode,
      coOrganizerIds: values.coOrganizers.map(({ id }) => id),
      exclusions: values.exclusions.map(({ id, reason }) => ({ memberId: id, reason: reason.trim() })),
    }),
    payload: (data) => data.planActivity,
    success: ({ activity }) =>
      activity === null || activity === undefined
        ? ''
        : t(activity.expectedCount > 0 ? 'activities.planning.planned' : 'activities.planning.plannedFree', {
            title: activity.title,
            expected: activity.expectedCount,
          }),
    done: ({ activity }) => activity && options.planned(activity),
  })

  const record = useRecord({
    document: PlanningOrganizationDocument,
    variables: () => ({ id: form.values.organizationId ?? '' }),
    enabled: () => form.values.organizationId !== undefined,
  })
  const organization = computed(() =>
    record.data.value?.organization?.id === form.values.organizationId ? record.data.value?.organization : undefined,
  )
  const mayPlan = computed(() => organization.value?.viewerCan.includes('PLAN_ACTIVITY') ?? false)
  const types = computed(() => (organization.value ? heldBy(catalogue.types.value, organization.value) : []))
  const type = computed(() => types.value.find(({ code }) => code === form.values.typeCode))

  // another organiser may not hold everything that the last one may
  watch(types, (possible) => {
    if (organization.value && !possible.some(({ code }) => code === form.values.typeCode)) form.values.typeCode = ''
  })

  // a title of the person's own is never overwritten
  let suggested = ''
  watch([type, () => form.values.plannedStart], ([of, start]) => {
    if (!of || start === '' || (form.values.title !== '' && form.values.title !== suggested)) return
    const day = dayOf(start)
    suggested = t('activities.planning.suggestion', { type: of.name, year: day.slice(0, 4), month: Number(day.slice(5, 7)) })
    form.values.title = suggested
  })

  const ready = computed(
    () =>
      mayPlan.value &&
      type.value !== undefined &&
      form.values.title.trim() !== '' &&
      form.values.plannedStart !== '' &&
      form.values.exclusions.every(({ reason }) => reason.trim() !== ''),
  )
  return { form, organization, mayPlan, type, groups: computed(() => catalogue.grouped(types.value)), ready }
}

/** A secretary's one organisation needs no choosing. */
function soleOrganization(grants: readonly { organization?: { id: string } | null | undefined }[]): string | undefined {
  const ids = new Set(grants.map((grant) => grant.organization?.id))
  const [id] = ids
  return ids.size === 1 ? id : undefined
}
