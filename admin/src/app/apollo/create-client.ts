import { ApolloClient, ApolloLink, from, fromPromise, HttpLink, InMemoryCache } from '@apollo/client/core'
import { onError } from '@apollo/client/link/error'
import { getOperationAST } from 'graphql'
import { type Problem, toProblem } from '#ui/data/problem.ts'
import introspection from '#gql/possible-types.ts'

interface Surroundings {
  language: () => string
  /**
   * The session ended: by the clock, by revocation, elsewhere. Where somebody was at work, it resolves once he has signed in again, and
   * what was asked is asked anew.
   */
  onUnauthenticated: () => Promise<void> | undefined
  /** A failure that no page shows in place. */
  onProblem: (problem: Problem, wasWrite: boolean) => void
  /** Whether the API could be reached the last time it was tried. */
  onReachable: (reachable: boolean) => void
}

/** The one door to the API. */
export function createClient(surroundings: Surroundings): ApolloClient<unknown> {
  const language = new ApolloLink((operation, forward) => {
    operation.setContext({ headers: { 'accept-language': surroundings.language() } })
    return forward(operation).map((answer) => {
      surroundings.onReachable(true)
      return answer
    })
  })

  const failures = onError(({ graphQLErrors, networkError, operation, forward }) => {
    const problem = toProblem({ graphQLErrors, networkError })
    if (problem.code === 'UNAUTHENTICATED') {
      const again = surroundings.onUnauthenticated()
      return again && fromPromise(again).flatMap(() => forward(operation))
    }
    if (problem.code === 'OFFLINE') {
      // a request that its page gave up says nothing about the network
      if (networkError?.name === 'AbortError') return undefined
      surroundings.onReachable(false)
    }
    const { shownInPlace } = operation.getContext()
    const wasWrite = getOperationAST(operation.query)?.operation === 'mutation'
    if (shownInPlace !== true) surroundings.onProblem(problem, wasWrite)
    return undefined
  })

  return new ApolloClient({
    link: from([failures, language, new HttpLink({ uri: '/graphql', credentials: 'same-origin' })]),
    cache: new InMemoryCache({
      possibleTypes: introspection.possibleTypes,
      typePolicies: {
        // they have codes, not ids: one answer may know more of a type than another
        ActivityType: { keyFields: false, merge: true },
        Code: { keyFields: false, merge: true },
        Viewer: { fields: { sessions: { merge: false }, grants: { merge: false } } },
      },
    }),
  })
}
