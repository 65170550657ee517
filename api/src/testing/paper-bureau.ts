import { type TestWorld } from './test-world.ts'

/** A small bureau as anybody would keep it on paper: what a count is compared with. Days are text, ends are not included. */
export interface PaperBureau {
  readonly organizations: readonly PaperOrganization[]
  readonly moves: readonly { readonly organization: string; readonly parent: string; readonly day: string }[]
  readonly leads: readonly { readonly led: string; readonly leader: string; readonly from: string; readonly to: string | null }[]
  readonly members: readonly PaperMember[]
  readonly memberships: readonly PaperMembership[]
  readonly activities: readonly PaperActivity[]
}

export interface PaperOrganization {
  readonly code: string
  readonly kind: string
  readonly level: string
  readonly parent: string | null
  readonly dissolvedOn: string | null
}

export interface PaperMember {
  readonly code: string
  readonly sex: 'MALE' | 'FEMALE'
  readonly birthDate: string | null
  readonly education: string | null
  readonly unit: string | null
  readonly employmentStatus: 'ACTIVE' | 'RETIRED' | 'NONE'
  readonly employmentStarted: string | null
}

export interface PaperMembership {
  readonly member: string
  readonly kind: string
  readonly organization: string
  readonly status: string
  readonly from: string
  readonly to: string | null
  readonly ending: string | null
}

export interface PaperActivity {
  readonly organization: string
  readonly type: string
  readonly day: string
  readonly status: 'PLANNED' | 'HELD' | 'ARCHIVED' | 'CANCELLED'
  readonly expected: number
  /** How many came in all; those of `persons` are known by name. */
  readonly present: number
  readonly observers: number
  readonly persons: readonly string[]
}

/** The types of activities on paper, and their groups in the catalogue. */
export const paperCategories: Readonly<Record<string, string>> = {
  BRANCH_MEETING: 'ORGANIZATION_LIFE',
  THEME_DAY: 'ORGANIZATION_LIFE',
  STAFF_CULTURE_AND_SPORTS: 'UNION',
}

export const established = '2010-01-01'

/** From an organisation up to the top of its tree, as it stood on a day; the top first. */
export function ancestry(bureau: PaperBureau, code: string, day: string): string[] {
  const moves = bureau.moves.filter((move) => move.organization === code && move.day <= day)
  const parent = moves.at(-1)?.parent ?? bureau.organizations.find((organization) => organization.code === code)!.parent
  return parent === null ? [code] : [...ancestry(bureau, parent, day), code]
}

/** The moves that can be made, one after the other: none under itself. */
export function possibleMoves(organizations: readonly PaperOrganization[], wished: PaperBureau['moves']): PaperBureau['moves'] {
  const made: PaperBureau['moves'][number][] = []
  for (const move of [...wished].sort((one, other) => one.day.localeCompare(other.day))) {
    const bureau = { organizations, moves: made } as unknown as PaperBureau
    const again = made.some(({ day, organization }) => day === move.day && organization === move.organization)
    if (!again && !ancestry(bureau, move.parent, move.day).includes(move.organization)) made.push(move)
  }
  return made
}

/** Ids by what the paper calls things: codes of organisations and members; `A0` and `S0` are the first activity and the first membership. */
export type PaperIds = ReadonlyMap<string, string>

/** Puts the bureau into an emptied test world. */
export async function onRecord(world: TestWorld, bureau: PaperBureau): Promise<PaperIds> {
  await world.sql(
    `TRUNCATE organization, member, activity, attendance, activity_count_cell, activity_count_delta, member_count_cell, member_count_delta, participation_year, change_event CASCADE`,
  )
  const ids = new Map<string, string>()
  const remember = (name: string, [row]: { id: string }[]) => ids.set(name, row!.id)
  const segments = new Map(bureau.organizations.map(({ code }, at) => [code, (at + 1).toString(16).padStart(8, '0')]))
  for (const { code, kind, level, dissolvedOn } of bureau.organizations) {
    remember(
      code,
      await world.sql(
        `INSERT INTO organization (code, kind, level, name, segment, established_on, dissolved_on) VALUES ($1, $2, $3, $1, $4, $5, $6) RETURNING id`,
        [code, kind, level, segments.get(code), established, dissolvedOn],
      ),
    )
    await world.sql(`INSERT INTO organization_name (organization_id, name, valid) VALUES ($1, $2, daterange($3, NULL))`, [
      ids.get(code),
      code,
      established,
    ])
  }
  const days = [established, ...new Set(bureau.moves.map(({ day }) => day))].sort()
  for (const { code, kind } of bureau.organizations) {
    const lines = days.map((day) => ancestry(bureau, code, day))
    const changes = days
      .map((day, at) => ({ day, line: lines[at]! }))
      .filter(({ line }, at) => at === 0 || line.join() !== lines[at - 1]!.join())
    for (const [at, { day, line }] of changes.entries()) {
      const path = line.map((each) => `/${segments.get(each)}`).join('')
      await world.sql(
        `INSERT INTO organization_placement (organization_id, kind, parent_id, path, valid) VALUES ($1, $2, $3, $4, daterange($5, $6))`,
        [ids.get(code), kind, ids.get(line.at(-2) ?? ''), path, day, changes[at + 1]?.day],
      )
    }
  }
  for (const { led, leader, from, to } of bureau.leads)
    await world.sql(`INSERT INTO organization_link (type, from_id, to_id, valid) VALUES ('LED_BY', $1, $2, daterange($3, $4))`, [
      ids.get(led),
      ids.get(leader),
      from,
      to,
    ])
  for (const member of bureau.members) {
    const { code, sex, birthDate, education, unit, employmentStatus, employmentStarted } = member
    remember(
      code,
      await world.sql(
        `INSERT INTO member (code, name, sex, birth_date, education, employer_unit_id, employment_status, employment_started) VALUES ($1, $1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [code, sex, birthDate, education, ids.get(unit ?? ''), employmentStatus, employmentStarted],
      ),
    )
  }
  for (const [at, { member, kind, organization, status, from, to, ending }] of bureau.memberships.entries()) {
    remember(
      `S${at}`,
      await world.sql(
        `INSERT INTO membership (member_id, kind, organization_id, status, valid, ending) VALUES ($1, $2, $3, $4, daterange($5, $6), $7) RETURNING id`,
        [ids.get(member), kind, ids.get(organization), status, from, to, ending],
      ),
    )
  }
  for (const [at, activity] of bureau.activities.entries()) {
    const { organization, type, day, status, expected, present, observers, persons } = activity
    const held = status === 'HELD' || status === 'ARCHIVED'
    remember(
      `A${at}`,
      await world.sql(
        `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on, cancel_reason, expected_count, present_count, expected_present_count, observer_count)
         VALUES ($1, $2, '活动', $3, $4::date + interval '2 hours', $5, $6, $7::int, $8::int, least($7::int, $8::int), $9) RETURNING id`,
        [ids.get(organization), type, status, day, held ? day : null, status === 'CANCELLED' ? '改期' : null, expected, present, observers],
      ),
    )
    await world.sql(
      `INSERT INTO attendance (activity_id, member_id, member_name, expected, status) SELECT $1, id, name, true, 'PRESENT' FROM member WHERE code = ANY($2) ORDER BY id`,
      [ids.get(`A${at}`), persons],
    )
  }
  return ids
}
