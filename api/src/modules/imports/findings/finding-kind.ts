export type FindingSeverity = 'REPAIRED' | 'WARNING' | 'REFUSED'

/** Something that can be found in a row, in both languages; facts stand in braces. */
export interface FindingKind {
  readonly severity: FindingSeverity
  readonly zh: string
  readonly en: string
}
