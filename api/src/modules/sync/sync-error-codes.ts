import { registerEnumType } from 'type-graphql'

/** Every reason for which a row is rejected. Codes never change; each says whether the same row may do better later. */
export const syncErrorKinds = {
  EXTERNAL_ID_INVALID: {
    retryable: false,
    description: 'The external id is empty, longer than 64 characters, or has spaces or control characters.',
  },
  DUPLICATE_IN_BATCH: {
    retryable: false,
    description:
      'Another row of the call (or run) has the same external id or national ID number; without versions that tell which is later, none of them is taken.',
  },
  VERSION_INVALID: { retryable: false, description: '`sourceVersion` is no integer between 0 and 2^53 − 1.' },
  VERSION_MISSING: {
    retryable: false,
    description: 'The source has given versions for this id before; a message without one cannot be put in order.',
  },
  VERSION_STALE: { retryable: false, description: 'A later version of this id was taken already; nothing is to be done.' },
  VERSION_REUSED: { retryable: false, description: 'This version was taken already with other content.' },
  TOMBSTONED: {
    retryable: false,
    description: 'The source said that the person is gone; only a message with a later version brings him back.',
  },
  NAME_REQUIRED: { retryable: false, description: 'A new person, or a cleared name, has no name.' },
  NAME_INVALID: { retryable: false, description: 'The name cannot be one.' },
  NATIONAL_ID_INVALID: { retryable: false, description: 'The national ID number cannot be one.' },
  SEX_INVALID: { retryable: false, description: 'Not a sex of GB/T 2261.1, or not the one of the number.' },
  BIRTH_DATE_INVALID: { retryable: false, description: 'No such day, in the future, or not the one of the number.' },
  ETHNICITY_INVALID: { retryable: false, description: 'Neither a code nor a name of GB/T 3304.' },
  EDUCATION_INVALID: { retryable: false, description: 'Neither a code nor a name of GB/T 4658.' },
  POLITICAL_STATUS_INVALID: { retryable: false, description: 'Neither a code nor a name of GB/T 4762.' },
  PHONE_INVALID: { retryable: false, description: 'Not a mobile number of eleven digits.' },
  EMPLOYMENT_STATUS_INVALID: { retryable: false, description: 'Not ACTIVE, RETIRED, LEFT or NONE, nor a Chinese word for one.' },
  EMPLOYMENT_STARTED_INVALID: { retryable: false, description: 'Not a month or day, or in the future.' },
  POST_INVALID: { retryable: false, description: 'Too long, or with control characters.' },
  MONTHLY_WAGE_BASE_INVALID: { retryable: false, description: 'Not an integer amount of fen, 0 or more.' },
  EFFECTIVE_ON_INVALID: { retryable: false, description: 'No such day, or in the future.' },
  PERSON_ELSEWHERE: { retryable: true, description: 'The person with this external id stands outside what the caller manages.' },
  NATIONAL_ID_ELSEWHERE: {
    retryable: true,
    description:
      'The number is held by a person outside what the caller manages; who it is, is not told. The holding unit has to agree (claim).',
  },
  NATIONAL_ID_OF_ANOTHER: { retryable: false, description: 'The external id and the number are those of two different persons.' },
  EXTERNAL_ID_TAKEN: { retryable: false, description: 'The person with this number has another external id of the source.' },
  UNIT_UNKNOWN: { retryable: true, description: 'No such unit, or outside what the caller manages; the two look the same.' },
  UNIT_KIND: { retryable: false, description: 'An organisation, but not a unit.' },
  UNIT_DISSOLVED: { retryable: false, description: 'The unit no longer exists.' },
  UNIT_REQUIRED: { retryable: false, description: 'Without a unit, the person would stand outside what the caller manages.' },
  CODE_INVALID: { retryable: false, description: 'A code has 1 to 32 letters, digits, - or _.' },
  CODE_TAKEN: { retryable: false, description: 'Another organisation has this code, or the unit has another.' },
  LEVEL_INVALID: { retryable: false, description: 'A unit is a BUREAU, an INSTITUTION or a DEPARTMENT; a level never changes.' },
  PARENT_UNKNOWN: { retryable: true, description: 'No such parent, or outside what the caller manages; the two look the same.' },
  PARENT_REFUSED: { retryable: true, description: 'The row of the parent was rejected.' },
  PARENT_CYCLE: { retryable: false, description: 'Following the parents leads back to the row itself.' },
  ESTABLISHED_ON_INVALID: { retryable: false, description: 'No such day, in the future, or before the parent.' },
  RULE_REFUSED: { retryable: false, description: 'A rule of the rule book forbids it; the message cites it.' },
  CONCURRENT_CHANGE: { retryable: true, description: 'Somebody else entered the same number at this very moment.' },
  CHANGED_SINCE_PREVIEW: { retryable: true, description: 'What would happen now is not what the preview showed; look at a new preview.' },
  ROLLED_BACK: {
    retryable: true,
    description: 'The row itself is good; another row of the call was rejected, and `onError` is ROLL_BACK.',
  },
} as const satisfies Record<string, { retryable: boolean; description: string }>

export type SyncErrorCode = keyof typeof syncErrorKinds

export const SyncErrorCodes = Object.fromEntries(Object.keys(syncErrorKinds).map((code) => [code, code])) as {
  readonly [Code in SyncErrorCode]: Code
}
registerEnumType(SyncErrorCodes, {
  name: 'SyncErrorCode',
  description: 'Why a row was rejected 「退回原因」. New codes may be added; none changes its meaning.',
  valuesConfig: Object.fromEntries(Object.entries(syncErrorKinds).map(([code, { description }]) => [code, { description }])),
})
