import { childLevels, levelsOf, organizationKinds, rootLevels, rulesAsOf } from '@qizhi/rulebook'
import { type Invariant } from './invariant.ts'

/** Which level may stand under which, as the newest text of the rule book has it; null for the top of a tree. */
function permittedPlaces(): { kind: string; parent: string | null; level: string }[] {
  const rules = rulesAsOf('9999-12-31')
  return organizationKinds.flatMap((kind) => [
    ...rootLevels(kind, rules).map((level) => ({ kind, parent: null, level })),
    ...levelsOf(kind).flatMap((parent) => childLevels(kind, parent, rules).map((level) => ({ kind, parent, level }))),
  ])
}

/** The five trees, their history, and the links between them. */
export const organizationInvariants: readonly Invariant[] = [
  {
    name: 'organization.one-open-placement',
    title: {
      zh: '每个组织恰有一个当前隶属关系和一个当前名称',
      en: 'Every organisation has exactly one open placement and one open name, its own',
    },
    sql: `SELECT o.code, count(DISTINCT p.id)::int AS placements, count(DISTINCT n.id)::int AS names, min(n.name) AS open_name, o.name
      FROM organization o
      LEFT JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid)
      LEFT JOIN organization_name n ON n.organization_id = o.id AND upper_inf(n.valid)
      GROUP BY o.id HAVING count(DISTINCT p.id) <> 1 OR count(DISTINCT n.id) <> 1 OR min(n.name) <> o.name LIMIT $1`,
  },
  {
    name: 'organization.periods-apart',
    title: { zh: '同一组织的隶属时段互不重叠，名称时段互不重叠', en: 'Placements of an organisation do not overlap, nor do its names' },
    sql: `SELECT o.code, one.valid AS one, other.valid AS other
      FROM organization_placement one JOIN organization_placement other ON other.organization_id = one.organization_id AND other.id > one.id AND other.valid && one.valid
      JOIN organization o ON o.id = one.organization_id
      UNION ALL
      SELECT o.code, one.valid, other.valid
      FROM organization_name one JOIN organization_name other ON other.organization_id = one.organization_id AND other.id > one.id AND other.valid && one.valid
      JOIN organization o ON o.id = one.organization_id LIMIT $1`,
  },
  {
    name: 'organization.paths',
    title: { zh: '任何时候，路径都是上级的路径加上自己的一段', en: 'At any time a path is the parent’s path and the own segment' },
    sql: `SELECT o.code, p.valid, p.path, above.path AS parent_path, o.segment
      FROM organization_placement p JOIN organization o ON o.id = p.organization_id
      LEFT JOIN organization_placement above ON above.organization_id = p.parent_id AND above.valid @> lower(p.valid)
      WHERE p.path IS DISTINCT FROM CASE WHEN p.parent_id IS NULL THEN '/' || o.segment ELSE above.path || '/' || o.segment END LIMIT $1`,
  },
  {
    name: 'organization.no-cycles',
    title: { zh: '隶属关系不成环', en: 'No organisation stands above itself' },
    sql: `WITH RECURSIVE above AS (
        SELECT organization_id AS start, parent_id, 1 AS steps FROM organization_placement WHERE upper_inf(valid) AND parent_id IS NOT NULL
        UNION ALL
        SELECT above.start, p.parent_id, above.steps + 1 FROM above JOIN organization_placement p ON p.organization_id = above.parent_id AND upper_inf(p.valid)
        WHERE p.parent_id IS NOT NULL AND above.parent_id <> above.start AND above.steps < 64
      )
      SELECT o.code, above.steps FROM above JOIN organization o ON o.id = above.start WHERE above.parent_id = above.start OR above.steps >= 64 LIMIT $1`,
  },
  {
    name: 'organization.parents',
    title: {
      zh: '上下级类别相同，层级符合设置规则',
      en: 'Parent and child are of one kind, and of levels that the rule book puts together',
    },
    sql: `SELECT o.code, o.kind, o.level, parent.code AS parent, parent.kind AS parent_kind, parent.level AS parent_level
      FROM organization_placement p JOIN organization o ON o.id = p.organization_id LEFT JOIN organization parent ON parent.id = p.parent_id
      WHERE upper_inf(p.valid) AND (parent.kind <> o.kind OR p.kind <> o.kind OR NOT EXISTS (
        SELECT FROM jsonb_to_recordset($2::jsonb) AS permitted (kind text, parent text, level text)
        WHERE permitted.kind = o.kind AND permitted.level = o.level AND permitted.parent IS NOT DISTINCT FROM parent.level
      )) LIMIT $1`,
    parameters: [JSON.stringify(permittedPlaces())],
  },
  {
    name: 'organization.lifetimes',
    title: {
      zh: '隶属、名称自成立之日起连续，不晚于今天开始',
      en: 'Placements and names run from the founding day without a gap, and begin today or earlier',
    },
    sql: `SELECT o.code, o.established_on, r.first, r.what, r.gap
      FROM organization o JOIN (
        SELECT organization_id, 'placement' AS what, min(lower(valid)) AS first, max(lower(valid)) AS last, range_agg(valid) <> multirange(range_merge(range_agg(valid))) AS gap FROM organization_placement GROUP BY 1
        UNION ALL
        SELECT organization_id, 'name', min(lower(valid)), max(lower(valid)), range_agg(valid) <> multirange(range_merge(range_agg(valid))) FROM organization_name GROUP BY 1
      ) r ON r.organization_id = o.id
      WHERE r.first <> o.established_on OR r.last > today() OR r.gap LIMIT $1`,
  },
  {
    name: 'organization.dissolved-closed',
    title: { zh: '已撤销的组织没有未了事项', en: 'A dissolved organisation has nothing open' },
    sql: `SELECT o.code, o.dissolved_on,
        EXISTS (SELECT FROM membership m WHERE m.organization_id = o.id AND upper_inf(m.valid)) AS memberships,
        EXISTS (SELECT FROM organization_placement p JOIN organization child ON child.id = p.organization_id AND child.dissolved_on IS NULL WHERE p.parent_id = o.id AND upper_inf(p.valid)) AS children,
        EXISTS (SELECT FROM activity a WHERE a.organization_id = o.id AND a.status IN ('PLANNED', 'HELD')) AS activities,
        EXISTS (SELECT FROM organization_link l JOIN organization led ON led.id = l.from_id AND led.dissolved_on IS NULL WHERE l.to_id = o.id AND l.type = 'LED_BY' AND upper_inf(l.valid)) AS leads,
        EXISTS (SELECT FROM organization_link l WHERE l.from_id = o.id AND upper_inf(l.valid)) AS links
      FROM organization o
      WHERE o.dissolved_on IS NOT NULL AND (
        EXISTS (SELECT FROM membership m WHERE m.organization_id = o.id AND upper_inf(m.valid))
        OR EXISTS (SELECT FROM organization_placement p JOIN organization child ON child.id = p.organization_id AND child.dissolved_on IS NULL WHERE p.parent_id = o.id AND upper_inf(p.valid))
        OR EXISTS (SELECT FROM activity a WHERE a.organization_id = o.id AND a.status IN ('PLANNED', 'HELD'))
        OR EXISTS (SELECT FROM organization_link l JOIN organization led ON led.id = l.from_id AND led.dissolved_on IS NULL WHERE l.to_id = o.id AND l.type = 'LED_BY' AND upper_inf(l.valid))
        OR EXISTS (SELECT FROM organization_link l WHERE l.from_id = o.id AND upper_inf(l.valid))
      ) LIMIT $1`,
  },
  {
    name: 'organization.links',
    title: {
      zh: '领导方是党组织，覆盖对象是单位，且双方当时已成立',
      en: 'A Party organisation leads, a unit is covered, and both existed when the link began',
    },
    sql: `SELECT l.type, one.code AS "from", other.code AS "to", l.valid
      FROM organization_link l JOIN organization one ON one.id = l.from_id JOIN organization other ON other.id = l.to_id
      WHERE (l.type = 'LED_BY' AND (other.kind <> 'PARTY' OR one.kind IN ('PARTY', 'UNIT'))) OR (l.type = 'COVERS' AND (other.kind <> 'UNIT' OR one.kind = 'UNIT'))
        OR lower(l.valid) < greatest(one.established_on, other.established_on) OR lower(l.valid) > today() LIMIT $1`,
  },
  {
    name: 'organization.one-leader',
    title: { zh: '一个组织同一时间只由一个党组织领导', en: 'One Party organisation leads at a time' },
    sql: `SELECT o.code, one.valid AS one, other.valid AS other
      FROM organization_link one JOIN organization_link other ON other.from_id = one.from_id AND other.type = 'LED_BY' AND other.id > one.id AND other.valid && one.valid
      JOIN organization o ON o.id = one.from_id WHERE one.type = 'LED_BY' LIMIT $1`,
  },
]
