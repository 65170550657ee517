import { addDays, type Day } from '@qizhi/codes'
import { activityType } from '@qizhi/rulebook'
import { type Random } from '../random.ts'
import { type Belonging, type People } from './people.ts'
import { type Appointment } from './schedule.ts'
import { agendaOf, cancelReasons, exclusionReasons, minutesOf, placeOf } from './words.ts'

type Status = 'PLANNED' | 'HELD' | 'ARCHIVED' | 'CANCELLED'
type AttendanceStatus = 'PRESENT' | 'LEAVE' | 'ABSENT'

/** A row of an activity's list. */
export interface AttendanceRow {
  readonly memberId: string
  readonly memberName: string
  readonly expected: boolean
  readonly exclusionReason: string | null
  readonly status: AttendanceStatus | null
}

/** What became of an appointment: an activity as it is stored, with its list. */
export interface ActivityStory {
  readonly organizationId: string
  readonly typeCode: string
  readonly title: string
  readonly topic: string | null
  readonly place: string
  readonly host: string | null
  readonly agenda: string
  readonly status: Status
  readonly plannedStart: string
  readonly heldOn: Day | null
  readonly minutes: string | null
  readonly cancelReason: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly version: number
  readonly attendances: readonly AttendanceRow[]
}

/** Tells what became of an appointment; null where there is nobody to come. */
export function tell(appointment: Appointment, people: People, today: Day): ActivityStory | null {
  const { line, holder, title, day, time, random } = appointment
  const circle = people.circle(holder, day)
  if (circle.length < (activityType(line.type)!.expected === 'COMMITTEE' ? smallestCommittee : 1)) return null
  const status = fate(day, today, random)
  const heldOn = status === 'HELD' || status === 'ARCHIVED' ? heldDay(day, today, random) : null
  const expected = people.expected(line.type, holder, day)
  const attendances =
    expected === null ? guests(line.guests ?? [3, 8], circle, heldOn !== null, random) : listOf(expected, heldOn !== null, random)
  const host = circle[random.below(Math.min(2, circle.length))]!.name
  const counts = {
    expected: attendances.filter((row) => row.expected).length,
    present: attendances.filter((row) => row.status === 'PRESENT').length,
  }
  return {
    organizationId: holder.id,
    typeCode: line.type,
    title,
    topic: line.topic ?? null,
    place: placeOf(line, holder, random),
    host,
    agenda: agendaOf(title),
    status,
    plannedStart: `${day}T${time}:00+08:00`,
    heldOn,
    minutes: heldOn === null || (status === 'HELD' && random.chance(0.4)) ? null : minutesOf(appointment, { host, ...counts }, random),
    cancelReason: status === 'CANCELLED' ? random.pick(cancelReasons) : null,
    createdAt: `${addDays(day, -10)}T10:00:00+08:00`,
    updatedAt: `${heldOn ?? addDays(day, -10)}T17:30:00+08:00`,
    version: status === 'PLANNED' ? 1 : status === 'ARCHIVED' ? 4 : 2,
    attendances,
  }
}

/** Fewer have no committee that could meet. */
const smallestCommittee = 3

/** What is past was held and mostly archived; some of it was cancelled, and a little still waits for whoever planned it. */
function fate(day: Day, today: Day, random: Random): Status {
  const luck = random.next()
  if (day >= today) return luck < 0.03 ? 'CANCELLED' : 'PLANNED'
  if (day >= addDays(today, -10)) return luck < 0.04 ? 'CANCELLED' : luck < 0.2 ? 'PLANNED' : 'HELD'
  if (day >= addDays(today, -40)) return luck < 0.03 ? 'CANCELLED' : luck < 0.04 ? 'PLANNED' : luck < 0.3 ? 'HELD' : 'ARCHIVED'
  return luck < 0.025 ? 'CANCELLED' : luck < 0.035 ? 'HELD' : 'ARCHIVED'
}

/** Now and then something is held a day or two late. */
function heldDay(day: Day, today: Day, random: Random): Day {
  const late = random.chance(0.05) ? addDays(day, 1 + random.below(3)) : day
  return late < today ? late : day
}

function listOf(expected: readonly Belonging[], held: boolean, random: Random): AttendanceRow[] {
  return expected.map(({ memberId, name, retired }) => {
    if (random.chance(0.012))
      return { memberId, memberName: name, expected: false, exclusionReason: random.pick(exclusionReasons), status: null }
    const luck = random.next() - (retired ? 0.15 : 0)
    const status = luck > 0.08 ? 'PRESENT' : luck > 0.02 ? 'LEAVE' : 'ABSENT'
    return { memberId, memberName: name, expected: true, exclusionReason: null, status: held ? status : null }
  })
}

/** Where nobody is expected, whoever comes is recorded: of a few the officials, of many anybody. */
function guests([least, most]: readonly [number, number], circle: readonly Belonging[], held: boolean, random: Random): AttendanceRow[] {
  if (!held) return []
  const count = least + random.below(most - least + 1)
  const coming = count <= 9 ? circle.slice(0, count) : random.sample(circle, count)
  return coming.map(({ memberId, name }) => ({ memberId, memberName: name, expected: false, exclusionReason: null, status: 'PRESENT' }))
}
