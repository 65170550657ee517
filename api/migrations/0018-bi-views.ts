import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What is read past the API: links to reports, and views for BI tools. The views stand in a schema beside the bureau's own: `bi` beside
 * `public`, `<schema>_bi` beside any other. What they show depends on the role that signed in, by the tables of grants below; a role without a
 * grant sees nothing. `qizhi bi grant` makes roles.
 */
export class BiViews1764018000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [reportLinks, grants, reach]) await runner.query(statement)
    const [{ path }] = (await runner.query(`SELECT current_setting('search_path') AS path`)) as [{ path: string }]
    // new things are made in the first schema of the path, old ones found in the second: no statement names either
    await runner.query(besideTheBureau)
    for (const { name, sql, comment, columns } of biViews) {
      await runner.query(`CREATE VIEW ${name} WITH (security_barrier) AS ${sql}`)
      await runner.query(`COMMENT ON VIEW ${name} IS ${literal(comment)}`)
      for (const [column, meaning] of Object.entries(columns))
        await runner.query(`COMMENT ON COLUMN ${name}.${column} IS ${literal(meaning)}`)
    }
    await runner.query(`SELECT set_config('search_path', $1, true)`, [path])
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

const besideTheBureau = `
DO $$
DECLARE
  bureau text := current_schema();
  beside text := CASE current_schema() WHEN 'public' THEN 'bi' ELSE current_schema() || '_bi' END;
BEGIN
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', beside);
  EXECUTE format('COMMENT ON SCHEMA %I IS %L', beside, 'BI 工具的只读视图，内容随登录角色的授权而定。Read-only views for BI tools; what they show depends on the grant of the role.');
  PERFORM set_config('search_path', format('%I, %I', beside, bureau), true);
END $$;
`

/** For programs that cannot send a header: an address that opens one report, in the scope of whoever made it, at the moment of asking. */
const reportLinks = `
CREATE TABLE report_link (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  token_hash text NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES account,
  report_id uuid NOT NULL REFERENCES report,
  name text NOT NULL CHECK (name <> ''),
  parameters jsonb,
  language text NOT NULL CHECK (language IN ('zh-CN', 'en')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX report_link_report ON report_link (report_id, account_id);

CREATE TABLE report_link_use (
  link_id uuid PRIMARY KEY REFERENCES report_link,
  last_used_at timestamptz NOT NULL,
  address text
);

CREATE TRIGGER change_insert AFTER INSERT ON report_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ReportLink', 'id', 'none');
CREATE TRIGGER change_update AFTER UPDATE ON report_link REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ReportLink', 'id', 'none');
CREATE TRIGGER change_delete AFTER DELETE ON report_link REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ReportLink', 'id', 'none');
`

const grants = `
CREATE TABLE bi_role (
  role_name name PRIMARY KEY,
  everything boolean NOT NULL DEFAULT false,
  persons boolean NOT NULL DEFAULT false,
  -- who may not see persons is told their number in steps of so many
  step int NOT NULL CHECK (step >= 1),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE bi_role_organization (
  role_name name NOT NULL REFERENCES bi_role ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organization,
  PRIMARY KEY (role_name, organization_id)
);
`

/** Which organisations the role that signed in reaches. SESSION_USER stays who signed in, whatever SET ROLE says. */
const reach = `
CREATE VIEW bi_reach AS
SELECT p.path AS from_path, p.path || '0' AS to_path
FROM bi_role_organization o JOIN organization_placement p ON p.organization_id = o.organization_id AND upper_inf(p.valid)
WHERE o.role_name = session_user
UNION ALL
SELECT '/', '0' FROM bi_role r WHERE r.role_name = session_user AND r.everything;

CREATE VIEW bi_organization AS
SELECT p.organization_id, p.parent_id, p.path, p.depth
FROM organization_placement p
WHERE upper_inf(p.valid) AND EXISTS (SELECT FROM bi_reach r WHERE p.path >= r.from_path COLLATE "C" AND p.path < r.to_path COLLATE "C");

CREATE VIEW bi_viewer AS SELECT r.persons, r.step FROM bi_role r WHERE r.role_name = session_user;
`

interface BiView {
  readonly name: string
  readonly comment: string
  readonly columns: Readonly<Record<string, string>>
  readonly sql: string
}

const inReach = (path: string) =>
  `EXISTS (SELECT FROM bi_reach r WHERE ${path} >= r.from_path COLLATE "C" AND ${path} < r.to_path COLLATE "C")`

const seesPersons = '(SELECT v.persons FROM bi_viewer v)'

