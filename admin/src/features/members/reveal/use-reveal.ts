import { useIntervalFn } from '@vueuse/core'
import { computed, onScopeDispose, ref } from 'vue'
import { type RevealableField, RevealMemberDocument } from '#gql'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'

/** How long a number stands on the screen in the clear. */
export const secondsShown = 30

/**
 * A number in the clear, for a purpose that goes into the member's history. It lives in this component only, and is gone when its time
 * is up or the page is left.
 */
export function useReveal(memberId: () => string, field: () => RevealableField, revealed: () => void) {
  const number = ref<string>()
  const secondsLeft = ref(0)
  let until = 0

  // the clock is asked, since a window in the background ticks slowly
  const { pause, resume } = useIntervalFn(
    () => {
      secondsLeft.value = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      if (secondsLeft.value === 0) hide()
    },
    250,
    { immediate: false },
  )

  function show(clear: string) {
    number.value = clear
    until = Date.now() + secondsShown * 1000
    secondsLeft.value = secondsShown
    resume()
  }

  function hide() {
    pause()
    number.value = undefined
    secondsLeft.value = 0
  }
  onScopeDispose(hide)

  const form = useMutationForm({
    document: RevealMemberDocument,
    initial: () => ({ purpose: '' }),
    input: ({ purpose }) => ({ memberId: memberId(), fields: [field()], purpose: purpose.trim() }),
    payload: (data) => data.revealMember,
    done: ({ nationalId, phone }) => {
      const clear = field() === 'NATIONAL_ID' ? nationalId : phone
      if (clear) show(clear)
      revealed()
    },
    unkept: true,
  })

  return { number: computed(() => number.value), secondsLeft: computed(() => secondsLeft.value), hide, form }
}
