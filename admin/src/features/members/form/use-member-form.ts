import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { CreateMemberDocument, type MemberDetailFragment, UpdateMemberDocument } from '#gql'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { createInput, emptyMember, isChanged, updateInput, valuesOf } from './member-values.ts'

/** Registers somebody new. */
export function useCreateMember(employerUnitId: string | undefined, created: (member: MemberDetailFragment) => unknown) {
  const { t } = useI18n()
  const form = useMutationForm({
    document: CreateMemberDocument,
    initial: () => emptyMember(employerUnitId),
    input: createInput,
    payload: (data) => data.createMember,
    success: ({ member }) => t('members.created', { name: member?.name ?? '' }),
    done: ({ member }) => member && created(member),
  })
  return { form, dirty: computed(() => isChanged(form.values, emptyMember(employerUnitId))) }
}

/** Changes somebody's entry: only what was touched is sent. */
export function useUpdateMember(member: () => MemberDetailFragment, refresh: () => Promise<unknown>, updated: () => unknown) {
  const { t } = useI18n()
  // the comparison is with what the form showed, not with what somebody else made of it meanwhile
  const opened = valuesOf(member())
  const form = useMutationForm({
    document: UpdateMemberDocument,
    initial: () => valuesOf(member()),
    input: (values) => updateInput(member().id, member().version, values, opened),
    payload: (data) => data.updateMember,
    success: (answer, values) => t('members.updated', { name: answer.member?.name ?? values.name }),
    done: updated,
    refresh,
  })
  return { form, dirty: computed(() => isChanged(form.values, opened)) }
}
