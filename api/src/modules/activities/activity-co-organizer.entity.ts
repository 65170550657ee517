import { Entity, PrimaryColumn } from 'typeorm'

/** An organisation that holds an activity together with its organiser. */
@Entity({ name: 'activity_co_organizer' })
export class ActivityCoOrganizer {
  @PrimaryColumn({ type: 'uuid', name: 'activity_id' })
  activityId!: string

  @PrimaryColumn({ type: 'uuid', name: 'organization_id' })
  organizationId!: string
}
