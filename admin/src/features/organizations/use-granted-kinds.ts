import { computed } from 'vue'
import { useSession } from '#app/session/use-session.ts'
import { organizationKinds } from '#app/vocabulary/use-vocabulary.ts'

/** The trees that the viewer has a grant for, in the order in which they are always shown. */
export function useGrantedKinds() {
  const session = useSession()
  return computed(() => {
    const granted = new Set(session.viewer?.grants.flatMap((grant) => grant.kinds))
    return organizationKinds.filter((kind) => granted.has(kind))
  })
}
