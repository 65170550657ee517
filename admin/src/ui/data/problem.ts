/** What went wrong, as a page can show it: never a stack, always a number to quote. */
export interface Problem {
  /** One of the codes of the API, or OFFLINE when it could not be reached. */
  readonly code: string
  readonly message: string
  readonly reference: string | undefined
}

interface ErrorLike {
  message?: string
  graphQLErrors?: readonly { message: string; extensions?: Record<string, unknown> }[]
  networkError?: (Error & { statusCode?: number; result?: unknown }) | null
}

/** Reads a problem out of whatever Apollo or fetch threw. */
export function toProblem(error: unknown): Problem {
  const { graphQLErrors, networkError, message } = (error ?? {}) as ErrorLike
  const refusal = graphQLErrors?.[0] ?? firstErrorOf(networkError?.result)
  if (refusal) {
    const { code, requestId } = refusal.extensions ?? {}
    return {
      code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
      message: refusal.message,
      reference: typeof requestId === 'string' ? requestId : undefined,
    }
  }
  if (networkError && networkError.statusCode === undefined) return { code: 'OFFLINE', message: networkError.message, reference: undefined }
  if (networkError)
    return { code: networkError.statusCode === 429 ? 'THROTTLED' : 'UNAVAILABLE', message: networkError.message, reference: undefined }
  return { code: 'INTERNAL_SERVER_ERROR', message: message ?? '', reference: undefined }
}

function firstErrorOf(result: unknown): { message: string; extensions?: Record<string, unknown> } | undefined {
  if (typeof result !== 'object' || result === null || !('errors' in result) || !Array.isArray(result.errors)) return undefined
  return result.errors[0] as { message: string; extensions?: Record<string, unknown> } | undefined
}
