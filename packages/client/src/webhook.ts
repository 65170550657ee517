import { Webhook } from 'standardwebhooks'

/**
 * The content of a webhook that was signed with one of the secrets (several while they are rotated), by Standard Webhooks. `body` is the text as it came.
 * @throws WebhookVerificationError for a signature that does not fit, or a moment more than five minutes away
 */
export function verifiedWebhook<Content>(
  secrets: string | readonly string[],
  headers: Readonly<Record<string, string>>,
  body: string,
): Content {
  const all = typeof secrets === 'string' ? [secrets] : secrets
  let failure: unknown = new Error('There is no secret to verify with.')
  for (const secret of all) {
    try {
      return new Webhook(secret).verify(body, { ...headers }) as Content
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

export { WebhookVerificationError } from 'standardwebhooks'
