import { Field, ObjectType } from 'type-graphql'
import { type MessageKey, type MessageParams } from '../../platform/i18n/texts.ts'
import { type Wording } from '../../platform/errors/user-error.type.ts'
import { type SyncErrorCode, SyncErrorCodes, syncErrorKinds } from './sync-error-codes.ts'

/** Why a row is rejected. Plain data: it is kept with the batch, and finds its words when it is read. */
@ObjectType('SyncError', { description: 'Why a row was rejected, and where to mend it 「退回原因」.', simpleResolvers: true })
export class SyncErrorType {
  @Field(() => SyncErrorCodes, { description: 'For programs; never changes.' })
  code!: SyncErrorCode

  @Field(() => [String], { description: 'The path of the field in the input, e.g. `["rows", "3", "nationalId"]`.' })
  path!: readonly string[]

  @Field(() => Boolean, { description: 'Whether the same row may be taken later, once something else has changed.' })
  retryable!: boolean

  wording!: Wording
}

/** A reason in the words of its own text, or in those that come with it. */
export function syncError(code: SyncErrorCode, index: number, field: string | null, wording: Wording | MessageParams = {}): SyncErrorType {
  return {
    code,
    path: ['rows', String(index), ...(field === null ? [] : [field])],
    retryable: syncErrorKinds[code].retryable,
    wording: isWording(wording) ? wording : { key: `sync.error.${code}` as MessageKey, params: wording },
  }
}

function isWording(wording: Wording | MessageParams): wording is Wording {
  return 'zh' in wording || 'key' in wording
}
