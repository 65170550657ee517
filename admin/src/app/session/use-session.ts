import { useApolloClient } from '@vue/apollo-composable'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { type ViewerFragment, SessionDocument, SignInDocument, SignOutDocument } from '#gql'
import { type Problem, toProblem } from '#ui/data/problem.ts'
import { shownInPlace } from '#ui/data/use-record.ts'
import { type FieldError } from '#ui/form/use-mutation-form.ts'

/** Who is signed in and what he may do. The API says it; nothing here derives a right. */
export const useSession = defineStore('session', () => {
  const { client } = useApolloClient()
  const viewer = shallowRef<ViewerFragment | null>(null)
  const problem = shallowRef<Problem>()
  const known = ref(false)
  const lapsed = ref(false)
  let comeBack = comingBack()
  const permissions = computed(() => new Set(viewer.value?.permissions))

  /** Asks who is signed in, once; `problem` says when the API could not tell. */
  async function load(): Promise<void> {
    if (known.value) return
    try {
      const { data } = await client.query({ query: SessionDocument, fetchPolicy: 'network-only', context: shownInPlace })
      viewer.value = data.viewer ?? null
      problem.value = undefined
      known.value = true
    } catch (error) {
      problem.value = toProblem(error)
      // an old cookie is the same as none
      known.value = problem.value.code === 'UNAUTHENTICATED'
      if (known.value) problem.value = undefined
    }
  }

  /** Signs in; what comes back is what was refused. */
  async function signIn(username: string, password: string): Promise<readonly FieldError[]> {
    const { data } = await client.mutate({ mutation: SignInDocument, variables: { input: { username, password } } })
    if (data?.signIn.viewer) {
      // nothing of whoever was here before stays in memory
      await client.clearStore()
      viewer.value = data.signIn.viewer
      known.value = true
    }
    return data?.signIn.userErrors ?? []
  }

  /**
   * The session ended while its person is at work: everything on the screen stays, and he is asked for his password over it. Resolves
   * once he is back.
   */
  function lapse(): Promise<void> {
    lapsed.value = true
    return comeBack.promise
  }

  /** Signs in again whoever is at work; what comes back is what was refused. */
  async function resume(password: string): Promise<readonly FieldError[]> {
    const { data } = await client.mutate({
      mutation: SignInDocument,
      variables: { input: { username: viewer.value?.username ?? '', password } },
    })
    if (data?.signIn.viewer) {
      viewer.value = data.signIn.viewer
      lapsed.value = false
      comeBack.resolve()
      comeBack = comingBack()
    }
    return data?.signIn.userErrors ?? []
  }

  async function signOut(): Promise<void> {
    await client.mutate({ mutation: SignOutDocument })
    forget()
    await client.clearStore()
  }

  /** The session is over, whoever ended it. */
  function forget(): void {
    viewer.value = null
    known.value = true
  }

  /** Asks again, after something about the account changed. */
  async function reload(): Promise<void> {
    known.value = false
    await load()
  }

  return {
    viewer,
    problem,
    known,
    lapsed,
    load,
    reload,
    signIn,
    lapse,
    resume,
    signOut,
    forget,
    can: (permission: string) => permissions.value.has(permission),
  }
})

function comingBack(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
