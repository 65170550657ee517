import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type DeliveryOutcome, type DeliveryReason, type ReportFileFormat } from './schedule.enums.ts'

/** One time that a schedule ran, with what it was told then 「发送批次」. */
@Entity({ name: 'report_schedule_run' })
export class ReportScheduleRun {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'schedule_id' })
  scheduleId!: string

  /** When it was planned for; null where somebody asked for it. */
  @Column({ type: 'timestamptz', name: 'due_at', nullable: true })
  dueAt!: Date | null

  /** The day in Asia/Shanghai that its period is relative to. */
  @Column({ type: 'date', name: 'run_on' })
  runOn!: string

  /** Null: the report's own period. */
  @Column({ type: 'date', name: 'period_from', nullable: true })
  periodFrom!: string | null

  @Column({ type: 'date', name: 'period_to', nullable: true })
  periodTo!: string | null

  @Column({ type: 'uuid', name: 'organization_id', nullable: true })
  organizationId!: string | null

  @Column({ type: 'text', array: true })
  formats!: ReportFileFormat[]

  @Column({ type: 'uuid', name: 'requested_by', nullable: true })
  requestedBy!: string | null

  @Column({ type: 'timestamptz', name: 'started_at' })
  startedAt!: Date
}

/** What became of one run's mail to one recipient 「发送记录」. Its id names the mail, however often it is sent. */
@Entity({ name: 'report_delivery' })
export class ReportDelivery {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'run_id' })
  runId!: string

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string

  @Column({ type: 'text' })
  outcome!: DeliveryOutcome

  @Column({ type: 'text', nullable: true })
  reason!: DeliveryReason | null

  /** The reply code of the mail server, where it was what failed. */
  @Column({ type: 'int', name: 'smtp_code', nullable: true })
  smtpCode!: number | null

  @Column({ type: 'int' })
  attempts!: number

  /** Whoever sends has it for so long; then he is taken for dead. */
  @Column({ type: 'timestamptz', name: 'claimed_until', nullable: true })
  claimedUntil!: Date | null

  @Column({ type: 'timestamptz', name: 'next_attempt_at' })
  nextAttemptAt!: Date

  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true })
  sentAt!: Date | null

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date
}
