import { type Pool } from 'pg'

/** One query shape that is always measured: as the product answers it, and as SQL written by hand for nothing else. */
export interface Shape {
  readonly name: string
  readonly what: string
  /** The least ratio that is still right: the time by hand over the time of the product. */
  readonly least: number
  readonly document: string
  /** Finds the variables of a typical call in the data at hand; `ask` asks the product. */
  readonly variables: (pool: Pool, ask: (document: string) => Promise<unknown>) => Promise<Record<string, unknown>>
  /** The same answer by hand: the limit that the product is held against. */
  // each shape knows its own variables
  readonly byHand: (pool: Pool, variables: any) => Promise<unknown>
}

const memberPage: Shape = {
  name: 'Q1',
  what: 'page of 50 members with branch and its parent',
  least: 0.8,
  document: `query Q1($first: Int!) {
    members(first: $first) { nodes { id code name party { status organization { id name parent { id name } } } } pageInfo { hasNextPage } }
  }`,
  variables: () => Promise.resolve({ first: 50 }),
  async byHand(pool, { first }: { first: number }) {
    const { rows } = await pool.query<Record<string, string | null>>({
      name: 'q1',
      text: `SELECT m.id, m.code, m.name, s.status, b.id AS branch_id, b.name AS branch_name, above.id AS parent_id, above.name AS parent_name
        FROM (SELECT id, code, name, pinyin FROM member ORDER BY pinyin, id LIMIT $1) m
        LEFT JOIN membership s ON s.member_id = m.id AND s.kind = 'PARTY' AND upper_inf(s.valid)
        LEFT JOIN organization b ON b.id = s.organization_id
        LEFT JOIN organization_placement p ON p.organization_id = b.id AND upper_inf(p.valid)
        LEFT JOIN organization above ON above.id = p.parent_id
        ORDER BY m.pinyin, m.id`,
      values: [first + 1],
    })
    const nodes = rows.slice(0, first).map((row) => ({
      id: row['id'],
      code: row['code'],
      name: row['name'],
      party:
        row['status'] === null
          ? null
          : {
              status: row['status'],
              organization: {
                id: row['branch_id'],
                name: row['branch_name'],
                parent: row['parent_id'] === null ? null : { id: row['parent_id'], name: row['parent_name'] },
              },
            },
    }))
    return { members: { nodes, pageInfo: { hasNextPage: rows.length > first } } }
  },
}

interface HeldNode {
  readonly id: string
  readonly title: string
  readonly heldOn: string | null
  readonly attendanceCount: number
  readonly organization: { readonly id: string; readonly name: string }
  readonly attendances: { readonly nodes: object[] }
}

