import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type PoolClient } from 'pg'
import { poolOf } from '../../platform/database/data-source.ts'
import { aTestWorld, type TestWorld } from '../../testing/test-world.ts'
import { loadDemoBureau } from '../demo/index.ts'
import { check, invariants, runChecks } from './run-checks.ts'

let world: TestWorld
let client: PoolClient

beforeAll(async () => {
  world = await aTestWorld()
  await loadDemoBureau({ platform: world, modules: world.modules })
  await world.as()
  client = await poolOf(world.dataSource).connect()
}, 60_000)
afterAll(async () => {
  client.release()
  await world.close()
})

const organization = (code: string) => `(SELECT id FROM organization WHERE code = '${code}')`
const anyActivity = `(SELECT id FROM activity WHERE status = 'ARCHIVED' ORDER BY id LIMIT 1)`
const anyMembership = `(SELECT id FROM membership WHERE kind = 'PARTY' AND upper_inf(valid) ORDER BY id LIMIT 1)`
const withoutExclusion = 'ALTER TABLE membership DROP CONSTRAINT membership_one_at_a_time'

/** For each invariant, what makes it untrue: SQL that goes round the constraints and triggers, as a bug or a careless hand would. */
const plants: Readonly<Record<string, readonly string[]>> = {
  'organization.one-open-placement': [`DELETE FROM organization_name WHERE organization_id = ${organization('P7')}`],
  'organization.periods-apart': [
    'ALTER TABLE organization_name DROP CONSTRAINT organization_name_organization_id_valid_excl',
    `INSERT INTO organization_name (organization_id, name, valid) VALUES (${organization('P7')}, '旧名', '[1950-01-01,1960-01-01)')`,
  ],
  'organization.paths': [`UPDATE organization_placement SET path = replace(path, '/', '/0') WHERE organization_id = ${organization('P7')}`],
  'organization.no-cycles': [
    `UPDATE organization_placement SET parent_id = ${organization('P7')} WHERE organization_id = ${organization('P6')}`,
  ],
  'organization.parents': [`UPDATE organization SET level = 'GROUP' WHERE code = 'P7'`],
  'organization.lifetimes': [`UPDATE organization_placement SET valid = '[1999-01-01,)' WHERE organization_id = ${organization('P7')}`],
  'organization.dissolved-closed': [`UPDATE organization SET dissolved_on = today() WHERE code = 'P7'`],
  'organization.links': [`UPDATE organization_link SET to_id = ${organization('T1')} WHERE from_id = ${organization('L1')}`],
  'organization.one-leader': [
    'ALTER TABLE organization_link DROP CONSTRAINT organization_link_one_leader',
    `INSERT INTO organization_link (type, from_id, to_id, valid) VALUES ('LED_BY', ${organization('L1')}, ${organization('P9')}, '[2020-01-01,)')`,
  ],
  'membership.one-open': [
    withoutExclusion,
    'DROP INDEX membership_today',
    'ALTER TABLE membership DISABLE TRIGGER USER',
    `INSERT INTO membership (member_id, kind, organization_id, status, valid) SELECT member_id, kind, organization_id, status, '[2025-01-01,)' FROM membership WHERE id = ${anyMembership}`,
  ],
  'membership.periods-apart': [
    withoutExclusion,
    `INSERT INTO membership (member_id, kind, organization_id, status, valid, ending) SELECT member_id, kind, organization_id, status, '[2025-01-01,2025-02-01)', 'WITHDRAWN' FROM membership WHERE id = ${anyMembership}`,
  ],
  'membership.kind': [
    'ALTER TABLE membership DROP CONSTRAINT membership_organization_id_kind_fkey',
    `UPDATE membership SET organization_id = ${organization('T1')} WHERE id = ${anyMembership}`,
  ],
  'membership.lifetimes': [`UPDATE membership SET valid = daterange(today() + 10, NULL) WHERE id = ${anyMembership}`],
  'membership.endings': [
    'ALTER TABLE membership DROP CONSTRAINT membership_check1',
    `UPDATE membership SET ending = 'REMOVED' WHERE id = ${anyMembership}`,
  ],
  'member.employer': [`UPDATE member SET employer_unit_id = ${organization('P7')} WHERE code = (SELECT min(code) FROM member)`],
  'member.places': [`DELETE FROM member_place WHERE member_id = (SELECT id FROM member ORDER BY code LIMIT 1)`],
  'member.numbers': [`UPDATE member SET national_id_masked = NULL WHERE code = (SELECT min(code) FROM member)`],
  'activity.attendance-counts': [`DELETE FROM attendance WHERE activity_id = ${anyActivity}`],
  'activity.states': [`UPDATE activity SET held_on = today() + 3 WHERE id = ${anyActivity}`],
  'activity.organizers': [
    `INSERT INTO activity_co_organizer (activity_id, organization_id) SELECT id, organization_id FROM activity WHERE id = ${anyActivity}`,
  ],
  'attendance.states': [
    `UPDATE attendance SET status = 'ABSENT' WHERE NOT expected AND activity_id = (SELECT activity_id FROM attendance WHERE NOT expected LIMIT 1)`,
  ],
  'counts.activities': [
    'ALTER TABLE activity DISABLE TRIGGER USER',
    `DELETE FROM attendance WHERE activity_id = ${anyActivity}`,
    `DELETE FROM activity WHERE id = ${anyActivity}`,
  ],
  'counts.members': [`UPDATE member_count_delta SET members = members + 1 WHERE id = (SELECT min(id) FROM member_count_delta)`],
  'counts.participations': [`UPDATE participation_year SET times = times + 1 WHERE member_id = (SELECT min(member_id::text)::uuid FROM participation_year)`],
  'report.versions': [
    `WITH made AS (INSERT INTO report (owner_id, name, current_version) SELECT id, '报表', 2 FROM account LIMIT 1 RETURNING id)
     INSERT INTO report_version (report_id, number, name, definition) SELECT id, 2, '报表', '{}' FROM made`,
  ],
  'storage.references': [
    'ALTER TABLE attendance DROP CONSTRAINT attendance_activity_id_fkey',
    `DELETE FROM activity WHERE id = ${anyActivity}`,
  ],
  'storage.constraints': ['ALTER TABLE membership DISABLE TRIGGER membership_count_insert'],
  'storage.periods': [withoutExclusion],
  'import.counts': [
    `INSERT INTO stored_file (id, filename, media_type, size, sha256, storage_key, uploaded_by) SELECT uuid_v7(), 'x', 'text/csv', 1, '', 'x', id FROM account LIMIT 1`,
    `INSERT INTO import_run (target, status, file_id, mapping, columns, counts, created_by) SELECT 'ROSTER', 'APPLIED', id, '[]', '[]', '{"total": 1, "rejected": 0}', uploaded_by FROM stored_file`,
  ],
}

describe('qizhi check', () => {
  test('finds nothing in a sound database', async () => {
    const found: string[] = []
    for await (const { invariant, offending } of runChecks(client))
      if (offending.length > 0) found.push(`${invariant.name} ${JSON.stringify(offending)}`)
    expect(found).toEqual([])
  })

  test('has something planted for each invariant', () => {
    expect(Object.keys(plants).sort()).toEqual(invariants.map(({ name }) => name).sort())
  })

  test.each(invariants.map((invariant) => [invariant.name, invariant] as const))('finds what breaks %s', async (name, invariant) => {
    await client.query('BEGIN')
    try {
      for (const sql of plants[name]!) await client.query(sql)
      const { offending } = await check(client, invariant)
      expect(offending.length).toBeGreaterThan(0)
    } finally {
      await client.query('ROLLBACK')
    }
  })
})
