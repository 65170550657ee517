import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type ActivityStatus } from './activity.enums.ts'

/** Anything an organisation holds. Its counts are the counts of its attendance rows. */
@Entity({ name: 'activity' })
export class Activity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'uuid', name: 'organization_id' })
  organizationId!: string

  @Column({ type: 'text', name: 'type_code' })
  typeCode!: string

  @Column({ type: 'text' })
  title!: string

  @Column({ type: 'text', nullable: true })
  topic!: string | null

  @Column({ type: 'text', nullable: true })
  place!: string | null

  @Column({ type: 'text', nullable: true })
  host!: string | null

  @Column({ type: 'text', nullable: true })
  agenda!: string | null

  @Column({ type: 'text' })
  status!: ActivityStatus

  @Column({ type: 'timestamptz', name: 'planned_start' })
  plannedStart!: Date

  @Column({ type: 'date', name: 'held_on', nullable: true })
  heldOn!: string | null

  /** The day it was held on, else the one it is planned for; computed by the database. */
  @Column({ type: 'date', name: 'on_day', insert: false, update: false })
  onDay!: string

  @Column({ type: 'text', nullable: true })
  minutes!: string | null

  @Column({ type: 'text', name: 'cancel_reason', nullable: true })
  cancelReason!: string | null

  @Column({ type: 'int', name: 'expected_count' })
  expectedCount!: number

  @Column({ type: 'int', name: 'present_count' })
  presentCount!: number

  /** Of those expected, how many were present: the numerator of the rate. */
  @Column({ type: 'int', name: 'expected_present_count' })
  expectedPresentCount!: number

  @Column({ type: 'int', name: 'leave_count' })
  leaveCount!: number

  @Column({ type: 'int', name: 'absent_count' })
  absentCount!: number

  @Column({ type: 'int', name: 'observer_count' })
  observerCount!: number

  @Column({ type: 'int' })
  version!: number

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date
}
