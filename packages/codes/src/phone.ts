import { read, refuse, unread, type Reading } from './reading.ts'
import { toHalfWidth } from './text.ts'

/** A mainland mobile number 手机号 as eleven digits: without country code, spaces and hyphens. */
export function readPhone(text: string): Reading<string> {
  const compact = toHalfWidth(text).replace(/[\s\u200B\-‐‑–—()]/g, '')
  if (compact === '') return unread(refuse('phone.empty'))

  const digits = compact.replace(/^(\+86|0086|86(?=\d{11}$))/, '')
  const stranger = /\D/u.exec(digits)
  if (stranger) return unread(refuse('phone.characters', { character: stranger[0] }))
  if (digits.length !== 11) return unread(refuse('phone.length', { length: digits.length }))
  if (!/^1[3-9]/.test(digits)) return unread(refuse('phone.prefix', { prefix: digits.slice(0, 2) }))
  return read(digits, text, digits)
}

/** The first three and the last four digits: `138****5678`. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '*'.repeat(phone.length) : phone.slice(0, 3) + '*'.repeat(phone.length - 7) + phone.slice(-4)
}
