/**
 * A query as a command for a POSIX shell: it signs in with the file of cookies that signing in has left, or with the key of an API client.
 */
export function curlText(query: string, origin: string, language: string): string {
  const body = JSON.stringify({ query })
  return [
    `curl -sb jar ${quoted(`${origin}/graphql`)}`,
    `-H 'content-type: application/json'`,
    `-H 'accept-language: ${language}'`,
    `--data-raw ${quoted(body)}`,
  ].join(' \\\n  ')
}

/** How the file of cookies comes about. */
export function signInText(origin: string, username: string): string {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { username } userErrors { message } } }'
  const body = JSON.stringify({ query, variables: { input: { username, password: '…' } } })
  return `curl -sc jar ${quoted(`${origin}/graphql`)} -H 'content-type: application/json' --data-raw ${quoted(body)}`
}

/** Safe within a POSIX shell, whatever the text holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
