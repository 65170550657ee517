import { type NationalId, provinces, readNationalId, refusalText } from '@qizhi/codes'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { type Sex } from '#gql'
import { today } from '#ui/format/day.ts'
import { useMemberVocabulary } from '../use-member-vocabulary.ts'

/** A number that is still being typed is not wrong yet. */
const shortestComplete = 15

/** What a national ID number says by itself while it is typed: whose it can be, or why it is none. */
export function useNationalIdCheck(text: MaybeRefOrGetter<string>) {
  const { t, locale } = useI18n()
  const { sexName } = useMemberVocabulary()
  const reading = computed(() => readNationalId(toValue(text), today()))
  const language = computed(() => (locale.value === 'en' ? 'en' : 'zh'))

  const id = computed(() => (reading.value.ok ? reading.value.value : undefined))
  const refusal = computed(() => (reading.value.ok ? undefined : refusalText(reading.value.refusal, language.value)))
  const isEmpty = computed(() => toValue(text).trim() === '')
  const isComplete = computed(() => toValue(text).replace(/\s/g, '').length >= shortestComplete)

  const says = computed(() => {
    if (!id.value) return undefined
    const province = provinces.byCode(id.value.provinceCode)
    return [
      t('members.nationalId.valid'),
      sexName(sexOf(id.value)),
      t('members.nationalId.born', { day: id.value.birthDate }),
      ...(province ? [language.value === 'en' ? province.en : province.zh] : []),
    ].join(' · ')
  })

  return { id, refusal, isEmpty, isComplete, says }
}

/** The sex that a number says. */
export function sexOf(id: NationalId): Sex {
  return id.sex === '1' ? 'MALE' : 'FEMALE'
}
