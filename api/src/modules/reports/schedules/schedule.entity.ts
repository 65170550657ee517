import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type ReportFileFormat, type ScheduleCadence, type SchedulePause, type SchedulePeriod } from './schedule.enums.ts'

/** A report that is mailed at set times 「定时报表」. */
@Entity({ name: 'report_schedule' })
export class ReportSchedule {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'report_id' })
  reportId!: string

  @Column({ type: 'uuid', name: 'owner_id' })
  ownerId!: string

  @Column({ type: 'text' })
  cadence!: ScheduleCadence

  @Column({ type: 'int', nullable: true })
  weekday!: number | null

  @Column({ type: 'int', nullable: true })
  day!: number | null

  /** HH:MM in Asia/Shanghai. */
  @Column({ type: 'text', name: 'time_of_day' })
  timeOfDay!: string

  /** Null: the report's own period. */
  @Column({ type: 'text', nullable: true })
  period!: SchedulePeriod | null

  @Column({ type: 'uuid', name: 'organization_id', nullable: true })
  organizationId!: string | null

  @Column({ type: 'text', array: true })
  formats!: ReportFileFormat[]

  /** Null while it is paused and once it has ended. */
  @Column({ type: 'timestamptz', name: 'next_run_at', nullable: true })
  nextRunAt!: Date | null

  @Column({ type: 'text', name: 'paused_because', nullable: true })
  pausedBecause!: SchedulePause | null

  @Column({ type: 'timestamptz', name: 'paused_at', nullable: true })
  pausedAt!: Date | null

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt!: Date | null

  @Column({ type: 'int' })
  version!: number

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date
}

/** An account to which a report is mailed. */
@Entity({ name: 'report_schedule_recipient' })
export class ReportScheduleRecipient {
  @PrimaryColumn({ type: 'uuid', name: 'schedule_id' })
  scheduleId!: string

  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string
}
