import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Where each person stands today, in one table: the organisations of open memberships, and the employer unit. Whether somebody may see a
 * person is then one join, which the database can take from either side: from a branch of fifty, or from a list of a million.
 */
export class MemberPlaces1763949600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [table, contents, memberships, employment]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const table = `
CREATE TABLE member_place (
  member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
  -- the organisation's: nobody stands in two of a kind
  kind text NOT NULL,
  organization_id uuid NOT NULL,
  PRIMARY KEY (member_id, kind)
);
CREATE INDEX member_place_organization ON member_place (organization_id, member_id);
COMMENT ON TABLE member_place IS 'Written by triggers of membership and member.';
`

const contents = `
INSERT INTO member_place (member_id, kind, organization_id)
SELECT member_id, kind, organization_id FROM membership WHERE upper_inf(valid)
UNION ALL SELECT id, 'UNIT', employer_unit_id FROM member WHERE employer_unit_id IS NOT NULL
`

const memberships = `
CREATE FUNCTION place_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM member_place p USING old_rows o WHERE upper_inf(o.valid) AND p.member_id = o.member_id AND p.kind = o.kind;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO member_place (member_id, kind, organization_id) SELECT member_id, kind, organization_id FROM new_rows WHERE upper_inf(valid);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER membership_place_insert AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION place_memberships();
CREATE TRIGGER membership_place_update AFTER UPDATE ON membership REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION place_memberships();
CREATE TRIGGER membership_place_delete AFTER DELETE ON membership REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION place_memberships();
`

const employment = `
CREATE FUNCTION place_employees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM member_place p USING new_rows n WHERE n.employer_unit_id IS NULL AND p.member_id = n.id AND p.kind = 'UNIT';
  END IF;
  INSERT INTO member_place AS p (member_id, kind, organization_id) SELECT id, 'UNIT', employer_unit_id FROM new_rows WHERE employer_unit_id IS NOT NULL
  ON CONFLICT (member_id, kind) DO UPDATE SET organization_id = excluded.organization_id WHERE p.organization_id <> excluded.organization_id;
  RETURN NULL;
END $$;
CREATE TRIGGER member_place_insert AFTER INSERT ON member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION place_employees();
CREATE TRIGGER member_place_update AFTER UPDATE ON member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION place_employees();
`
