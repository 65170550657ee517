import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Changes that others can follow: one event for each object and transaction, with the places it stood in, so that whoever loses sight of it is
 * told; and the feed's own row, by which cursors are known to belong to it.
 */
export class ChangeFeed1764012000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [events, feed, notes, records, moves, triggers]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const events = `
-- Nobody holds a cursor yet: the feed begins here.
TRUNCATE change_event;
DROP INDEX change_event_entity;
ALTER TABLE change_event DROP CONSTRAINT change_event_op_check;
ALTER TABLE change_event
  ADD CONSTRAINT change_event_op_check CHECK (op IN ('CREATED', 'UPDATED', 'DELETED', 'MOVED')),
  ADD COLUMN places text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN moved_to text COLLATE "C";
COMMENT ON COLUMN change_event.places IS 'The paths, one after the other, where the object stood before and after. A segment names one organisation for ever, so a later move of its subtree does not matter.';
COMMENT ON COLUMN change_event.moved_to IS 'Where an object stands of which nothing changed but the place of its organisation (op MOVED); places are those before.';
CREATE UNIQUE INDEX change_event_object ON change_event (entity_id, xid, entity);
`

const feed = `
CREATE TABLE change_feed (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  epoch text NOT NULL DEFAULT substr(md5(gen_random_uuid()::text), 1, 12),
  home text NOT NULL DEFAULT '',
  horizon xid8 NOT NULL DEFAULT '0'
);
COMMENT ON COLUMN change_feed.home IS 'The cluster, database and table that the events were written in; elsewhere they are a copy, and their transactions mean nothing.';
COMMENT ON COLUMN change_feed.horizon IS 'Events of transactions before this one may have been removed.';
INSERT INTO change_feed DEFAULT VALUES;
`

const notes = `
CREATE TYPE noted_change AS (entity_id uuid, op text, version int, organization_before uuid, organization_after uuid, changed text, places text, moved_to text);

-- One event for each object and transaction: what comes later is merged into it. Places that are not given are those of its organisations; KEY SHARE
-- waits for a move of any of them (a move locks its whole subtree FOR UPDATE), so that the places are those in which the object comes to stand.
CREATE FUNCTION note_changes(object text, noted noted_change[], actor uuid) RETURNS void LANGUAGE plpgsql SET enable_nestloop = on AS $$
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
      SELECT string_agg(DISTINCT p.path, '') FROM (
        SELECT unnest(n.organizations) AS id
        UNION ALL SELECT stood.organization_id FROM member_place stood WHERE object = 'Member' AND stood.member_id = n.entity_id
        UNION ALL SELECT a.organization_id FROM activity a WHERE object = 'Activity' AND a.id = n.entity_id
      ) owner JOIN organization_placement p ON p.organization_id = owner.id AND upper_inf(p.valid)
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
END $$;
`

const records = `
-- Arguments: the object's kind, the column that names it, the column that names its organisation (may be absent), and, where the row is only a
-- part of the object, what of the object has changed with it.
CREATE OR REPLACE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
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
      FROM (SELECT DISTINCT (j ->> key)::uuid AS id, (j ->> owner)::uuid AS organization FROM (SELECT to_jsonb(n) AS j FROM new_rows n) n) d;
    ELSIF TG_OP = 'DELETE' THEN
      SELECT array_agg(ROW(d.id, 'UPDATED', NULL, d.organization, NULL, part, NULL, NULL)::noted_change) INTO noted
      FROM (SELECT DISTINCT (j ->> key)::uuid AS id, (j ->> owner)::uuid AS organization FROM (SELECT to_jsonb(o) AS j FROM old_rows o) o) d;
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
    FROM (SELECT to_jsonb(n) AS j FROM new_rows n) n;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(ROW((j ->> key)::uuid, 'DELETED', (j ->> 'version')::int, (j ->> owner)::uuid, NULL, NULL, NULL, NULL)::noted_change) INTO noted
    FROM (SELECT to_jsonb(o) AS j FROM old_rows o) o;
  ELSE
    SELECT array_agg(ROW((n.j ->> key)::uuid, 'UPDATED', (n.j ->> 'version')::int, (o.j ->> owner)::uuid, (n.j ->> owner)::uuid, d.fields, NULL, NULL)::noted_change) INTO noted
    FROM (SELECT to_jsonb(n) AS j FROM new_rows n) n
    JOIN (SELECT to_jsonb(o) AS j FROM old_rows o) o ON o.j ->> key = n.j ->> key AND o.j -> 'id' IS NOT DISTINCT FROM n.j -> 'id'
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
END $$;
`

