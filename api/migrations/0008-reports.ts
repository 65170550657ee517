import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Reports: saved counts with their layout, in versions that never change, and the organisations that they are shared with. */
export class Reports1763964000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [tables, changes]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const tables = `
CREATE SEQUENCE report_code;

CREATE TABLE report (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  code text NOT NULL UNIQUE DEFAULT 'R' || lpad(nextval('report_code')::text, 6, '0'),
  -- the name of an official layout in the code; it is nobody's own
  official text UNIQUE,
  owner_id uuid REFERENCES account,
  name text NOT NULL CHECK (name <> ''),
  name_en text,
  description text,
  description_en text,
  current_version int NOT NULL DEFAULT 1,
  archived_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((official IS NULL) <> (owner_id IS NULL)),
  CHECK ((official IS NULL) = (name_en IS NULL))
);
CREATE INDEX report_owner ON report (owner_id, updated_at);

CREATE TABLE report_version (
  report_id uuid NOT NULL REFERENCES report,
  number int NOT NULL CHECK (number > 0),
  name text NOT NULL,
  definition jsonb NOT NULL,
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (report_id, number)
);
ALTER TABLE report ADD CONSTRAINT report_has_its_version FOREIGN KEY (id, current_version) REFERENCES report_version (report_id, number) DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE report_share (
  report_id uuid NOT NULL REFERENCES report,
  organization_id uuid NOT NULL REFERENCES organization,
  PRIMARY KEY (report_id, organization_id)
);
CREATE INDEX report_share_organization ON report_share (organization_id);

CREATE FUNCTION refuse_report_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'What a report was, it stays: % is append-only.', TG_TABLE_NAME; END $$;
CREATE TRIGGER report_version_append_only BEFORE UPDATE OR DELETE ON report_version FOR EACH ROW EXECUTE FUNCTION refuse_report_change();
`

const changes = `
DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('report', 'Report', 'id', 'none'),
    ('report_version', 'ReportVersion', 'report_id', 'none'),
    ('report_share', 'ReportShare', 'report_id', 'organization_id')
  ) AS t (name, entity, key, owner)
  LOOP
    EXECUTE format('CREATE TRIGGER change_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
  END LOOP;
END $$;
`
