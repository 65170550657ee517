import { type Participant, syntheticActivities, type SyntheticActivity, type SyntheticAttendance } from './activities.ts'
import { type CopyStep } from './copy.ts'
import { type SyntheticOrganization } from './organizations.ts'
import { attendancesPerActivity, type Scale } from './scale.ts'

/** What activities are told from; telling them twice tells the same. */
export interface ActivityParts {
  readonly scale: Scale
  readonly organizations: readonly SyntheticOrganization[]
  readonly people: ReadonlyMap<string, readonly Participant[]>
  readonly today: string
}

export function activityStep(parts: ActivityParts): CopyStep<SyntheticActivity> {
  return {
    table: 'activity',
    total: parts.scale.activities,
    items: told(parts),
    columns: {
      id: ({ id }) => id,
      code: ({ code }) => code,
      organization_id: ({ organizationId }) => organizationId,
      type_code: ({ typeCode }) => typeCode,
      title: ({ title }) => title,
      status: ({ status }) => status,
      planned_start: ({ plannedStart }) => plannedStart,
      held_on: ({ heldOn }) => heldOn,
      cancel_reason: ({ status }) => (status === 'CANCELLED' ? '另行安排' : null),
      expected_count: ({ expected, attendances }) => (expected ? attendances.length : 0),
      present_count: (activity) => having(activity, 'PRESENT'),
      expected_present_count: (activity) => (activity.expected ? having(activity, 'PRESENT') : 0),
      leave_count: (activity) => having(activity, 'LEAVE'),
      absent_count: (activity) => having(activity, 'ABSENT'),
    },
  }
}

interface ListedAttendance extends SyntheticAttendance {
  readonly activity: SyntheticActivity
}

export function attendanceStep(parts: ActivityParts): CopyStep<ListedAttendance> {
  return {
    table: 'attendance',
    total: parts.scale.activities * attendancesPerActivity,
    items: listedAttendances(parts),
    columns: {
      activity_id: ({ activity }) => activity.id,
      member_id: ({ member }) => member.id,
      member_name: ({ member }) => member.name,
      expected: ({ activity }) => activity.expected,
      status: ({ status }) => status,
      recorded_at: ({ activity }) => activity.plannedStart,
    },
  }
}

function* listedAttendances(parts: ActivityParts): Generator<ListedAttendance> {
  for (const activity of told(parts)) for (const attendance of activity.attendances) yield { ...attendance, activity }
}

function told({ scale, organizations, people, today }: ActivityParts): Generator<SyntheticActivity> {
  return syntheticActivities(scale, organizations, people, today)
}

function having({ attendances }: SyntheticActivity, status: SyntheticAttendance['status']): number {
  return attendances.filter((attendance) => attendance.status === status).length
}
