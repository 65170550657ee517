import { normaliseNationalId } from '@qizhi/codes'
import { useI18n } from 'vue-i18n'
import { type FindMemberByNationalIdMutation, FindMemberByNationalIdDocument } from '#gql'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

type Found = NonNullable<FindMemberByNationalIdMutation['findMemberByNationalId']['member']>

/** Finds a person by the whole number, for a purpose that is recorded. The number goes in the body of one request and is forgotten. */
export function useFindMember(found: (member: Found) => unknown) {
  const { t } = useI18n()
  const form = useMutationForm({
    document: FindMemberByNationalIdDocument,
    initial: () => ({ nationalId: '', purpose: '' }),
    input: ({ nationalId, purpose }) => ({ nationalId: normaliseNationalId(nationalId), purpose: purpose.trim() }),
    payload: ({ findMemberByNationalId: answer }) => {
      if (answer.member || answer.userErrors.length > 0) return answer
      return { ...answer, userErrors: [{ code: 'NOT_FOUND', field: ['nationalId'], message: t('members.findDialog.none') }] }
    },
    done: ({ member }) => member && found(member),
    unkept: true,
  })
  return form
}
