import pg from 'pg'
import { type MemberSecrets } from '../../../modules/members/index.ts'
import { suspendChecks } from '../../../platform/database/bulk-load.ts'
import { type Participant, syntheticActivities, type SyntheticActivity } from './activities.ts'
import { copyRows } from './copy.ts'
import { type SyntheticMember, syntheticMembers } from './members.ts'
import { foundedOn, type SyntheticOrganization, syntheticOrganizations } from './organizations.ts'
import { attendancesPerActivity, type Scale } from './scale.ts'

/** How far a load is. */
export interface Progress {
  /** `total` is how many rows the step will send, as far as can be told. */
  begin(step: string, total: number): void
  advance(rows: number): void
}

/** The tables that a load fills. */
const tables = ['organization', 'organization_placement', 'organization_name', 'organization_event', 'organization_link', 'member', 'external_identity', 'membership', 'member_place', 'activity', 'attendance', 'activity_count_cell', 'member_count_cell']

/**
 * Fills an empty database with a generated bureau of the scale, by COPY, in one transaction; false where there are organisations already. The change
 * feed is not told: whoever follows it begins with a full read.
 */
export async function loadScale(databaseUrl: string, scale: Scale, secrets: MemberSecrets, progress: Progress): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'qizhi-demo' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('maintenance_work_mem', '512MB', true), set_config('work_mem', '256MB', true), set_config('synchronous_commit', 'off', true)`)
    await client.query('LOCK TABLE organization IN ACCESS EXCLUSIVE MODE')
    const { rows: present } = await client.query('SELECT FROM organization LIMIT 1')
    if (present.length > 0) {
      await client.query('ROLLBACK')
      return false
    }
    const checks = await suspendChecks(client, tables)
    await fill(client, scale, secrets, progress)
    progress.begin('indexes, constraints', checks.count)
    await checks.restore(() => progress.advance(1))
    await client.query('COMMIT')
    progress.begin('vacuum, analyze', 1)
    await client.query('VACUUM ANALYZE')
    progress.advance(1)
    return true
  } finally {
    // without a commit, everything is as it was
    await client.end()
  }
}

async function fill(client: pg.Client, scale: Scale, secrets: MemberSecrets, progress: Progress): Promise<void> {
  const send = async (step: string, total: number, statement: string, rows: Parameters<typeof copyRows>[2]) => {
    progress.begin(step, total)
    await copyRows(client, statement, rows, (sent) => progress.advance(sent))
  }
  const organizations = syntheticOrganizations(scale)
  const count = organizations.length
  await send('organization', count, 'COPY organization (id, code, kind, level, name, pinyin, initials, segment, established_on) FROM STDIN', organizations.map(({ id, code, kind, level, name, pinyin, initials, segment }) => [id, code, kind, level, name, pinyin, initials, segment, foundedOn]))
  await send('organization_placement', count, 'COPY organization_placement (organization_id, kind, parent_id, path, valid) FROM STDIN', organizations.map(({ id, kind, parent, path }) => [id, kind, parent?.id ?? null, path, always]))
  await send('organization_name', count, 'COPY organization_name (organization_id, name, valid) FROM STDIN', organizations.map(({ id, name }) => [id, name, always]))
  await send('organization_event', count, 'COPY organization_event (organization_id, type, effective_on, name_after, related_after) FROM STDIN', organizations.map(({ id, name, parent }) => [id, 'ESTABLISHED', foundedOn, name, parent?.id ?? null]))
  await send('organization_link', count, 'COPY organization_link (type, from_id, to_id, valid) FROM STDIN', organizations.flatMap(({ id, leader }) => (leader === null ? [] : [['LED_BY', id, leader.id, always]])))

  const people = new Map<string, Participant[]>()
  await send('member', scale.members, `COPY member (${memberColumns}) FROM STDIN`, memberRows(syntheticMembers(scale, organizations), secrets, people))
  await send('external_identity', scale.members, 'COPY external_identity (source, external_id, member_id) FROM STDIN', mapped(syntheticMembers(scale, organizations), ({ externalId, id }) => [['HR', externalId, id]]))
  await send('membership', scale.members * 1.6, 'COPY membership (id, member_id, kind, organization_id, status, valid) FROM STDIN', mapped(syntheticMembers(scale, organizations), (member) => member.memberships.map(({ id, kind, organization, status, from }) => [id, member.id, kind, organization.id, status, `[${from},)`])))

  const { rows: [clock] } = await client.query<{ today: string }>('SELECT today()::text AS today')
  const activities = () => syntheticActivities(scale, organizations, people, clock!.today)
  await send('activity', scale.activities, `COPY activity (${activityColumns}) FROM STDIN`, mapped(activities(), (activity) => [activityRow(activity)]))
  await send('attendance', scale.activities * attendancesPerActivity * 0.96, 'COPY attendance (activity_id, member_id, member_name, expected, status, recorded_at) FROM STDIN', mapped(activities(), attendanceRows))
  const derived = [sequences, places, activityCells, memberCells]
  progress.begin('places, counts', derived.length)
  for (const statement of derived) {
    await client.query(statement)
    progress.advance(1)
  }
}

const always = `[${foundedOn},)`

const memberColumns =
  'id, code, name, pinyin, initials, sex, birth_date, ethnicity, education, political_status, national_id_cipher, national_id_index, national_id_masked, phone_cipher, phone_masked, employer_unit_id, employment_status, employment_started, post, monthly_wage_base'

/** Numbers are sealed as the register seals them. On the way, who belongs where is noted for the activities. */
async function* memberRows(members: Iterable<SyntheticMember>, secrets: MemberSecrets, people: Map<string, Participant[]>) {
  for (const member of members) {
    const { id, name } = member
    const participant = { id, name }
    for (const { organization } of member.memberships) note(people, organization, participant)
    const [number, phone] = await Promise.all([secrets.sealNationalId(member.nationalId, id), secrets.sealPhone(member.phone, id)])
    yield [
      id, member.code, name, member.pinyin, member.initials, member.sex, member.birthDate, member.ethnicity, member.education, member.politicalStatus,
      number.cipher, number.index, number.masked, phone.cipher, phone.masked,
      member.employerUnitId, member.employmentStatus, member.employmentStarted, member.post, member.wageFen,
    ]
  }
}

/** A general branch invites from its branches. */
function note(people: Map<string, Participant[]>, organization: SyntheticOrganization, participant: Participant): void {
  for (const place of [organization, organization.parent]) {
    if (place === null) continue
    const there = people.get(place.id)
    if (there === undefined) people.set(place.id, [participant])
    else if (there.length < mostParticipants) there.push(participant)
  }
}

const mostParticipants = 100

const activityColumns =
  'id, code, organization_id, type_code, title, status, planned_start, held_on, cancel_reason, expected_count, present_count, expected_present_count, leave_count, absent_count'

function activityRow({ id, code, organizationId, typeCode, title, status, plannedStart, heldOn, attendances, expected }: SyntheticActivity) {
  const having = (wanted: string) => attendances.filter((attendance) => attendance.status === wanted).length
  const present = having('PRESENT')
  return [id, code, organizationId, typeCode, title, status, plannedStart, heldOn, status === 'CANCELLED' ? '另行安排' : null, expected ? attendances.length : 0, present, expected ? present : 0, having('LEAVE'), having('ABSENT')]
}

function attendanceRows({ id, plannedStart, attendances, expected }: SyntheticActivity) {
  return attendances.map(({ member, status }) => [id, member.id, member.name, expected, status, plannedStart])
}

function* mapped<Item, Row>(items: Iterable<Item>, rowsOf: (item: Item) => readonly Row[]): Generator<Row> {
  for (const item of items) yield* rowsOf(item)
}

/** What the product makes next follows what was loaded. */
const sequences = `SELECT setval('organization_segment', (SELECT count(*) FROM organization)), setval('member_code', (SELECT count(*) FROM member)), setval('activity_code', (SELECT count(*) FROM activity))`

/** Where each person stands today, as the triggers would have noted it. */
const places = `
INSERT INTO member_place (member_id, kind, organization_id)
SELECT member_id, kind, organization_id FROM membership WHERE upper_inf(valid)
UNION ALL SELECT id, 'UNIT', employer_unit_id FROM member WHERE employer_unit_id IS NOT NULL`

const above = `
above AS (
  SELECT p.organization_id, a.id AS above FROM organization_placement p CROSS JOIN generate_series(0, p.depth) AS step
  JOIN organization a ON a.segment = substr(p.path, step * 9 + 2, 8) WHERE upper_inf(p.valid)
)`

const activityCells = `
INSERT INTO activity_count_cell (organization_id, month, type_code, activities, attendances, expected, expected_present)
WITH own AS (
  SELECT organization_id, date_trunc('month', held_on)::date AS month, type_code, count(*) AS activities,
    sum(present_count + observer_count) AS attendances, sum(expected_count) AS expected, sum(expected_present_count) AS expected_present
  FROM activity WHERE held_on IS NOT NULL GROUP BY 1, 2, 3
), ${above}
SELECT above.above, month, type_code, sum(activities), sum(attendances), sum(expected), sum(expected_present) FROM own JOIN above USING (organization_id) GROUP BY 1, 2, 3`

const memberCells = `
INSERT INTO member_count_cell (organization_id, status, members)
WITH own AS (
  SELECT organization_id, status, count(*) AS members FROM membership WHERE upper_inf(valid) GROUP BY 1, 2
  UNION ALL
  SELECT employer_unit_id, employment_status, count(*) FROM member WHERE employer_unit_id IS NOT NULL GROUP BY 1, 2
), ${above}
SELECT above.above, status, sum(members) FROM own JOIN above USING (organization_id) GROUP BY 1, 2`