const branch: Shape = {
  name: 'Q2',
  what: 'a branch with its 20 latest activities, each with the number of attendances and five of them',
  least: 0.8,
  document: `query Q2($id: ID!) {
    activities(filter: { organization: $id }, first: 20) { nodes {
      id title heldOn attendanceCount organization { id name } attendances(first: 5) { nodes { status member { id name } } }
    } }
  }`,
  async variables(pool) {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT o.id FROM organization o WHERE o.level = 'BRANCH' AND o.kind = 'PARTY' AND (SELECT count(*) FROM activity a WHERE a.organization_id = o.id) >= 20 ORDER BY o.code LIMIT 1`,
    )
    return { id: rows[0]!.id }
  },
  async byHand(pool, { id }: { id: string }) {
    const { rows } = await pool.query<Record<string, string | null> & { attendances: number }>({
      name: 'q2',
      text: `SELECT a.id, a.title, a.held_on, a.present_count + a.observer_count AS attendances, o.id AS branch_id, o.name AS branch_name, t.status, t.member_id, t.name
        FROM (SELECT * FROM activity WHERE organization_id = $1 ORDER BY on_day DESC, id DESC LIMIT 20) a
        JOIN organization o ON o.id = a.organization_id
        LEFT JOIN LATERAL (
          SELECT x.status, x.member_id, m.name FROM attendance x JOIN member m ON m.id = x.member_id WHERE x.activity_id = a.id ORDER BY x.member_id LIMIT 5
        ) t ON true
        ORDER BY a.on_day DESC, a.id DESC, t.member_id`,
      values: [id],
    })
    const nodes = new Map<string, HeldNode>()
    for (const row of rows) {
      const node = nodes.get(row['id']!) ?? {
        id: row['id']!,
        title: row['title']!,
        heldOn: row['held_on']!,
        attendanceCount: row.attendances,
        organization: { id: row['branch_id']!, name: row['branch_name']! },
        attendances: { nodes: [] },
      }
      nodes.set(node.id, node)
      if (row['member_id'] !== null)
        node.attendances.nodes.push({ status: row['status'], member: { id: row['member_id'], name: row['name'] } })
    }
    return { activities: { nodes: [...nodes.values()] } }
  },
}

interface CountedNode {
  id: string
  name: string
  memberCount: number
  activityCount: number
  children?: { nodes: CountedNode[] }
}

const tree: Shape = {
  name: 'Q3',
  what: 'tree two levels down with member and activity counts',
  least: 0.8,
  document: `query Q3($id: ID!) {
    organization(id: $id) { id name memberCount activityCount children(first: 50) { nodes { id name memberCount activityCount children(first: 50) { nodes { id name memberCount activityCount } } } } }
  }`,
  async variables(pool) {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT o.id FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid) WHERE o.kind = 'PARTY' AND p.parent_id IS NULL ORDER BY p.path LIMIT 1`,
    )
    return { id: rows[0]!.id }
  },
  async byHand(pool, { id }: { id: string }) {
    const { rows } = await pool.query<{ id: string; name: string; parent_id: string; members: number; activities: number }>({
      name: 'q3',
      text: `WITH one AS (
          SELECT o.id, o.name, p.path FROM organization o JOIN organization_placement p ON p.organization_id = o.id AND upper_inf(p.valid) WHERE o.id = $1
        ), two AS (
          SELECT o.id, o.name, p.path, p.parent_id FROM organization_placement p JOIN organization o ON o.id = p.organization_id AND o.dissolved_on IS NULL
          WHERE p.parent_id = $1 AND upper_inf(p.valid) ORDER BY p.path LIMIT 50
        ), three AS (
          SELECT child.* FROM two CROSS JOIN LATERAL (
            SELECT o.id, o.name, p.path, p.parent_id FROM organization_placement p JOIN organization o ON o.id = p.organization_id AND o.dissolved_on IS NULL
            WHERE p.parent_id = two.id AND upper_inf(p.valid) ORDER BY p.path LIMIT 50
          ) child
        ), nodes AS (
          SELECT id, name, path, NULL::uuid AS parent_id FROM one UNION ALL SELECT id, name, path, parent_id FROM two UNION ALL SELECT id, name, path, parent_id FROM three
        )
        SELECT n.id, n.name, n.parent_id,
          (coalesce((SELECT sum(members) FROM member_count_cell c WHERE c.organization_id = n.id AND c.status IN ('FULL', 'PROBATIONARY')), 0)
            + coalesce((SELECT sum(members) FROM member_count_delta d WHERE d.organization_id = n.id AND d.status IN ('FULL', 'PROBATIONARY')), 0))::int AS members,
          (coalesce((SELECT sum(activities) FROM activity_count_cell c WHERE c.organization_id = n.id), 0)
            + coalesce((SELECT sum(activities) FROM activity_count_delta d WHERE d.organization_id = n.id), 0))::int AS activities
        FROM nodes n ORDER BY n.path`,
      values: [id],
    })
    const nodes = new Map<string, CountedNode>()
    let top: CountedNode | undefined
    for (const row of rows) {
      const node: CountedNode = { id: row.id, name: row.name, memberCount: row.members, activityCount: row.activities }
      nodes.set(row.id, node)
      const parent = nodes.get(row.parent_id)
      if (parent === undefined) top = node
      else parent.children?.nodes.push(node)
      if (parent === undefined || parent === top) node.children = { nodes: [] }
    }
    return { organization: top }
  },
}

const counts: Shape = {
  name: 'Q4',
  what: 'activities of the whole bureau by type and month for a year',
  least: 0.8,
  document: `query Q4($from: Date!, $to: Date!) {
    activityCounts(filter: { from: $from, to: $to }, by: [TYPE, MONTH]) { rows { type { code name } month count attendances } totals { count } }
  }`,
  async variables(pool) {
    const { rows } = await pool.query<{ year: string }>('SELECT extract(year FROM max(held_on))::text AS year FROM activity')
    return { from: `${rows[0]!.year}-01-01`, to: `${rows[0]!.year}-12-31` }
  },
  async byHand(pool, { from, to }: { from: string; to: string }) {
    const { rows } = await pool.query<{ code: string; name: string; month: string; count: number; attendances: number }>({
      name: 'q4',
      text: `SELECT t.code, t.name_zh AS name, to_char(c.month, 'YYYY-MM') AS month, sum(c.activities)::int AS count, sum(c.attendances)::int AS attendances
        FROM organization_placement p
        CROSS JOIN LATERAL (
          SELECT month, type_code, activities, attendances FROM activity_count_cell WHERE organization_id = p.organization_id AND month BETWEEN $1 AND $2
          UNION ALL
          SELECT month, type_code, activities, attendances FROM activity_count_delta WHERE organization_id = p.organization_id AND month BETWEEN $1 AND $2
        ) c
        JOIN activity_type t ON t.code = c.type_code
        WHERE p.parent_id IS NULL AND upper_inf(p.valid)
        GROUP BY t.code, c.month HAVING sum(c.activities) <> 0 ORDER BY t.position, t.code, c.month`,
      values: [from, to],
    })
    return {
      activityCounts: {
        rows: rows.map(({ code, name, month, count, attendances }) => ({ type: { code, name }, month, count, attendances })),
        totals: { count: rows.reduce((sum, row) => sum + row.count, 0) },
      },
    }
  },
}

