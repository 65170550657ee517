import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A stored file that belongs to an activity. */
@Entity({ name: 'activity_attachment' })
export class ActivityAttachment {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'activity_id' })
  activityId!: string

  @Column({ type: 'uuid', name: 'file_id' })
  fileId!: string

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date
}
