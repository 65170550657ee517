import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What every write pays for. The planner did not see how few organisations stand above one, nor how few an object belongs to, and read every
 * organisation, or every placement, with each activity that was counted and each change that was noted.
 */
export class PlansOfTriggers1764022000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [organizationsAbove, changes, recording]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

// by the parts of its path: a series of steps passes for a thousand rows
const organizationsAbove = `
CREATE OR REPLACE FUNCTION organization_ancestors(organization uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT above.id
  FROM organization_placement p JOIN organization above ON above.segment = ANY (string_to_array(substr(p.path, 2), '/'))
  WHERE p.organization_id = organization AND upper_inf(p.valid)
$$`

// the place of each owner is looked up by itself; and a list of changes is no reason to plan anew, which took longer than all the rest
const changes = `
CREATE OR REPLACE FUNCTION note_changes(object text, noted noted_change[], actor uuid) RETURNS void LANGUAGE plpgsql SET enable_nestloop = on SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF object = 'Member' THEN
    -- who comes to stand elsewhere and who changes the person follow each other
    PERFORM 1 FROM member WHERE id IN (SELECT n.entity_id FROM unnest(noted) n WHERE n.places IS NULL) ORDER BY id FOR NO KEY UPDATE;
  END IF;
  PERFORM 1 FROM organization WHERE id IN (
    SELECT n.organization_before FROM unnest(noted) n WHERE n.places IS NULL
    UNION SELECT n.organization_after FROM unnest(noted) n WHERE n.places IS NULL
    UNION SELECT stood.organization_id FROM unnest(noted) n JOIN member_place stood ON stood.member_id = n.entity_id WHERE object = 'Member' AND n.places IS NULL
    UNION SELECT a.organization_id FROM unnest(noted) n JOIN activity a ON a.id = n.entity_id WHERE object = 'Activity' AND n.places IS NULL
  ) ORDER BY id FOR KEY SHARE;
  INSERT INTO change_event AS e (entity, entity_id, op, version, organization_before, organization_after, changed, actor_id, places, moved_to)
  SELECT object, n.entity_id, n.op, n.version, n.organization_before, n.organization_after, string_to_array(n.changed, ','), actor,
    coalesce(n.places, (
      SELECT string_agg(DISTINCT (SELECT p.path FROM organization_placement p WHERE p.organization_id = owner.id AND upper_inf(p.valid)), '') FROM (
        SELECT unnest(n.organizations) AS id
        UNION ALL SELECT stood.organization_id FROM member_place stood WHERE object = 'Member' AND stood.member_id = n.entity_id
        UNION ALL SELECT a.organization_id FROM activity a WHERE object = 'Activity' AND a.id = n.entity_id
      ) owner
    ), ''), n.moved_to
  FROM (
    SELECT entity_id, min(op) AS op, max(version) AS version, (array_agg(organization_before))[1] AS organization_before, (array_agg(organization_after))[1] AS organization_after,
      coalesce(string_agg(DISTINCT changed, ','), '') AS changed, array_agg(organization_before) || array_agg(organization_after) AS organizations, max(places) AS places, max(moved_to) AS moved_to
    FROM unnest(noted) GROUP BY entity_id
  ) n
  ON CONFLICT (entity_id, xid, entity) DO UPDATE SET
    op = CASE WHEN excluded.op = 'DELETED' THEN 'DELETED' WHEN e.op = 'CREATED' THEN 'CREATED' WHEN e.op = 'MOVED' AND excluded.op = 'MOVED' THEN 'MOVED' ELSE 'UPDATED' END,
    version = coalesce(excluded.version, e.version),
    organization_before = coalesce(e.organization_before, excluded.organization_before),
    organization_after = coalesce(excluded.organization_after, e.organization_after),
    changed = CASE WHEN e.op = 'CREATED' OR excluded.op = 'DELETED' THEN '{}' WHEN excluded.changed <@ e.changed THEN e.changed ELSE ARRAY(SELECT DISTINCT unnest(e.changed || excluded.changed) ORDER BY 1) END,
    places = CASE
      WHEN e.op = 'MOVED' AND excluded.op = 'MOVED' THEN e.places
      WHEN e.moved_to IS NULL AND excluded.moved_to IS NULL AND strpos(e.places, excluded.places) > 0 THEN e.places
      ELSE concat(e.places, e.moved_to, excluded.places, excluded.moved_to) END,
    moved_to = CASE WHEN e.op = 'MOVED' AND excluded.op = 'MOVED' THEN excluded.moved_to END;
END $$`

