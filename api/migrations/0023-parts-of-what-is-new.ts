import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What belongs to somebody who is new in the same transaction, such as what a system calls him, is told with him already. To note it again took as
 * long as to write it.
 */
export class PartsOfWhatIsNew1764023000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(changes)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

// a part has no version and, where it says nothing of places, no organisation of its own
const changes = `
CREATE OR REPLACE FUNCTION note_changes(object text, noted noted_change[], actor uuid) RETURNS void LANGUAGE plpgsql SET enable_nestloop = on SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  noted := ARRAY(
    SELECT n FROM unnest(noted) n
    WHERE n.version IS NOT NULL OR n.organization_before IS NOT NULL OR n.organization_after IS NOT NULL OR n.places IS NOT NULL
      OR NOT EXISTS (SELECT FROM change_event e WHERE e.entity_id = n.entity_id AND e.xid = pg_current_xact_id() AND e.entity = object AND e.op = 'CREATED')
  );
  IF cardinality(noted) = 0 THEN
    RETURN;
  END IF;
  IF object = 'Member' THEN
    -- who comes to stand elsewhere and who changes the person follow each other; nobody else has a new one yet
    PERFORM 1 FROM member WHERE id IN (SELECT n.entity_id FROM unnest(noted) n WHERE n.places IS NULL AND n.op <> 'CREATED') ORDER BY id FOR NO KEY UPDATE;
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