const changes: Shape = {
  name: 'Q5',
  what: '500 changes after a cursor with their members',
  least: 0.8,
  document: `query Q5($after: String) {
    changes(after: $after, first: 500, entities: [MEMBER]) {
      nodes { entityId op version node { ... on Member { id code name sex } } } pageInfo { hasNextPage }
    }
  }`,
  async variables(pool, ask) {
    // a demo is loaded past the feed, so that there is something to follow once the persons have changed
    const start = (await ask('{ changes(start: NOW) { pageInfo { endCursor } } }')) as { changes: { pageInfo: { endCursor: string } } }
    const { rows } = await pool.query<{ xid: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid')
    await pool.query(
      `UPDATE member SET version = version + 1, post = coalesce(post, '') || '*' WHERE id IN (SELECT id FROM member ORDER BY code LIMIT 2000)`,
    )
    return { after: start.changes.pageInfo.endCursor, xid: rows[0]!.xid, id: '0' }
  },
  async byHand(pool, { xid, id }: { xid: string; id: string }) {
    const { rows } = await pool.query<Record<string, string | null>>({
      name: 'q5',
      text: `SELECT e.entity_id, e.op, e.version, m.id, m.code, m.name, m.sex
        FROM (SELECT * FROM change_event WHERE (xid, id) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot()) AND entity = 'Member' ORDER BY xid, id LIMIT 501) e
        LEFT JOIN member m ON m.id = e.entity_id
        ORDER BY e.xid, e.id`,
      values: [xid, id],
    })
    const nodes = rows.slice(0, 500).map((row) => ({
      entityId: row['entity_id'],
      op: row['id'] === null ? 'LEFT' : row['op'],
      version: row['version'],
      node: row['id'] === null ? null : { id: row['id'], code: row['code'], name: row['name'], sex: row['sex'] },
    }))
    return { changes: { nodes, pageInfo: { hasNextPage: rows.length > 500 } } }
  },
}

const memberByExternalId: Shape = {
  name: 'Q6',
  what: 'one member by external id',
  least: 0.8,
  document: `query Q6($externalId: String!) {
    memberByExternalId(source: "HR", externalId: $externalId) { id code name sex birthDate party { status organization { id name } } employerUnit { id name } }
  }`,
  async variables(pool) {
    const { rows } = await pool.query<{ external_id: string }>(
      `SELECT external_id FROM external_identity e JOIN membership m ON m.member_id = e.member_id AND m.kind = 'PARTY' AND upper_inf(m.valid) WHERE source = 'HR' ORDER BY 1 OFFSET 10 LIMIT 1`,
    )
    return { externalId: rows[0]!.external_id }
  },
  async byHand(pool, { externalId }: { externalId: string }) {
    const { rows } = await pool.query<Record<string, string | null>>({
      name: 'q6',
      text: `SELECT m.id, m.code, m.name, m.sex, m.birth_date, s.status, b.id AS branch_id, b.name AS branch_name, u.id AS unit_id, u.name AS unit_name
        FROM external_identity e JOIN member m ON m.id = e.member_id
        LEFT JOIN membership s ON s.member_id = m.id AND s.kind = 'PARTY' AND upper_inf(s.valid)
        LEFT JOIN organization b ON b.id = s.organization_id
        LEFT JOIN organization u ON u.id = m.employer_unit_id
        WHERE e.source = 'HR' AND e.external_id = $1`,
      values: [externalId],
    })
    const row = rows[0]
    if (row === undefined) return { memberByExternalId: null }
    return {
      memberByExternalId: {
        id: row['id'],
        code: row['code'],
        name: row['name'],
        sex: row['sex'],
        birthDate: row['birth_date'],
        party: row['status'] === null ? null : { status: row['status'], organization: { id: row['branch_id'], name: row['branch_name'] } },
        employerUnit: row['unit_id'] === null ? null : { id: row['unit_id'], name: row['unit_name'] },
      },
    }
  },
}

export const shapes: readonly Shape[] = [memberPage, branch, tree, counts, changes, memberByExternalId]
