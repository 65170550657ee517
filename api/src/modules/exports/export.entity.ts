import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type Authority } from '../../platform/access/authority.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { type ExportFilter } from './export-sources.ts'
import { type ExportFormat, type ExportProblem, type ExportSourceName, type ExportStatus } from './export.enums.ts'

/** A bulk export that somebody asked for 「导出任务」. Its file lies encrypted in the store, in a folder of its id. */
@Entity({ name: 'export_run' })
export class ExportRun {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  source!: ExportSourceName

  @Column({ type: 'text' })
  format!: ExportFormat

  @Column({ type: 'text' })
  language!: Language

  @Column({ type: 'text', array: true })
  fields!: string[]

  @Column({ type: 'jsonb' })
  filter!: ExportFilter

  /** What its owner might read where when he asked for it. */
  @Column({ type: 'jsonb' })
  authority!: Authority

  @Column({ type: 'text' })
  status!: ExportStatus

  @Column({ type: 'text', nullable: true })
  problem!: ExportProblem | null

  /** In bytes, before encryption. */
  @Column({ type: 'bigint', nullable: true })
  size!: string | null

  @Column({ type: 'text', nullable: true })
  sha256!: string | null

  @Column({ type: 'uuid', name: 'created_by' })
  createdBy!: string

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  startedAt!: Date | null

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  finishedAt!: Date | null

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null

  @Column({ type: 'int' })
  version!: number
}
