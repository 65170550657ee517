import { addDays, type Day } from '@qizhi/codes'
import { activityType, type ActivityTypeCode } from '@qizhi/rulebook'
import { Random } from '../random.ts'
import { Ids } from './ids.ts'
import { type SyntheticOrganization } from './organizations.ts'
import { attendancesPerActivity, type Scale } from './scale.ts'

/** Somebody who may come to an activity of an organisation. */
export interface Participant {
  readonly id: string
  readonly name: string
}

export interface SyntheticAttendance {
  readonly member: Participant
  readonly status: 'PRESENT' | 'LEAVE' | 'ABSENT'
}

/** An activity of the generated bureau, with its list. */
export interface SyntheticActivity {
  readonly id: string
  readonly code: string
  readonly organizationId: string
  readonly typeCode: string
  readonly title: string
  readonly status: 'PLANNED' | 'ARCHIVED' | 'CANCELLED'
  readonly plannedStart: string
  readonly heldOn: Day | null
  readonly attendances: readonly SyntheticAttendance[]
  /** Whether those on the list were expected. */
  readonly expected: boolean
}

const typesOf: Readonly<Partial<Record<string, readonly ActivityTypeCode[]>>> = {
  'PARTY BRANCH': [
    'THEME_DAY',
    'THEME_DAY',
    'BRANCH_MEETING',
    'COMMITTEE_MEETING',
    'BRANCH_STUDY',
    'PARTY_LECTURE',
    'VOLUNTEER_SERVICE',
    'POLITICAL_BIRTHDAY',
  ],
  'PARTY GENERAL_BRANCH': [
    'LEADING_COMMITTEE_MEETING',
    'IDEOLOGY_MEETING',
    'STRICT_GOVERNANCE_MEETING',
    'BANNER_CAMPAIGN',
    'HARDSHIP_VISIT',
  ],
  'UNION COMMITTEE': ['STAFF_CULTURE_AND_SPORTS', 'UNION_COMMITTEE_MEETING', 'WARMTH_DELIVERY', 'SKILLS_CONTEST'],
  'LEAGUE BRANCH': ['LEAGUE_THEME_DAY', 'LEAGUE_MEMBERS_MEETING', 'LEAGUE_LECTURE', 'YOUTH_VOLUNTEERING'],
}

/** The years over which the activities are spread, up to a few weeks after today. */
const days = 3 * 365

/**
 * The activities, one after the other; the same each time they are told, so that they need not be kept. Most are branches'. Whoever comes
 * belongs to the organiser, or, where nobody does, to no organisation below it that the list could name: then nobody comes.
 */
export function* syntheticActivities(
  { activities }: Scale,
  organizations: readonly SyntheticOrganization[],
  peopleOf: ReadonlyMap<string, readonly Participant[]>,
  today: Day,
): Generator<SyntheticActivity> {
  const random = new Random('activities')
  const ids = new Ids('activities', Date.UTC(2020, 3, 1))
  const holders = organizations.filter(({ kind, level }) => typesOf[`${kind} ${level}`] !== undefined)
  const first = addDays(today, 20 - days)
  for (let at = 0; at < activities; at += 1) {
    const holder = holders[at % holders.length]!
    const typeCode = random.pick(typesOf[`${holder.kind} ${holder.level}`]!)
    const day = addDays(first, Math.floor((at / activities) * days))
    const status = day >= today ? 'PLANNED' : random.chance(0.02) ? 'CANCELLED' : 'ARCHIVED'
    const type = activityType(typeCode)!
    const held = status === 'ARCHIVED'
    yield {
      id: ids.next(),
      code: `A${String(at + 1).padStart(8, '0')}`,
      organizationId: holder.id,
      typeCode,
      title: `${day.slice(0, 7)} ${type.name.zh}`,
      status,
      plannedStart: `${day}T${random.pick(['09:00', '14:30', '16:00'])}:00+08:00`,
      heldOn: held ? day : null,
      attendances: held
        ? attendancesOf(peopleOf.get(holder.id) ?? [], type.expected !== 'NOBODY' && type.expected !== 'COMMITTEE', random)
        : [],
      expected: type.expected !== 'NOBODY' && type.expected !== 'COMMITTEE',
    }
  }
}

function attendancesOf(people: readonly Participant[], expected: boolean, random: Random): SyntheticAttendance[] {
  // somewhat more than the average, for those that nobody came to
  const count = Math.min(people.length, attendancesPerActivity - 1 + random.below(3) + (random.chance(0.17) ? 1 : 0))
  const start = random.below(Math.max(1, people.length))
  return Array.from({ length: count }, (_, at) => {
    const luck = expected ? random.next() : 1
    return { member: people[(start + at) % people.length]!, status: luck > 0.08 ? 'PRESENT' : luck > 0.03 ? 'LEAVE' : 'ABSENT' }
  })
}
