import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Syncs of many rows: gathered in chunks, previewed, and applied as they were previewed. */
export class SyncRuns1764017000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(runs)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const runs = `
CREATE TABLE sync_run (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  source text NOT NULL REFERENCES sync_source,
  -- whether persons whom the rows leave out count as leaving
  whole boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'PREVIEWING', 'PREVIEWED', 'APPLYING', 'APPLIED', 'CANCELLED')),
  row_count int NOT NULL DEFAULT 0,
  chunk_count int NOT NULL DEFAULT 0,
  done_chunks int NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{"total":0,"created":0,"updated":0,"unchanged":0,"proposed":0,"rejected":0}',
  absent_count int NOT NULL DEFAULT 0,
  known_count int NOT NULL DEFAULT 0,
  lifted_by uuid REFERENCES account,
  token text,
  created_by uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version int NOT NULL DEFAULT 1,
  CHECK (lifted_by IS NULL OR lifted_by <> created_by)
);
CREATE INDEX sync_run_creator ON sync_run (created_by, id);

-- The rows as they came, encrypted: they hold national ID numbers.
CREATE TABLE sync_chunk (
  run_id uuid NOT NULL REFERENCES sync_run ON DELETE CASCADE,
  number int NOT NULL,
  batch_key text NOT NULL CHECK (length(batch_key) BETWEEN 1 AND 220),
  digest text NOT NULL,
  first_row int NOT NULL,
  row_count int NOT NULL,
  -- places within the chunk of rows whose id stands in an earlier one
  repeated int[] NOT NULL DEFAULT '{}',
  content text NOT NULL,
  -- what the preview said of each row, as digests
  plan text[],
  done boolean NOT NULL DEFAULT false,
  PRIMARY KEY (run_id, number),
  UNIQUE (run_id, batch_key)
);
CREATE TABLE sync_run_key (
  run_id uuid NOT NULL REFERENCES sync_run ON DELETE CASCADE,
  external_id text NOT NULL,
  number int NOT NULL,
  PRIMARY KEY (run_id, external_id)
);

-- What becomes of rows, but for those that say nothing new.
CREATE TABLE sync_run_row (
  run_id uuid NOT NULL REFERENCES sync_run ON DELETE CASCADE,
  index int NOT NULL,
  external_id text NOT NULL,
  label text,
  status text NOT NULL CHECK (status IN ('CREATED', 'UPDATED', 'PROPOSED', 'REJECTED', 'UNCHANGED')),
  target_id uuid,
  target_version int,
  changes jsonb NOT NULL,
  errors jsonb NOT NULL,
  PRIMARY KEY (run_id, index)
);
CREATE INDEX sync_run_row_status ON sync_run_row (run_id, status, index);
`
