import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Reports that are sent by mail at set times: schedules with their recipients, runs, and what became of each mail; addresses of accounts. */
export class ReportSchedules1764010000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [addresses, tables, changes]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const addresses = `
ALTER TABLE account
  ADD COLUMN email text CHECK (length(email) BETWEEN 3 AND 254 AND email !~ '[[:cntrl:][:space:]]'),
  ADD COLUMN mail_language text CHECK (mail_language IN ('zh-CN', 'en'));
COMMENT ON COLUMN account.email IS 'Where reports are sent; several accounts may share a mailbox.';
COMMENT ON COLUMN account.mail_language IS 'The language of mails; null: Chinese.';
`

const tables = `
CREATE TABLE report_schedule (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  report_id uuid NOT NULL REFERENCES report,
  owner_id uuid NOT NULL REFERENCES account,
  cadence text NOT NULL CHECK (cadence IN ('WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEAR_END')),
  -- ISO: Monday is 1
  weekday int CHECK (weekday BETWEEN 1 AND 7),
  -- a month that is shorter has it on its last day
  day int CHECK (day BETWEEN 1 AND 31),
  -- HH:MM in Asia/Shanghai
  time_of_day text NOT NULL CHECK (time_of_day ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  -- the unit that has just ended at a run; null: the report's own period
  period text CHECK (period IN ('WEEK', 'MONTH', 'QUARTER', 'YEAR')),
  organization_id uuid REFERENCES organization,
  formats text[] NOT NULL CHECK (cardinality(formats) > 0 AND formats <@ ARRAY['XLSX', 'PDF', 'CSV']),
  -- null while it is paused and once it has ended
  next_run_at timestamptz,
  paused_because text CHECK (paused_because IN ('OWNER', 'OWNER_DISABLED', 'NOT_PERMITTED', 'REPORT_ARCHIVED', 'REPORT_NOT_SHOWN')),
  paused_at timestamptz,
  ended_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((cadence = 'WEEKLY') = (weekday IS NOT NULL)),
  CHECK ((cadence IN ('MONTHLY', 'QUARTERLY')) = (day IS NOT NULL)),
  CHECK ((paused_because IS NULL) = (paused_at IS NULL)),
  CHECK ((next_run_at IS NULL) = (paused_at IS NOT NULL OR ended_at IS NOT NULL))
);
CREATE INDEX report_schedule_report ON report_schedule (report_id);
CREATE INDEX report_schedule_owner ON report_schedule (owner_id);
CREATE INDEX report_schedule_due ON report_schedule (next_run_at) WHERE next_run_at IS NOT NULL;

CREATE TABLE report_schedule_recipient (
  schedule_id uuid NOT NULL REFERENCES report_schedule,
  account_id uuid NOT NULL REFERENCES account,
  PRIMARY KEY (schedule_id, account_id)
);
CREATE INDEX report_schedule_recipient_account ON report_schedule_recipient (account_id);

CREATE TABLE report_schedule_run (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  schedule_id uuid NOT NULL REFERENCES report_schedule,
  -- when it was planned for; null where somebody asked for it
  due_at timestamptz,
  -- the day in Asia/Shanghai that its period is relative to
  run_on date NOT NULL,
  period_from date,
  period_to date,
  organization_id uuid REFERENCES organization,
  formats text[] NOT NULL,
  requested_by uuid REFERENCES account,
  started_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((due_at IS NULL) = (requested_by IS NOT NULL)),
  CHECK ((period_from IS NULL) = (period_to IS NULL)),
  -- made once, however many processes notice that it is due
  UNIQUE (schedule_id, due_at)
);
CREATE INDEX report_schedule_run_latest ON report_schedule_run (schedule_id, id);

CREATE TABLE report_delivery (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  run_id uuid NOT NULL REFERENCES report_schedule_run,
  account_id uuid NOT NULL REFERENCES account,
  outcome text NOT NULL DEFAULT 'WAITING' CHECK (outcome IN ('WAITING', 'SENDING', 'SENT', 'SKIPPED', 'FAILED')),
  reason text CHECK (reason IN ('ACCOUNT_DISABLED', 'NO_ADDRESS', 'NOT_PERMITTED', 'REPORT_NOT_SHOWN', 'OUT_OF_SCOPE', 'NOT_RUNNABLE', 'TOO_LARGE', 'MAIL_NOT_SET_UP', 'UNREACHABLE', 'REJECTED', 'CANCELLED')),
  -- the reply code of the mail server, where it was what failed
  smtp_code int,
  attempts int NOT NULL DEFAULT 0,
  -- whoever sends has it for so long; then he is taken for dead
  claimed_until timestamptz,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (run_id, account_id),
  CHECK ((outcome = 'SENT') = (sent_at IS NOT NULL)),
  CHECK ((outcome = 'SENDING') = (claimed_until IS NOT NULL)),
  CHECK ((outcome IN ('SKIPPED', 'FAILED')) <= (reason IS NOT NULL))
);
CREATE INDEX report_delivery_open ON report_delivery (next_attempt_at) WHERE outcome IN ('WAITING', 'SENDING');
CREATE INDEX report_delivery_account ON report_delivery (account_id);
`

const changes = `
DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('report_schedule', 'ReportSchedule', 'id', 'none'),
    ('report_schedule_recipient', 'ReportScheduleRecipient', 'schedule_id', 'none'),
    ('report_schedule_run', 'ReportScheduleRun', 'id', 'none'),
    ('report_delivery', 'ReportDelivery', 'id', 'none')
  ) AS t (name, entity, key, owner)
  LOOP
    EXECUTE format('CREATE TRIGGER change_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
  END LOOP;
END $$;
`
