import { type TypedDocumentNode } from '@apollo/client/core'
import { useApolloClient } from '@vue/apollo-composable'
import { computed, inject, type InjectionKey, provide, reactive, ref, shallowRef } from 'vue'
import { announce } from '../feedback/announce.ts'
import { noticeSuccess } from '../feedback/notices.ts'

/** A refusal that the person can mend; `rule` is the regulation that refused. */
export interface FieldError {
  readonly code: string
  readonly message: string
  readonly field?: readonly string[] | null
  readonly rule?: { readonly id: string; readonly title: string; readonly article?: string | null; readonly certainty: string } | null
}

interface Payload {
  userErrors: readonly FieldError[]
}

interface Options<Data, Input extends object, Values extends object, Answer extends Payload> {
  document: TypedDocumentNode<Data, { input: Input }>
  /** The fields as they stand when the form opens. */
  initial: () => Values
  /** What is sent; the idempotency key is added here. */
  input: (values: Values) => Omit<Input, 'idempotencyKey'>
  payload: (data: Data) => Answer
  /** What was done, in words. */
  success?: (answer: Answer, values: Values) => string
  /** Takes it back, where the domain allows. */
  undo?: (answer: Answer) => (() => Promise<unknown>) | undefined
  done?: (answer: Answer, values: Values) => unknown
  /** Asks for what is needed to show the current state after somebody else changed the object; everything on the screen, by default. */
  refresh?: () => Promise<unknown>
  /** What is sent or answered is nothing to be kept, a password or a number in the clear: no idempotency key, nothing in the cache. */
  unkept?: boolean
  /** Queries to ask again, by name, because the change shows there too. */
  refetch?: string[]
}

/** What FormDialog and FormField need to know of a form. */
export interface FormState {
  readonly busy: boolean
  /** Refusals that belong to no field on the screen. */
  readonly general: readonly FieldError[]
  /** Somebody else changed the object while the form was open. */
  readonly conflict: boolean
  errorsOf(field: string): readonly FieldError[]
  /** A field says that it is on the screen and will show its own refusals. */
  claim(field: string): () => void
  submit(): Promise<boolean>
  resolveConflict(): Promise<void>
}

export interface MutationForm<Values extends object> extends FormState {
  readonly values: Values
  reset(): void
}

/**
 * A form that sends one mutation. Refusals stand at their fields, a stale version becomes a notice with the way on, success is said
 * in words. Sending the same values twice, for instance after a lost connection, is done once: the key belongs to the values.
 */
export function useMutationForm<Data, Input extends object, Values extends object, Answer extends Payload>(
  options: Options<Data, Input, Values, Answer>,
): MutationForm<Values> {
  const { resolveClient } = useApolloClient()
  const values = reactive(options.initial()) as Values
  const busy = ref(false)
  const errors = shallowRef<readonly FieldError[]>([])
  const claimed = reactive(new Map<string, number>())
  let sent: { text: string; key: string } | undefined

  const fieldOf = (error: FieldError) => error.field?.filter((part) => part !== 'input')[0]
  const isConflict = (error: FieldError) => error.code === 'STALE_VERSION'

  async function submit(): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const input = options.input(values)
      const text = JSON.stringify(input)
      if (sent?.text !== text) sent = { text, key: newKey() }
      const { data } = await resolveClient().mutate({
        mutation: options.document,
        variables: { input: { ...input, ...(!options.unkept && { idempotencyKey: sent.key }) } as unknown as Input },
        ...(options.unkept && { fetchPolicy: 'no-cache' as const }),
        ...(options.refetch && { refetchQueries: options.refetch }),
      })
      if (!data) return false
      const answer = options.payload(data)
      errors.value = answer.userErrors
      // an answer ends the attempt: sent again, even the same values are a new one
      sent = undefined
      if (answer.userErrors.length > 0) {
        void announce(answer.userErrors.map((error) => error.message).join(' '))
        return false
      }
      const message = options.success?.(answer, values)
      if (message) noticeSuccess(message, options.undo?.(answer))
      await options.done?.(answer, values)
      return true
    } catch {
      // already said by the client, with its reference; what was typed stays, and the key with it
      return false
    } finally {
      busy.value = false
    }
  }

  const form = reactive({
    values,
    busy,
    general: computed(() => errors.value.filter((error) => !isConflict(error) && !claimed.has(fieldOf(error) ?? ''))),
    conflict: computed(() => errors.value.some(isConflict)),
    errorsOf: (field: string) => errors.value.filter((error) => fieldOf(error) === field),
    claim(field: string) {
      claimed.set(field, (claimed.get(field) ?? 0) + 1)
      return () => {
        const left = (claimed.get(field) ?? 1) - 1
        if (left === 0) claimed.delete(field)
        else claimed.set(field, left)
      }
    },
    submit,
    async resolveConflict() {
      if (options.refresh) await options.refresh()
      else await resolveClient().refetchQueries({ include: 'active' })
      errors.value = errors.value.filter((error) => !isConflict(error))
    },
    reset() {
      Object.assign(values, options.initial())
      errors.value = []
      sent = undefined
    },
  })
  return form as unknown as MutationForm<Values>
}

const formKey: InjectionKey<FormState> = Symbol('form')

/** Makes a form known to the fields inside; FormDialog and FormPage do it. */
export function provideForm(form: FormState): void {
  provide(formKey, form)
}

export function injectForm(): FormState | undefined {
  return inject(formKey, undefined)
}

/** 128 random bits. `crypto.randomUUID` is missing where the intranet has no TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