const organizations: BiView = {
  name: 'organizations',
  comment: '组织：授权范围内现有的组织，每个一行。Organisations within the grant that exist today, one a row.',
  columns: {
    id: '组织的唯一标识。Its id.',
    code: '组织编码。Its code.',
    name: '名称。Its name.',
    kind: '类别：PARTY 党组织、UNION 工会、LEAGUE 共青团、WOMEN 妇女组织、UNIT 单位。The tree that it belongs to.',
    level: '层级。What it is within its kind.',
    parent_id: '上级组织；上级不在授权范围内时为空。The organisation above; null where that is not within the grant.',
    path_names: '自授权范围的顶层起各级组织的名称，以“ / ”分隔。The names from the top of the grant down to it.',
    depth: '在整棵树中的层数，根为 0。How deep it stands in its tree, 0 for a root.',
    established_on: '成立日期。The day of its establishment.',
  },
  sql: `
SELECT o.id, o.code, o.name, o.kind, o.level,
  CASE WHEN b.depth > 0 AND ${inReach('substr(b.path, 1, b.depth * 9)')} THEN b.parent_id END AS parent_id,
  (SELECT string_agg(above.name, ' / ' ORDER BY step) FROM generate_series(0, b.depth) AS step
   JOIN organization above ON above.segment = substr(b.path, step * 9 + 2, 8) WHERE ${inReach('substr(b.path, 1, step * 9 + 9)')}) AS path_names,
  b.depth, o.established_on
FROM bi_organization b JOIN organization o ON o.id = b.organization_id`,
}

const members: BiView = {
  name: 'members',
  comment:
    '人员：在授权范围内有组织身份或任职单位的人，每人一行，不含姓名、证件、电话和出生日期；仅授权查看人员的角色可见。Persons with a place within the grant, without names, numbers or dates; for roles that may see persons.',
  columns: {
    id: '人员的唯一标识。The person’s id.',
    sex: '性别：MALE、FEMALE、UNKNOWN。Sex.',
    age_band: '今天的年龄段；出生日期不详时为空。The band of completed years of age today; null where unknown.',
    ethnicity: '民族代码（GB/T 3304）。Ethnicity, as a code.',
    education: '学历代码（GB/T 4658）。Education, as a code.',
    employment_status: '在职状态：ACTIVE 在职、RETIRED 退休、LEFT 离职、NONE 非职工。Whether employed.',
    employer_unit_id: '所在单位；不在授权范围内时为空。The employer; null where that is not within the grant.',
  },
  sql: `
SELECT m.id, m.sex,
  (ARRAY['UP_TO_30', 'FROM_31_TO_35', 'FROM_36_TO_40', 'FROM_41_TO_45', 'FROM_46_TO_50', 'FROM_51_TO_55', 'FROM_56_TO_60', 'OVER_60'])[
    width_bucket(extract(year FROM age(today(), m.birth_date))::int, ARRAY[31, 36, 41, 46, 51, 56, 61]) + 1] AS age_band,
  m.ethnicity, m.education, m.employment_status,
  (SELECT b.organization_id FROM bi_organization b WHERE b.organization_id = m.employer_unit_id) AS employer_unit_id
FROM member m
WHERE ${seesPersons} AND EXISTS (SELECT FROM member_place p JOIN bi_organization b ON b.organization_id = p.organization_id WHERE p.member_id = m.id)`,
}

const memberships: BiView = {
  name: 'memberships',
  comment:
    '组织身份：授权范围内各组织现有和过去的组织身份，每段一行；仅授权查看人员的角色可见。Memberships, present and past, in organisations within the grant; for roles that may see persons.',
  columns: {
    id: '组织身份的唯一标识。Its id.',
    member_id: '人员，见 members。The person, as in members.',
    organization_id: '组织，见 organizations。The organisation, as in organizations.',
    kind: '类别：PARTY、UNION、LEAGUE。Of which kind.',
    status: '身份，例如 FULL 正式党员。The status, such as FULL.',
    valid_from: '开始日期。Its first day.',
    valid_to: '结束日期的次日；现有的为空。The day after its last; null while it is open.',
    ending: '结束的原因；现有的为空。Why it ended; null while it is open.',
  },
  sql: `
SELECT m.id, m.member_id, m.organization_id, m.kind, m.status, lower(m.valid) AS valid_from, upper(m.valid) AS valid_to, m.ending
FROM membership m JOIN bi_organization b ON b.organization_id = m.organization_id
WHERE ${seesPersons}`,
}