const moves = `
CREATE TYPE moved_organization AS (id uuid, before text, after text, below boolean);

-- An organisation with another place takes what it owns along: whoever loses sight of it, or comes to see it, is told of each object.
CREATE FUNCTION record_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  actor uuid := nullif(current_setting('qizhi.actor', true), '')::uuid;
  moved moved_organization[];
  noted noted_change[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- a row that begins goes on from the one that ended last
    SELECT array_agg(ROW(n.organization_id, last.path, n.path, last.parent_id IS NOT DISTINCT FROM n.parent_id)::moved_organization) INTO moved
    FROM new_rows n
    LEFT JOIN LATERAL (
      SELECT p.path, p.parent_id FROM organization_placement p WHERE p.organization_id = n.organization_id AND NOT upper_inf(p.valid) ORDER BY upper(p.valid) DESC LIMIT 1
    ) last ON true
    WHERE upper_inf(n.valid);
  ELSE
    SELECT array_agg(ROW(n.organization_id, o.path, n.path, o.parent_id IS NOT DISTINCT FROM n.parent_id)::moved_organization) INTO moved
    FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE upper_inf(n.valid) AND n.path <> o.path;
  END IF;
  IF moved IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(ROW(m.id, 'UPDATED', NULL, m.id, m.id, CASE WHEN m.before IS NULL THEN NULL WHEN m.below THEN 'ancestors' ELSE 'ancestors,parent,placements' END, concat(m.before, m.after), NULL)::noted_change)
  INTO noted FROM unnest(moved) m;
  PERFORM note_changes('Organization', noted, actor);

  SELECT array_agg(ROW(s.id, 'MOVED', s.version, s.organization_id, s.organization_id, NULL, m.before, m.after)::noted_change)
  INTO noted FROM unnest(moved) m JOIN membership s ON s.organization_id = m.id WHERE m.before <> m.after;
  IF noted IS NOT NULL THEN
    PERFORM note_changes('Membership', noted, actor);
  END IF;
  SELECT array_agg(ROW(a.id, 'MOVED', a.version, a.organization_id, a.organization_id, NULL, m.before, m.after)::noted_change)
  INTO noted FROM unnest(moved) m JOIN activity a ON a.organization_id = m.id WHERE m.before <> m.after;
  IF noted IS NOT NULL THEN
    PERFORM note_changes('Activity', noted, actor);
  END IF;
  SELECT array_agg(ROW(t.member_id, 'MOVED', NULL, NULL, NULL, NULL, t.before, t.after)::noted_change)
  INTO noted FROM (
    SELECT s.member_id, string_agg(coalesce(m.before, p.path), '') AS before, string_agg(p.path, '') AS after
    FROM member_place s
    JOIN organization_placement p ON p.organization_id = s.organization_id AND upper_inf(p.valid)
    LEFT JOIN unnest(moved) m ON m.id = s.organization_id
    WHERE s.member_id IN (SELECT stood.member_id FROM unnest(moved) m JOIN member_place stood ON stood.organization_id = m.id WHERE m.before <> m.after)
    GROUP BY s.member_id
  ) t;
  IF noted IS NOT NULL THEN
    PERFORM note_changes('Member', noted, actor);
  END IF;
  RETURN NULL;
END $$;
`

const triggers = `
DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('organization_name', 'Organization', 'organization_id', 'organization_id', 'names'),
    ('organization_event', 'Organization', 'organization_id', 'organization_id', 'events'),
    ('organization_link', 'Organization', 'from_id', 'from_id', 'covers,ledBy'),
    ('external_identity', 'Member', 'member_id', 'none', 'externalIds'),
    ('activity_co_organizer', 'Activity', 'activity_id', 'none', 'coOrganizers'),
    ('activity_attachment', 'Activity', 'activity_id', 'none', 'attachments'),
    ('attendance', 'Activity', 'activity_id', 'none', 'attendances')
  ) AS t (name, entity, key, owner, part)
  LOOP
    EXECUTE format('DROP TRIGGER change_insert ON %I', watched.name);
    EXECUTE format('DROP TRIGGER change_update ON %I', watched.name);
    EXECUTE format('DROP TRIGGER change_delete ON %I', watched.name);
    EXECUTE format('CREATE TRIGGER change_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner, watched.part);
    EXECUTE format('CREATE TRIGGER change_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner, watched.part);
    EXECUTE format('CREATE TRIGGER change_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner, watched.part);
  END LOOP;
  -- what is a change of two objects at once
  FOR watched IN SELECT * FROM (VALUES
    ('organization_link', 'Organization', 'to_id', 'to_id', 'coveredBy,leads'),
    ('membership', 'Member', 'member_id', 'organization_id', 'memberships')
  ) AS t (name, entity, key, owner, part)
  LOOP
    EXECUTE format('CREATE TRIGGER change_other_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner, watched.part);
    EXECUTE format('CREATE TRIGGER change_other_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner, watched.part);
    EXECUTE format('CREATE TRIGGER change_other_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner, watched.part);
  END LOOP;
END $$;
DROP TRIGGER change_insert ON organization_placement;
DROP TRIGGER change_update ON organization_placement;
DROP TRIGGER change_delete ON organization_placement;
CREATE TRIGGER change_insert AFTER INSERT ON organization_placement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_moves();
CREATE TRIGGER change_update AFTER UPDATE ON organization_placement REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_moves();
CREATE TRIGGER change_delete AFTER DELETE ON organization_placement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Organization', 'organization_id', 'organization_id', 'placements');
`
