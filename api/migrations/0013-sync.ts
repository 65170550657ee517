import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Other systems keep the register true: which fields a source owns, what it told last of whom, and what officers must decide. */
export class Sync1764013000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [sources, proposals]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const sources = `
CREATE TABLE sync_source (
  code text PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z0-9_]{0,31}$'),
  name text NOT NULL CHECK (name <> ''),
  owned_fields text[] NOT NULL,
  absence_limit int NOT NULL DEFAULT 500 CHECK (absence_limit BETWEEN 0 AND 10000),
  version int NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN sync_source.absence_limit IS 'In ten-thousandths: a full sync in which more of the known persons are missing waits for a second administrator.';
INSERT INTO sync_source (code, name, owned_fields) VALUES ('HR', '人事系统', ARRAY['NAME', 'NATIONAL_ID', 'SEX', 'BIRTH_DATE', 'ETHNICITY',
  'EDUCATION', 'POLITICAL_STATUS', 'PHONE', 'UNIT', 'EMPLOYMENT_STATUS', 'EMPLOYMENT_STARTED', 'POST', 'MONTHLY_WAGE_BASE']);

CREATE TABLE organization_identity (
  source text NOT NULL REFERENCES sync_source,
  external_id text NOT NULL,
  organization_id uuid NOT NULL REFERENCES organization,
  PRIMARY KEY (source, external_id)
);
CREATE UNIQUE INDEX organization_identity_organization ON organization_identity (organization_id, source);

-- What a source told last of one of its ids. A tombstone stays: a late message finds it.
CREATE TABLE sync_record (
  entity text NOT NULL CHECK (entity IN ('MEMBER', 'ORGANIZATION')),
  source text NOT NULL,
  external_id text NOT NULL,
  target_id uuid,
  source_version bigint,
  digest text NOT NULL,
  target_version int,
  -- nothing of it waits for an officer, and nothing was declined
  settled boolean NOT NULL,
  deleted boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (entity, source, external_id)
);
COMMENT ON COLUMN sync_record.digest IS 'Keyed: a row may hold a national ID number.';
CREATE INDEX sync_record_target ON sync_record (target_id);

CREATE TABLE sync_batch (
  account_id uuid NOT NULL REFERENCES account,
  source text NOT NULL,
  batch_key text NOT NULL CHECK (length(batch_key) BETWEEN 1 AND 200),
  digest text NOT NULL,
  result jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, source, batch_key)
);
`

const proposals = `
CREATE TABLE sync_proposal (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  source text NOT NULL REFERENCES sync_source,
  external_id text NOT NULL,
  type text NOT NULL CHECK (type IN ('MOVE', 'LEAVE', 'RETIRE', 'CORRECT_NAME', 'CORRECT_NATIONAL_ID', 'RENAME_UNIT', 'MOVE_UNIT', 'DISSOLVE_UNIT')),
  -- what of the person or unit it is about: of one aspect at most one proposal waits
  aspect text NOT NULL,
  member_id uuid REFERENCES member,
  organization_id uuid REFERENCES organization,
  -- the present value and the proposed one, as they may be shown
  before text,
  after text,
  -- what accepting writes, without numbers; a national ID number is sealed for this row
  target jsonb NOT NULL DEFAULT '{}',
  sealed text,
  fingerprint text NOT NULL,
  effective_on date,
  source_version bigint,
  status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'ACCEPTED', 'REJECTED', 'SUPERSEDED')),
  reason text,
  decided_by uuid REFERENCES account,
  decided_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(member_id, organization_id) = 1),
  CHECK ((status = 'PENDING') = (decided_at IS NULL)),
  CHECK (status <> 'REJECTED' OR reason <> '')
);
CREATE UNIQUE INDEX sync_proposal_waiting ON sync_proposal (source, coalesce(member_id, organization_id), aspect) WHERE status = 'PENDING';
CREATE INDEX sync_proposal_member ON sync_proposal (member_id, id);
CREATE INDEX sync_proposal_organization ON sync_proposal (organization_id, id);
CREATE INDEX sync_proposal_newest ON sync_proposal (status, id DESC);

CREATE TRIGGER change_insert AFTER INSERT ON sync_proposal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('SyncProposal', 'id', 'organization_id');
CREATE TRIGGER change_update AFTER UPDATE ON sync_proposal REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('SyncProposal', 'id', 'organization_id');
CREATE TRIGGER change_insert AFTER INSERT ON organization_identity REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes('OrganizationIdentity', 'organization_id', 'organization_id');
`
