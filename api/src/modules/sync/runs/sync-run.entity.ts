import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type SyncErrorType } from '../sync-error.type.ts'
import { type SyncRowStatus } from '../sync.enums.ts'
import { type SyncCountsType, type SyncFieldChangeType } from '../sync.type.ts'
import { type SyncRunStatus } from './sync-run.enums.ts'

/** One sync of many rows, from its first chunk to its end. */
@Entity({ name: 'sync_run' })
export class SyncRun {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  source!: string

  /** Whether persons whom the rows leave out count as leaving. */
  @Column({ type: 'boolean' })
  whole!: boolean

  @Column({ type: 'text' })
  status!: SyncRunStatus

  @Column({ type: 'int', name: 'row_count' })
  rowCount!: number

  @Column({ type: 'int', name: 'chunk_count' })
  chunkCount!: number

  @Column({ type: 'int', name: 'done_chunks' })
  doneChunks!: number

  @Column({ type: 'jsonb' })
  counts!: SyncCountsType

  @Column({ type: 'int', name: 'absent_count' })
  absentCount!: number

  @Column({ type: 'int', name: 'known_count' })
  knownCount!: number

  @Column({ type: 'uuid', name: 'lifted_by', nullable: true })
  liftedBy!: string | null

  @Column({ type: 'text', nullable: true })
  token!: string | null

  @Column({ type: 'uuid', name: 'created_by' })
  createdBy!: string

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date

  @Column({ type: 'timestamptz', name: 'applied_at', nullable: true })
  appliedAt!: Date | null

  @Column({ type: 'int' })
  version!: number
}

/** What becomes, or became, of a row. */
@Entity({ name: 'sync_run_row' })
export class SyncRunRow {
  @PrimaryColumn({ type: 'uuid', name: 'run_id' })
  runId!: string

  @PrimaryColumn({ type: 'int' })
  index!: number

  @Column({ type: 'text', name: 'external_id' })
  externalId!: string

  @Column({ type: 'text', nullable: true })
  label!: string | null

  @Column({ type: 'text' })
  status!: SyncRowStatus

  @Column({ type: 'uuid', name: 'target_id', nullable: true })
  targetId!: string | null

  @Column({ type: 'int', name: 'target_version', nullable: true })
  targetVersion!: number | null

  @Column({ type: 'jsonb' })
  changes!: SyncFieldChangeType[]

  @Column({ type: 'jsonb' })
  errors!: SyncErrorType[]
}
