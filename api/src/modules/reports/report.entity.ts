import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type ReportDefinition } from './definition/report-definition.type.ts'

/** A count that somebody named, or an official layout 「报表」. What it counts stands in its versions. */
@Entity({ name: 'report' })
export class Report {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  code!: string

  /** The name of an official layout in the code; null for somebody's own. */
  @Column({ type: 'text', nullable: true })
  official!: string | null

  @Column({ type: 'uuid', name: 'owner_id', nullable: true })
  ownerId!: string | null

  @Column({ type: 'text' })
  name!: string

  /** Of official layouts, which speak both languages. */
  @Column({ type: 'text', name: 'name_en', nullable: true })
  nameEn!: string | null

  @Column({ type: 'text', nullable: true })
  description!: string | null

  @Column({ type: 'text', name: 'description_en', nullable: true })
  descriptionEn!: string | null

  @Column({ type: 'int', name: 'current_version' })
  currentVersion!: number

  @Column({ type: 'timestamptz', name: 'archived_at', nullable: true })
  archivedAt!: Date | null

  @Column({ type: 'int' })
  version!: number

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date
}

/** What a report was from a moment on; the database keeps it from ever changing. */
@Entity({ name: 'report_version' })
export class ReportVersion {
  @PrimaryColumn({ type: 'uuid', name: 'report_id' })
  reportId!: string

  @PrimaryColumn({ type: 'int' })
  number!: number

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'jsonb' })
  definition!: ReportDefinition

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy!: string | null

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date
}

/** A report is shown to whoever looks after this organisation, something below it, or something above it. */
@Entity({ name: 'report_share' })
export class ReportShare {
  @PrimaryColumn({ type: 'uuid', name: 'report_id' })
  reportId!: string

  @PrimaryColumn({ type: 'uuid', name: 'organization_id' })
  organizationId!: string
}
