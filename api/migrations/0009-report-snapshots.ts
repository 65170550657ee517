import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Frozen results of reports: what was told, the facts that it was told of, and the organisations that it takes in. Nothing of it ever changes. */
export class ReportSnapshots1764009000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [tables, immutability, changes]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const tables = `
CREATE TABLE report_snapshot (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL,
  report_version int NOT NULL,
  taken_by uuid NOT NULL REFERENCES account,
  -- of what, when, by whom, under which rule book, with the digests of everything else: this is what is signed
  header jsonb NOT NULL,
  -- the figures, with their words in both languages
  result jsonb NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  signature text NOT NULL,
  key_id text NOT NULL,
  FOREIGN KEY (report_id, report_version) REFERENCES report_version (report_id, number),
  -- what is looked up is what was signed
  CHECK (header ->> 'id' = id::text),
  CHECK (header -> 'report' ->> 'id' = report_id::text AND header -> 'report' ->> 'version' = report_version::text),
  CHECK (header -> 'takenBy' ->> 'id' = taken_by::text)
);
CREATE INDEX report_snapshot_report ON report_snapshot (report_id, id);
CREATE INDEX report_snapshot_taker ON report_snapshot (taken_by, id);

-- The facts come before the snapshot, in the same transaction, because it holds their digest.
CREATE TABLE report_snapshot_fact (
  snapshot_id uuid NOT NULL REFERENCES report_snapshot DEFERRABLE INITIALLY DEFERRED,
  -- of the earlier period that the report compares with
  earlier boolean NOT NULL,
  -- the activity, member or membership, and which of its facts
  row_id uuid NOT NULL,
  part text NOT NULL,
  organization_id uuid NOT NULL,
  day date NOT NULL,
  -- the values of the dimensions and of the sums, in the order that the header names
  keys text[] NOT NULL,
  sums bigint[] NOT NULL,
  -- those who are counted once, where different persons are counted
  persons uuid[],
  PRIMARY KEY (snapshot_id, earlier, row_id, part)
);

CREATE TABLE report_snapshot_organization (
  snapshot_id uuid NOT NULL REFERENCES report_snapshot DEFERRABLE INITIALLY DEFERRED,
  organization_id uuid NOT NULL,
  PRIMARY KEY (snapshot_id, organization_id)
);
`

const immutability = `
CREATE FUNCTION refuse_snapshot_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  holds boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I)', TG_TABLE_NAME) INTO holds;
  IF holds THEN RAISE EXCEPTION 'What a report was, it stays: % is append-only.', TG_TABLE_NAME; END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['report_snapshot', 'report_snapshot_fact', 'report_snapshot_organization'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_report_change()', kept);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_snapshot_truncate()', kept);
  END LOOP;
END $$;

-- and nothing is added to a snapshot that was signed: its parts are written by the transaction that signs it
CREATE FUNCTION refuse_late_snapshot_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM report_snapshot s JOIN new_rows n ON n.snapshot_id = s.id) THEN
    RAISE EXCEPTION 'A snapshot that was signed is whole: nothing is added to %.', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER report_snapshot_fact_in_time AFTER INSERT ON report_snapshot_fact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_snapshot_part();
CREATE TRIGGER report_snapshot_organization_in_time AFTER INSERT ON report_snapshot_organization REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_snapshot_part();
`

const changes = `
CREATE TRIGGER change_insert AFTER INSERT ON report_snapshot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ReportSnapshot', 'id', 'none');
CREATE TRIGGER change_update AFTER UPDATE ON report_snapshot REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ReportSnapshot', 'id', 'none');
CREATE TRIGGER change_delete AFTER DELETE ON report_snapshot REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ReportSnapshot', 'id', 'none');
`
