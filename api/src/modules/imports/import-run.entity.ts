import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type Finding } from './findings/finding.ts'
import { type ImportOutcome, type ImportStatus, type ImportTargetName } from './import.enums.ts'

/** A column of a file as it is shown: its header and some of its cells, masked where they look like numbers of persons. */
export interface FileColumn {
  readonly index: number
  readonly header: string
  readonly samples: readonly string[]
}

/** How many rows had which end; of `repaired` and `warnings`, how many rows have such a finding. */
export interface ImportTally {
  readonly total: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly repaired: number
  readonly warnings: number
}

/** One file on its way in. The file itself lies encrypted in the store; what was found in its rows stands in `import_row`. */
@Entity({ name: 'import_run' })
export class ImportRun {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  target!: ImportTargetName

  @Column({ type: 'text' })
  status!: ImportStatus

  @Column({ type: 'uuid', name: 'file_id' })
  fileId!: string

  @Column({ type: 'text', nullable: true })
  encoding!: string | null

  /** The field of each column, by its place; null for a column that is passed over. */
  @Column({ type: 'jsonb' })
  mapping!: (string | null)[]

  @Column({ type: 'jsonb' })
  columns!: FileColumn[]

  @Column({ type: 'jsonb' })
  counts!: ImportTally

  @Column({ type: 'int', name: 'applied_batches' })
  appliedBatches!: number

  @Column({ type: 'uuid', name: 'created_by' })
  createdBy!: string

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date

  @Column({ type: 'timestamptz', name: 'applied_at', nullable: true })
  appliedAt!: Date | null

  @Column({ type: 'int' })
  version!: number
}

/** What becomes of a row of the file, or became of it. */
@Entity({ name: 'import_row' })
export class ImportRowEntry {
  @PrimaryColumn({ type: 'uuid', name: 'run_id' })
  runId!: string

  @PrimaryColumn({ type: 'int' })
  line!: number

  @Column({ type: 'text' })
  outcome!: ImportOutcome

  @Column({ type: 'text' })
  label!: string

  @Column({ type: 'jsonb' })
  findings!: Finding[]
}
