import { isEmail } from 'class-validator'

/** Where mail goes, as it was typed but for space around it; undefined for what is no address. */
export function readMailAddress(text: string): string | undefined {
  const address = text.trim()
  return isEmail(address, { allow_utf8_local_part: false, allow_ip_domain: false }) ? address : undefined
}

/** A sender: an address, or `Name <address>`. */
export interface Sender {
  readonly name: string
  readonly address: string
}

/** Reads a sender; undefined for what is none. */
export function readSender(text: string): Sender | undefined {
  if (/\p{Cc}/u.test(text)) return undefined
  const [, name = '', bracketed] = /^(.*?)<([^<>]+)>$/.exec(text.trim()) ?? []
  const address = readMailAddress(bracketed ?? text)
  return address === undefined ? undefined : { name: name.trim().replace(/^"(.*)"$/, '$1'), address }
}

/** What may be told of an address where it must not be told: `z***@example.org`. */
export function maskedAddress(address: string): string {
  return address.replace(/^(.).*(@)/u, '$1***$2')
}
