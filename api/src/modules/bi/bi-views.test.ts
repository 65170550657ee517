import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { biViews } from '../../../migrations/0018-bi-views.ts'
import { codesSeen, TestBi, type TestTool } from '../../testing/test-bi.ts'

let bi: TestBi

beforeAll(async () => {
  bi = await TestBi.begin()
})
afterEach(() => bi.disconnect())
afterAll(() => bi.close())

describe('a role of a part', () => {
  test('sees its organisations, with names from where it begins', async () => {
    const of = await bi.tool({ organizations: ['PA'] })
    expect(await of.query('SELECT code, parent_id, path_names, kind, level, depth FROM organizations')).toEqual([
      { code: 'PA', parent_id: null, path_names: '组织PA', kind: 'PARTY', level: 'BRANCH', depth: 1 },
    ])
    const whole = await bi.tool({ organizations: ['P', 'PA'] })
    expect(await whole.query('SELECT code, parent_id IS NULL AS top, path_names FROM organizations ORDER BY code')).toEqual([
      { code: 'P', top: true, path_names: '组织P' },
      { code: 'PA', top: false, path_names: '组织P / 组织PA' },
      { code: 'PB', top: false, path_names: '组织P / 组织PB' },
    ])
  })

  test('sees activities and figures of its organisations; figures of what is above hold those below', async () => {
    const of = await bi.tool({ organizations: ['PA'] })
    expect(await of.query('SELECT title, type_name, present FROM activities')).toEqual([
      { title: 'PA大会', type_name: expect.any(String), present: 7 },
      { title: 'PA大会', type_name: expect.any(String), present: 7 },
    ])
    const everywhere = await bi.tool({})
    const figures = await everywhere.query(
      `SELECT code, month::text, activities, attendances FROM activity_counts_by_month c JOIN organizations o ON o.id = c.organization_id ORDER BY code`,
    )
    expect(figures).toEqual([
      { code: 'P', month: '2026-03-01', activities: 3, attendances: 17 },
      { code: 'PA', month: '2026-03-01', activities: 2, attendances: 14 },
      { code: 'PB', month: '2026-03-01', activities: 1, attendances: 3 },
    ])
  })

  test('sees persons without what names them, where it may', async () => {
    const of = await bi.tool({ organizations: ['PA'], persons: true })
    const persons = await of.query<Record<string, unknown>>('SELECT * FROM members')
    expect(persons).toHaveLength(7)
    expect(Object.keys(persons[0]!).sort()).toEqual([
      'age_band',
      'education',
      'employer_unit_id',
      'employment_status',
      'ethnicity',
      'id',
      'sex',
    ])
    expect(persons[0]).toMatchObject({ sex: 'FEMALE', age_band: expect.stringMatching(/^FROM_4/), employer_unit_id: null })
    expect(await of.query('SELECT count(*)::int, count(member_id)::int AS known FROM attendances')).toEqual([{ count: 14, known: 14 }])
    expect(await of.query(`SELECT DISTINCT kind, status, valid_from::text, valid_to, ending FROM memberships`)).toEqual([
      { kind: 'PARTY', status: 'FULL', valid_from: '2016-01-01', valid_to: null, ending: null },
    ])
  })

  test('without persons sees none, and their number in steps', async () => {
    const of = await bi.tool({ organizations: ['P'] })
    for (const view of ['members', 'memberships', 'attendances']) expect(await of.refused(`SELECT * FROM ${view}`)).toBe('42501')
    const counts = (by: TestTool) =>
      by.query(`SELECT code, members FROM member_counts c JOIN organizations o ON o.id = c.organization_id ORDER BY code`)
    expect(await counts(of)).toEqual([
      { code: 'P', members: 10 },
      { code: 'PA', members: 5 },
      { code: 'PB', members: null },
    ])
    expect(await counts(await bi.tool({ organizations: ['P'], persons: true }))).toEqual([
      { code: 'P', members: 10 },
      { code: 'PA', members: 7 },
      { code: 'PB', members: 3 },
    ])
  })

  test('loses what is taken away at its next statement, and gets what it is given', async () => {
    const of = await bi.tool({ organizations: ['PA'], persons: true })
    const name = of.role.slice('bi_'.length)
    expect(await codesSeen(of)).toEqual(['PA'])
    await bi.access.grant({ name, organizations: ['PB'], everything: false, persons: false, newPassword: false })
    expect(await codesSeen(of)).toEqual(['PB'])
    expect(await of.refused('SELECT * FROM members')).toBe('42501')
    expect(await bi.access.revoke(name)).toBe(true)
    expect(await of.refused('SELECT * FROM organizations')).not.toBe('done')
    await expect(bi.connected(of.role, 'x')).rejects.toThrow()
    expect(await bi.access.revoke(name)).toBe(false)
  })
})

test('every view and column is documented, in both languages', async () => {
  const shown = await bi.server.sql<{ view: string; column: string | null; comment: string | null }>(`
    SELECT c.relname AS view, a.attname AS column, coalesce(col_description(c.oid, a.attnum), '') AS comment
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'bi' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    UNION ALL SELECT c.relname, NULL, coalesce(obj_description(c.oid, 'pg_class'), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'bi'`)
  expect(new Set(shown.map(({ view }) => view))).toEqual(new Set(biViews.map(({ name }) => name)))
  expect(shown.filter(({ comment }) => !/[\u4e00-\u9fff].*[A-Za-z]{3}/.test(comment ?? ''))).toEqual([])
})
