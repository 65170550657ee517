import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type SnapshotHeader, type SnapshotResult } from './snapshot-document.ts'

/** The result of a report at a moment 「报表快照」; the database keeps it from ever changing. */
@Entity({ name: 'report_snapshot' })
export class ReportSnapshot {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'report_id' })
  reportId!: string

  @Column({ type: 'int', name: 'report_version' })
  reportVersion!: number

  @Column({ type: 'uuid', name: 'taken_by' })
  takenBy!: string

  @Column({ type: 'jsonb' })
  header!: SnapshotHeader

  @Column({ type: 'jsonb' })
  result!: SnapshotResult

  /** SHA-256 of the header, which holds the digests of all else. */
  @Column({ type: 'text' })
  digest!: string

  @Column({ type: 'text' })
  signature!: string

  @Column({ type: 'text', name: 'key_id' })
  keyId!: string
}