const activities: BiView = {
  name: 'activities',
  comment: '活动：授权范围内各组织主办的活动，每次一行。Activities that organisations within the grant hold, one a row.',
  columns: {
    id: '活动的唯一标识。Its id.',
    code: '活动编号。Its code.',
    organization_id: '主办组织，见 organizations。The organiser, as in organizations.',
    type_code: '活动类型代码。The code of its type.',
    type_name: '活动类型名称。What its type is called.',
    title: '标题。Its title.',
    status: '状态：PLANNED 计划、HELD 已开展、ARCHIVED 已归档、CANCELLED 已取消。How far it is.',
    on_day: '列表和日历中的日期：开展日期，未开展的为计划日期。The day that lists put it on: held, else planned.',
    held_on: '开展日期；未开展的为空。The day on which it was held; null before.',
    expected: '应到人次。How many are expected.',
    present: '实到人次，不含列席。How many of those expected, or brought along, were present.',
    observers: '列席人次。How many observers came.',
  },
  sql: `
SELECT a.id, a.code, a.organization_id, a.type_code, t.name_zh AS type_name, a.title, a.status, a.on_day, a.held_on,
  a.expected_count AS expected, a.present_count AS present, a.observer_count AS observers
FROM activity a JOIN bi_organization b ON b.organization_id = a.organization_id JOIN activity_type t ON t.code = a.type_code`,
}

const attendances: BiView = {
  name: 'attendances',
  comment:
    '出勤：授权范围内各次活动的出勤，每人次一行；仅授权查看人员的角色可见。Attendances of those activities, one a person; for roles that may see persons.',
  columns: {
    activity_id: '活动，见 activities。The activity, as in activities.',
    member_id: '人员；不在授权范围内的为空。The person; null where he has no place within the grant.',
    expected: '是否应到。Whether he was expected.',
    status: '出勤：PRESENT、LEAVE、ABSENT、OBSERVER；未登记的为空。How he attended; null while it is not recorded.',
  },
  sql: `
SELECT e.activity_id,
  CASE WHEN EXISTS (SELECT FROM member_place p JOIN bi_organization near ON near.organization_id = p.organization_id WHERE p.member_id = e.member_id) THEN e.member_id END AS member_id,
  e.expected, e.status
FROM attendance e JOIN activity a ON a.id = e.activity_id JOIN bi_organization b ON b.organization_id = a.organization_id
WHERE ${seesPersons}`,
}

const activityCounts: BiView = {
  name: 'activity_counts_by_month',
  comment:
    '按月活动统计：每个组织连同其下级在每月、每类开展的活动。上级的数字已含下级，不要相加。Activities held by each organisation with everything below it, by month and type: the figure of an organisation holds those below it, so they do not add up.',
  columns: {
    organization_id: '组织，见 organizations。The organisation, as in organizations.',
    month: '月份，以其第一天表示。The month, by its first day.',
    type_code: '活动类型代码。The code of the type.',
    activities: '活动次数。How many activities.',
    attendances: '出席人次，含列席。How many attendances, observers included.',
    expected: '应到人次。How many were expected.',
    expected_present:
      '应到者中实到的人次；与 expected 之比为出勤率。How many of those expected were present: over expected, the rate of attendance.',
  },
  sql: `
SELECT c.organization_id, c.month, c.type_code, sum(c.activities)::int AS activities, sum(c.attendances)::int AS attendances,
  sum(c.expected)::int AS expected, sum(c.expected_present)::int AS expected_present
FROM (
  SELECT organization_id, month, type_code, activities, attendances, expected, expected_present FROM activity_count_cell
  UNION ALL
  SELECT organization_id, month, type_code, activities, attendances, expected, expected_present FROM activity_count_delta
) c JOIN bi_organization b ON b.organization_id = c.organization_id
GROUP BY c.organization_id, c.month, c.type_code HAVING sum(c.activities) <> 0`,
}

const memberCounts: BiView = {
  name: 'member_counts',
  comment:
    '人数统计：每个组织连同其下级现有的组织身份数（单位为职工数）。不能查看人员的角色看到的是向下取整的数，小于最小分组的为空。Open memberships, or staff of units, of each organisation with everything below it. Roles that may not see persons are told them in steps, and nothing of small groups.',
  columns: {
    organization_id: '组织，见 organizations。The organisation, as in organizations.',
    status: '身份或在职状态。The status of membership, or of employment.',
    members: '人数。How many.',
  },
  sql: `
SELECT c.organization_id, c.status,
  CASE WHEN v.persons THEN c.members WHEN c.members >= v.step THEN c.members / v.step * v.step END AS members
FROM (
  SELECT organization_id, status, sum(members)::int AS members
  FROM (SELECT organization_id, status, members FROM member_count_cell UNION ALL SELECT organization_id, status, members FROM member_count_delta) parts
  GROUP BY organization_id, status
) c JOIN bi_organization b ON b.organization_id = c.organization_id CROSS JOIN bi_viewer v
WHERE c.members <> 0`,
}

/** Every view, with its words in both languages. */
export const biViews: readonly BiView[] = [organizations, members, memberships, activities, attendances, activityCounts, memberCounts]
