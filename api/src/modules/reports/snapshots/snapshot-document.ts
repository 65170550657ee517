import { createHash } from 'node:crypto'
import { ruleBookText } from '@qizhi/rulebook'
import { type Permission } from '../../../platform/access/permissions.ts'
import { canonicalJson } from '../../../platform/crypto/canonical-json.ts'
import { type CountTable, type CountTableRow } from '../../counts/index.ts'
import { type ReportDefinition } from '../definition/report-definition.type.ts'
import { type ReportRun } from '../definition/report-query.ts'

export const snapshotFormat = 'qizhi.report-snapshot.1'

/** Whether the facts behind the figures were kept, or why not. */
export type SnapshotFacts = 'KEPT' | 'PERSONS_NOT_TOLD' | 'TOO_MANY'

/** What is signed: all that is frozen, with the digests of what is long. Only integers, text and null, so that its canonical form is simple. */
export interface SnapshotHeader {
  readonly format: typeof snapshotFormat
  readonly id: string
  readonly report: {
    readonly id: string
    readonly code: string
    readonly name: string
    readonly nameEn: string | null
    readonly version: number
  }
  readonly definition: ReportDefinition
  readonly run: ReportRun
  readonly takenBy: { readonly id: string; readonly name: string }
  /** RFC 3339 in UTC, by the database's clock. */
  readonly takenAt: string
  /** That day in Asia/Shanghai. */
  readonly takenOn: string
  readonly note: string | null
  /** The version of the rule book. */
  readonly ruleBook: string
  /** Where the taker might count and read: organisations with all below them; null for everywhere. */
  readonly scope: Readonly<Record<'counts:read' | 'organizations:read', readonly string[] | null>>
  /** What a viewer needs wherever the snapshot counts, for figures about persons that are told as they are. */
  readonly needs: readonly Permission[]
  /** The steps in which figures about persons are told; null where they are told as they are, or there are none. */
  readonly steps: number | null
  readonly organizations: Part
  readonly facts: Part & { readonly kept: SnapshotFacts; readonly dimensions: readonly string[]; readonly sums: readonly string[] }
  /** The digest of the result. */
  readonly result: string
}

/** Rows of another table: how many, and the digest of their text. */
interface Part {
  readonly count: number
  readonly digest: string
}

/** The figures. */
export interface SnapshotResult {
  /** As they are laid out: cut and gathered as the definition wants it. */
  readonly table: CountTable
  /** Every group, where the table is cut. */
  readonly groups: readonly CountTableRow[] | null
}

/** A snapshot as a file that proves itself. */
export interface SnapshotFile {
  readonly header: SnapshotHeader
  readonly result: SnapshotResult
  readonly digest: string
  readonly signature: { readonly algorithm: 'Ed25519'; readonly keyId: string; readonly publicKey: string; readonly value: string }
}

/** SHA-256 over the canonical form. */
export function digestOf(value: object): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** The text that is signed for a digest: it says what it is, so that no other signature of the key can stand for it. */
export function signedText(digest: string): string {
  return `${snapshotFormat} sha256:${digest}`
}

let ruleBook: string | undefined

/** The version of the rule book: the digest of all that it says. */
export function ruleBookVersion(): string {
  return (ruleBook ??= createHash('sha256').update(ruleBookText()).digest('hex').slice(0, 12))
}