// OFFSET 0: without it, the row is made JSON of again for every field that is looked at, and so is its predecessor
const recording = `
CREATE OR REPLACE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  actor uuid := nullif(current_setting('qizhi.actor', true), '')::uuid;
  key text := TG_ARGV[1];
  owner text := TG_ARGV[2];
  part text := TG_ARGV[3];
  noted noted_change[];
BEGIN
  IF part IS NOT NULL THEN
    IF TG_OP = 'INSERT' THEN
      SELECT array_agg(ROW(d.id, 'UPDATED', NULL, NULL, d.organization, part, NULL, NULL)::noted_change) INTO noted
      FROM (SELECT DISTINCT (j ->> key)::uuid AS id, (j ->> owner)::uuid AS organization FROM (SELECT to_jsonb(n) AS j FROM new_rows n OFFSET 0) n) d;
    ELSIF TG_OP = 'DELETE' THEN
      SELECT array_agg(ROW(d.id, 'UPDATED', NULL, d.organization, NULL, part, NULL, NULL)::noted_change) INTO noted
      FROM (SELECT DISTINCT (j ->> key)::uuid AS id, (j ->> owner)::uuid AS organization FROM (SELECT to_jsonb(o) AS j FROM old_rows o OFFSET 0) o) d;
    ELSE
      SELECT array_agg(ROW(d.id, 'UPDATED', NULL, d.organization, NULL, part, NULL, NULL)::noted_change) INTO noted
      FROM (
        SELECT DISTINCT (j ->> key)::uuid AS id, (j ->> owner)::uuid AS organization FROM (
          (SELECT to_jsonb(n) - 'version' - 'updated_at' AS j FROM new_rows n EXCEPT ALL SELECT to_jsonb(o) - 'version' - 'updated_at' FROM old_rows o)
          UNION ALL
          (SELECT to_jsonb(o) - 'version' - 'updated_at' FROM old_rows o EXCEPT ALL SELECT to_jsonb(n) - 'version' - 'updated_at' FROM new_rows n)
        ) differing
      ) d;
    END IF;
  ELSIF TG_OP = 'INSERT' THEN
    SELECT array_agg(ROW((j ->> key)::uuid, 'CREATED', (j ->> 'version')::int, NULL, (j ->> owner)::uuid, NULL, NULL, NULL)::noted_change) INTO noted
    FROM (SELECT to_jsonb(n) AS j FROM new_rows n OFFSET 0) n;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(ROW((j ->> key)::uuid, 'DELETED', (j ->> 'version')::int, (j ->> owner)::uuid, NULL, NULL, NULL, NULL)::noted_change) INTO noted
    FROM (SELECT to_jsonb(o) AS j FROM old_rows o OFFSET 0) o;
  ELSE
    SELECT array_agg(ROW((n.j ->> key)::uuid, 'UPDATED', (n.j ->> 'version')::int, (o.j ->> owner)::uuid, (n.j ->> owner)::uuid, d.fields, NULL, NULL)::noted_change) INTO noted
    FROM (SELECT to_jsonb(n) AS j FROM new_rows n OFFSET 0) n
    JOIN (SELECT to_jsonb(o) AS j FROM old_rows o OFFSET 0) o ON o.j ->> key = n.j ->> key AND o.j -> 'id' IS NOT DISTINCT FROM n.j -> 'id'
    CROSS JOIN LATERAL (
      SELECT string_agg(f.key, ',' ORDER BY f.key) AS fields FROM jsonb_each(n.j) f
      WHERE f.value IS DISTINCT FROM o.j -> f.key AND f.key NOT IN ('version', 'updated_at')
    ) d
    -- a version alone is a change as well: copies are compared by it
    WHERE d.fields IS NOT NULL OR n.j -> 'version' IS DISTINCT FROM o.j -> 'version';
  END IF;
  IF noted IS NOT NULL THEN
    PERFORM note_changes(TG_ARGV[0], noted, actor);
  END IF;
  RETURN NULL;
END $$`
