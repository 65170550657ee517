import { type MessageKey, type MessageParams } from '../i18n/texts.ts'
import { type UserError, type UserErrorCode } from './user-error.type.ts'

interface About {
  /** The path of the field in the input. */
  readonly field?: readonly string[] | string
  readonly params?: MessageParams
}

/** A refusal in the words of a message key: `userError('ALREADY_EXISTS', 'organization.codeTaken', { field: 'code' })`. */
export function userError(code: UserErrorCode, key: MessageKey, { field, params = {} }: About = {}): UserError {
  return { code, field: typeof field === 'string' ? [field] : (field ?? null), wording: { key, params }, rule: null }
}
