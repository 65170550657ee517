import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Bulk exports: what was asked for, how far each has come, and the links by which its file is fetched once. */
export class Exports1764016000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [tables, changes]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const tables = `
CREATE TABLE export_run (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  source text NOT NULL CHECK (source IN ('MEMBERS', 'ACTIVITIES', 'ORGANIZATIONS')),
  format text NOT NULL CHECK (format IN ('JSONL', 'CSV', 'XLSX')),
  language text NOT NULL CHECK (language IN ('zh-CN', 'en')),
  fields text[] NOT NULL CHECK (cardinality(fields) > 0),
  filter jsonb NOT NULL,
  -- what its owner might read where when it was asked for: the rows are read under this, and it must still hold when they are fetched
  authority jsonb NOT NULL,
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'READING', 'WRITING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED')),
  problem text CHECK (problem IN ('SCOPE_CHANGED', 'INTERNAL')),
  size bigint,
  sha256 text,
  created_by uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  version int NOT NULL DEFAULT 1,
  CHECK ((status = 'READY') <= (size IS NOT NULL AND sha256 IS NOT NULL AND expires_at IS NOT NULL)),
  CHECK ((status = 'FAILED') = (problem IS NOT NULL))
);
CREATE INDEX export_run_creator ON export_run (created_by, id);
CREATE INDEX export_run_expiry ON export_run (expires_at) WHERE status = 'READY';

-- apart from the export itself, which the change feed watches: this changes with every chunk
CREATE TABLE export_progress (
  export_id uuid PRIMARY KEY REFERENCES export_run ON DELETE CASCADE,
  rows_total int,
  rows_done int NOT NULL DEFAULT 0,
  -- how many chunks are kept; the next one is this, counted from 0
  chunks int NOT NULL DEFAULT 0,
  -- where the last chunk ended; null before the first
  cursor text
);

CREATE TABLE export_link (
  token_hash text PRIMARY KEY,
  export_id uuid NOT NULL REFERENCES export_run ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX export_link_export ON export_link (export_id);
`

const changes = `
CREATE TRIGGER change_insert AFTER INSERT ON export_run REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Export', 'id', 'none');
CREATE TRIGGER change_update AFTER UPDATE ON export_run REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Export', 'id', 'none');
CREATE TRIGGER change_delete AFTER DELETE ON export_run REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Export', 'id', 'none');
`
