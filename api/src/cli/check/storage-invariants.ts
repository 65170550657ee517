import { type Invariant } from './invariant.ts'

/** What the database itself holds: references, constraints, triggers. A load that suspends them must have brought them back. */
export const storageInvariants: readonly Invariant[] = [
  {
    name: 'storage.references',
    title: { zh: '没有指向不存在的行的引用', en: 'No row refers to one that is not there' },
    sql: `SELECT 'membership' AS "table", m.id::text AS row FROM membership m WHERE NOT EXISTS (SELECT FROM member WHERE id = m.member_id) OR NOT EXISTS (SELECT FROM organization WHERE id = m.organization_id)
      UNION ALL SELECT 'organization_placement', p.id::text FROM organization_placement p WHERE NOT EXISTS (SELECT FROM organization WHERE id = p.organization_id) OR (p.parent_id IS NOT NULL AND NOT EXISTS (SELECT FROM organization WHERE id = p.parent_id))
      UNION ALL SELECT 'organization_name', n.id::text FROM organization_name n WHERE NOT EXISTS (SELECT FROM organization WHERE id = n.organization_id)
      UNION ALL SELECT 'organization_link', l.id::text FROM organization_link l WHERE NOT EXISTS (SELECT FROM organization WHERE id = l.from_id) OR NOT EXISTS (SELECT FROM organization WHERE id = l.to_id)
      UNION ALL SELECT 'member', m.id::text FROM member m WHERE m.employer_unit_id IS NOT NULL AND NOT EXISTS (SELECT FROM organization WHERE id = m.employer_unit_id)
      UNION ALL SELECT 'external_identity', e.source || ' ' || e.external_id FROM external_identity e WHERE NOT EXISTS (SELECT FROM member WHERE id = e.member_id)
      UNION ALL SELECT 'activity', a.id::text FROM activity a WHERE NOT EXISTS (SELECT FROM organization WHERE id = a.organization_id) OR NOT EXISTS (SELECT FROM activity_type WHERE code = a.type_code)
      UNION ALL SELECT 'attendance', t.activity_id || ' ' || t.member_id FROM attendance t WHERE NOT EXISTS (SELECT FROM activity WHERE id = t.activity_id) OR NOT EXISTS (SELECT FROM member WHERE id = t.member_id)
      UNION ALL SELECT 'activity_co_organizer', c.activity_id || ' ' || c.organization_id FROM activity_co_organizer c WHERE NOT EXISTS (SELECT FROM activity WHERE id = c.activity_id) OR NOT EXISTS (SELECT FROM organization WHERE id = c.organization_id)
      UNION ALL SELECT 'activity_attachment', t.id::text FROM activity_attachment t WHERE NOT EXISTS (SELECT FROM activity WHERE id = t.activity_id) OR NOT EXISTS (SELECT FROM stored_file WHERE id = t.file_id)
      UNION ALL SELECT 'access_grant', g.id::text FROM access_grant g WHERE NOT EXISTS (SELECT FROM account WHERE id = g.account_id) OR (g.organization_id IS NOT NULL AND NOT EXISTS (SELECT FROM organization WHERE id = g.organization_id))
      UNION ALL SELECT 'import_row', r.run_id || ' ' || r.line FROM import_row r WHERE NOT EXISTS (SELECT FROM import_run WHERE id = r.run_id)
      UNION ALL SELECT 'report', r.id::text FROM report r WHERE r.owner_id IS NOT NULL AND NOT EXISTS (SELECT FROM account WHERE id = r.owner_id)
      UNION ALL SELECT 'report_version', v.report_id || ' ' || v.number FROM report_version v WHERE NOT EXISTS (SELECT FROM report WHERE id = v.report_id)
      UNION ALL SELECT 'report_share', s.report_id || ' ' || s.organization_id FROM report_share s WHERE NOT EXISTS (SELECT FROM report WHERE id = s.report_id) OR NOT EXISTS (SELECT FROM organization WHERE id = s.organization_id) LIMIT $1`,
  },
  {
    name: 'storage.constraints',
    title: { zh: '约束、索引、触发器都在生效', en: 'Constraints, indexes and triggers are all in force' },
    sql: `SELECT 'constraint' AS what, conrelid::regclass::text AS "table", conname AS name FROM pg_constraint WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
      UNION ALL SELECT 'index', indrelid::regclass::text, indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE NOT indisvalid AND c.relnamespace = current_schema()::regnamespace
      UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE tgenabled = 'D' AND c.relnamespace = current_schema()::regnamespace LIMIT $1`,
  },
  {
    name: 'storage.periods',
    title: { zh: '排除约束仍在', en: 'The constraints that keep periods apart are there' },
    sql: `SELECT expected.name FROM unnest(ARRAY['membership_one_at_a_time', 'organization_link_one_leader', 'organization_placement_organization_id_valid_excl', 'organization_name_organization_id_valid_excl']) AS expected (name)
      WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conname = expected.name AND contype = 'x' AND connamespace = current_schema()::regnamespace) LIMIT $1`,
  },
  {
    name: 'import.counts',
    title: { zh: '导入完毕的批次，行数与各行结果一致', en: 'The counts of an applied import are those of its rows' },
    sql: `SELECT r.id, r.counts, c.total, c.rejected FROM import_run r
      LEFT JOIN (SELECT run_id, count(*) AS total, count(*) FILTER (WHERE outcome = 'REJECTED') AS rejected FROM import_row GROUP BY 1) c ON c.run_id = r.id
      WHERE r.status = 'APPLIED' AND ((r.counts ->> 'total')::bigint, (r.counts ->> 'rejected')::bigint) IS DISTINCT FROM (coalesce(c.total, 0), coalesce(c.rejected, 0)) LIMIT $1`,
  },
]
