import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type AttendanceStatus } from './activity.enums.ts'

/** A person who was expected at an activity, or who came. Who is expected was frozen when it was planned. */
@Entity({ name: 'attendance' })
export class Attendance {
  @PrimaryColumn({ type: 'uuid', name: 'activity_id' })
  activityId!: string

  @PrimaryColumn({ type: 'uuid', name: 'member_id' })
  memberId!: string

  /** As it was on the day: the evidence stays when the person leaves the viewer's scope. */
  @Column({ type: 'text', name: 'member_name' })
  memberName!: string

  @Column({ type: 'boolean' })
  expected!: boolean

  @Column({ type: 'text', name: 'exclusion_reason', nullable: true })
  exclusionReason!: string | null

  /** Null until somebody records it. */
  @Column({ type: 'text', nullable: true })
  status!: AttendanceStatus | null

  @Column({ type: 'uuid', name: 'recorded_by', nullable: true })
  recordedBy!: string | null

  @Column({ type: 'timestamptz', name: 'recorded_at', nullable: true })
  recordedAt!: Date | null
}
