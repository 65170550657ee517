import { type Invariant } from './invariant.ts'

/** What every count is made of: cells and what is not yet folded into them. */
export const rollUpInvariants: readonly Invariant[] = [
  {
    name: 'counts.activities',
    title: {
      zh: '活动汇总加上未合并的变动，等于逐条统计',
      en: 'Cells and deltas of activities are what the rows come to, for every ancestor',
    },
    sql: `WITH own AS (
        SELECT organization_id, date_trunc('month', held_on)::date AS month, type_code, count(*) AS activities,
          sum(present_count + observer_count) AS attendances, sum(expected_count) AS expected, sum(expected_present_count) AS expected_present
        FROM activity WHERE held_on IS NOT NULL GROUP BY 1, 2, 3
      ), above AS (
        SELECT p.organization_id, a.id AS above FROM organization_placement p CROSS JOIN generate_series(0, p.depth) AS step
        JOIN organization a ON a.segment = substr(p.path, step * 9 + 2, 8) WHERE upper_inf(p.valid)
      ), counted AS (
        SELECT above.above AS organization_id, month, type_code, sum(activities) AS activities, sum(attendances) AS attendances, sum(expected) AS expected, sum(expected_present) AS expected_present
        FROM own JOIN above USING (organization_id) GROUP BY 1, 2, 3
      ), kept AS (
        SELECT organization_id, month, type_code, sum(activities) AS activities, sum(attendances) AS attendances, sum(expected) AS expected, sum(expected_present) AS expected_present
        FROM (
          SELECT organization_id, month, type_code, activities, attendances, expected, expected_present FROM activity_count_cell
          UNION ALL
          SELECT organization_id, month, type_code, activities, attendances, expected, expected_present FROM activity_count_delta
        ) parts GROUP BY 1, 2, 3
      )
      SELECT o.code, month, type_code, kept.activities AS kept_activities, counted.activities, kept.attendances AS kept_attendances, counted.attendances,
        kept.expected AS kept_expected, counted.expected, kept.expected_present AS kept_expected_present, counted.expected_present
      FROM counted FULL JOIN kept USING (organization_id, month, type_code) LEFT JOIN organization o ON o.id = organization_id
      WHERE (coalesce(counted.activities, 0), coalesce(counted.attendances, 0), coalesce(counted.expected, 0), coalesce(counted.expected_present, 0))
        <> (coalesce(kept.activities, 0), coalesce(kept.attendances, 0), coalesce(kept.expected, 0), coalesce(kept.expected_present, 0)) LIMIT $1`,
  },
  {
    name: 'counts.members',
    title: {
      zh: '人员汇总加上未合并的变动，等于逐条统计',
      en: 'Cells and deltas of members are what the rows come to, for every ancestor',
    },
    sql: `WITH own AS (
        SELECT organization_id, status, count(*) AS members FROM membership WHERE upper_inf(valid) GROUP BY 1, 2
        UNION ALL
        SELECT employer_unit_id, employment_status, count(*) FROM member WHERE employer_unit_id IS NOT NULL GROUP BY 1, 2
      ), above AS (
        SELECT p.organization_id, a.id AS above FROM organization_placement p CROSS JOIN generate_series(0, p.depth) AS step
        JOIN organization a ON a.segment = substr(p.path, step * 9 + 2, 8) WHERE upper_inf(p.valid)
      ), counted AS (
        SELECT above.above AS organization_id, status, sum(members) AS members FROM own JOIN above USING (organization_id) GROUP BY 1, 2
      ), kept AS (
        SELECT organization_id, status, sum(members) AS members
        FROM (SELECT organization_id, status, members FROM member_count_cell UNION ALL SELECT organization_id, status, members FROM member_count_delta) parts GROUP BY 1, 2
      )
      SELECT o.code, status, kept.members AS kept, counted.members AS counted
      FROM counted FULL JOIN kept USING (organization_id, status) LEFT JOIN organization o ON o.id = organization_id
      WHERE coalesce(counted.members, 0) <> coalesce(kept.members, 0) LIMIT $1`,
  },
  {
    name: 'counts.participations',
    title: {
      zh: '按年度登记的参加人员与出勤明细一致',
      en: 'Who took part in a year is what the attendances come to',
    },
    sql: `WITH counted AS (
        SELECT extract(year FROM a.held_on)::int AS year, a.organization_id, t.member_id, count(*) AS times
        FROM attendance t JOIN activity a ON a.id = t.activity_id WHERE a.held_on IS NOT NULL AND t.status IN ('PRESENT', 'OBSERVER') GROUP BY 1, 2, 3
      )
      SELECT o.code, year, m.code AS member, kept.times AS kept, counted.times AS counted
      FROM counted FULL JOIN participation_year kept USING (year, organization_id, member_id)
      LEFT JOIN organization o ON o.id = organization_id LEFT JOIN member m ON m.id = member_id
      WHERE coalesce(counted.times, 0) <> coalesce(kept.times, 0) LIMIT $1`,
  },
]
