import { type Text } from '@qizhi/codes'

/** Something that is always true of the database. */
export interface Invariant {
  /** For scripts; never changes. */
  readonly name: string
  readonly title: Text
  /** Finds the rows for which it is not true; reading stops after the first few, so each statement ends in LIMIT $1. */
  readonly sql: string
  /** The statement's parameters after $1. */
  readonly parameters?: readonly unknown[]
}
