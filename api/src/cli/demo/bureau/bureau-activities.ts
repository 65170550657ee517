import { type Transaction } from '../../../platform/database/write.ts'
import { type ActivityStory, tell } from './activity-story.ts'
import { admissionMeetings } from './admissions.ts'
import { campaignProgramme } from './campaign-programme.ts'
import { massProgramme } from './mass-programme.ts'
import { partyProgramme } from './party-programme.ts'
import { type Belonging, People } from './people.ts'
import { type Holder } from './programme.ts'
import { schedule } from './schedule.ts'

/** An activity of the bureau, and the codes of the organisations that hold it together. */
export interface BureauActivity extends ActivityStory {
  readonly together: readonly string[]
}

/** The activities of the bureau's year, the earliest first. */
export async function bureauActivities(tx: Transaction): Promise<BureauActivity[]> {
  const holders = await holdersOf(tx)
  const belongings = await tx.query<Belonging>(
    `SELECT m.member_id AS "memberId", member.name, member.sex, member.employment_status = 'RETIRED' AS retired, member.post, m.kind, m.status, p.path,
       lower(m.valid)::text AS "from", upper(m.valid)::text AS "to"
     FROM membership m JOIN member ON member.id = m.member_id JOIN organization_placement p ON p.organization_id = m.organization_id AND upper_inf(p.valid)
     ORDER BY member.code, m.kind`,
  )
  const people = new People(belongings)
  const programme = [...partyProgramme, ...campaignProgramme, ...massProgramme]
  const appointments = [...schedule(programme, holders, tx.today), ...admissionMeetings(belongings, holders, tx.today)]
  return appointments
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)))
    .flatMap((appointment) => {
      const story = tell(appointment, people, tx.today)
      return story === null ? [] : [{ ...story, together: appointment.line.together ?? [] }]
    })
}

async function holdersOf(tx: Transaction): Promise<Holder[]> {
  const found = await tx.query<Omit<Holder, 'position'>>(
    `SELECT o.id, o.code, o.name, o.kind, o.level, p.path FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid)
     WHERE o.kind <> 'UNIT' ORDER BY length(o.code), o.code`,
  )
  const counted = new Map<string, number>()
  return found.map((holder) => {
    const key = `${holder.kind} ${holder.level}`
    const position = counted.get(key) ?? 0
    counted.set(key, position + 1)
    return { ...holder, position }
  })
}
