import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Who took part in anything that an organisation held in a year. How many different persons a bureau reached is then read from a row for
 * each person, organisation and year instead of from every attendance.
 */
export class ParticipationsByYear1763956800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [table, contents, attendances, activities]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const table = `
CREATE TABLE participation_year (
  year int NOT NULL,
  organization_id uuid NOT NULL,
  member_id uuid NOT NULL,
  -- how many attendances are behind the row: present or observer, at what was held
  times int NOT NULL,
  PRIMARY KEY (year, organization_id, member_id)
) WITH (fillfactor = 90);
COMMENT ON TABLE participation_year IS 'Written by triggers of attendance and activity.';
`

const contents = `
INSERT INTO participation_year (year, organization_id, member_id, times)
SELECT extract(year FROM a.held_on)::int, a.organization_id, t.member_id, count(*)
FROM attendance t JOIN activity a ON a.id = t.activity_id WHERE a.held_on IS NOT NULL AND t.status IN ('PRESENT', 'OBSERVER') GROUP BY 1, 2, 3
`

// in the order of the keys, so that two writers wait for each other at most; whoever writes attendance holds the activity
const attendances = `
CREATE FUNCTION count_participations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM 1 FROM activity WHERE id IN (SELECT activity_id FROM new_rows) ORDER BY id FOR SHARE;
    INSERT INTO participation_year AS p (year, organization_id, member_id, times)
    SELECT extract(year FROM a.held_on)::int, a.organization_id, n.member_id, count(*) FROM new_rows n JOIN activity a ON a.id = n.activity_id
    WHERE a.held_on IS NOT NULL AND n.status IN ('PRESENT', 'OBSERVER') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (year, organization_id, member_id) DO UPDATE SET times = p.times + excluded.times;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM 1 FROM activity WHERE id IN (SELECT activity_id FROM old_rows) ORDER BY id FOR SHARE;
    INSERT INTO participation_year AS p (year, organization_id, member_id, times)
    SELECT extract(year FROM a.held_on)::int, a.organization_id, o.member_id, -count(*) FROM old_rows o JOIN activity a ON a.id = o.activity_id
    WHERE a.held_on IS NOT NULL AND o.status IN ('PRESENT', 'OBSERVER') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (year, organization_id, member_id) DO UPDATE SET times = p.times + excluded.times;
  ELSE
    PERFORM 1 FROM activity WHERE id IN (SELECT activity_id FROM new_rows UNION SELECT activity_id FROM old_rows) ORDER BY id FOR SHARE;
    INSERT INTO participation_year AS p (year, organization_id, member_id, times)
    SELECT extract(year FROM a.held_on)::int, a.organization_id, r.member_id, sum(r.times)
    FROM (
      SELECT activity_id, member_id, 1 AS times FROM new_rows WHERE status IN ('PRESENT', 'OBSERVER')
      UNION ALL SELECT activity_id, member_id, -1 FROM old_rows WHERE status IN ('PRESENT', 'OBSERVER')
    ) r JOIN activity a ON a.id = r.activity_id
    WHERE a.held_on IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(r.times) <> 0 ORDER BY 1, 2, 3
    ON CONFLICT (year, organization_id, member_id) DO UPDATE SET times = p.times + excluded.times;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER participation_insert AFTER INSERT ON attendance REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_participations();
CREATE TRIGGER participation_update AFTER UPDATE ON attendance REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_participations();
CREATE TRIGGER participation_delete AFTER DELETE ON attendance REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_participations();
`

// an activity that is held, or held on another day or by another organisation, takes its list along
const activities = `
CREATE FUNCTION move_participations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO participation_year AS p (year, organization_id, member_id, times)
  SELECT r.year, r.organization_id, t.member_id, sum(r.times)
  FROM (
    SELECT n.id, v.*
    FROM new_rows n JOIN old_rows o ON o.id = n.id
    CROSS JOIN LATERAL (VALUES
      (extract(year FROM n.held_on)::int, n.organization_id, 1), (extract(year FROM o.held_on)::int, o.organization_id, -1)
    ) AS v (year, organization_id, times)
    WHERE (extract(year FROM n.held_on), n.organization_id) IS DISTINCT FROM (extract(year FROM o.held_on), o.organization_id)
  ) r JOIN attendance t ON t.activity_id = r.id
  WHERE r.year IS NOT NULL AND t.status IN ('PRESENT', 'OBSERVER') GROUP BY 1, 2, 3 HAVING sum(r.times) <> 0 ORDER BY 1, 2, 3
  ON CONFLICT (year, organization_id, member_id) DO UPDATE SET times = p.times + excluded.times;
  RETURN NULL;
END $$;
CREATE TRIGGER participation_move AFTER UPDATE ON activity REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_participations();
`
