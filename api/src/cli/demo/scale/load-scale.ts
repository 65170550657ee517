import pg from 'pg'
import { type MemberSecrets } from '../../../modules/members/index.ts'
import { suspendChecks } from '../../../platform/database/bulk-load.ts'
import { type Participant } from './activities.ts'
import { activityStep, attendanceStep } from './activity-steps.ts'
import { copy, type CopyStep } from './copy.ts'
import { derivedRows } from './derived.ts'
import { externalIdentityStep, membershipStep, memberStep } from './member-steps.ts'
import { organizationSteps } from './organization-steps.ts'
import { syntheticOrganizations } from './organizations.ts'
import { type Scale } from './scale.ts'

/** How far a load is. */
export interface Progress {
  /** `total` is how many rows the step will send, as far as can be told. */
  begin(step: string, total: number): void
  advance(rows: number): void
}

/** The tables that a load fills. */
const tables = [
  'organization',
  'organization_placement',
  'organization_name',
  'organization_event',
  'organization_link',
  'member',
  'external_identity',
  'membership',
  'member_place',
  'activity',
  'attendance',
  'activity_count_cell',
  'member_count_cell',
  'participation_year',
]

/**
 * Fills an empty database with a generated bureau of the scale, by COPY, in one transaction; false where there are organisations already. The change
 * feed is not told: whoever follows it begins with a full read.
 */
export async function loadScale(databaseUrl: string, scale: Scale, secrets: MemberSecrets, progress: Progress): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'qizhi-demo' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(
      `SELECT set_config('maintenance_work_mem', '512MB', true), set_config('work_mem', '256MB', true), set_config('synchronous_commit', 'off', true)`,
    )
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
  const send = async <Item>(step: CopyStep<Item>) => {
    progress.begin(step.table, step.total)
    await copy(client, step, (sent) => progress.advance(sent))
  }
  const organizations = syntheticOrganizations(scale)
  for (const step of organizationSteps(organizations)) await send(step)
  const people = new Map<string, Participant[]>()
  await send(memberStep(scale, organizations, secrets, people))
  await send(externalIdentityStep(scale, organizations))
  await send(membershipStep(scale, organizations))
  const { rows } = await client.query<{ today: string }>('SELECT today()::text AS today')
  const parts = { scale, organizations, people, today: rows[0]!.today }
  await send(activityStep(parts))
  await send(attendanceStep(parts))
  progress.begin('places, counts', derivedRows.length)
  for (const statement of derivedRows) {
    await client.query(statement)
    progress.advance(1)
  }
}
