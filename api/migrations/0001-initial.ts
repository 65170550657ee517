import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The first slice: organisations with history, the register, activities, accounts, audit, changes, imports and the roll-ups. */
export class Initial1763856000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [foundations, organizations, members, accounts, activities, rollUps, trails, imports]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const foundations = `
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- PostgreSQL 15 has no uuidv7() of its own; set-based writes need one in the database.
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;

CREATE FUNCTION today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date $$;
`

const organizations = `
CREATE SEQUENCE organization_segment;

-- Fixed width keeps a subtree one b-tree range and makes /1 never match /10.
CREATE FUNCTION next_segment() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT lpad(to_hex(nextval('organization_segment')), 8, '0') $$;

CREATE TABLE organization (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  code text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT')),
  level text NOT NULL,
  name text NOT NULL,
  pinyin text COLLATE "C" NOT NULL DEFAULT '',
  initials text COLLATE "C" NOT NULL DEFAULT '',
  segment text COLLATE "C" NOT NULL UNIQUE DEFAULT next_segment(),
  established_on date NOT NULL,
  dissolved_on date,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (dissolved_on IS NULL OR dissolved_on >= established_on),
  UNIQUE (id, kind)
);
CREATE INDEX organization_name_trigram ON organization USING gin (name gin_trgm_ops);

CREATE TABLE organization_placement (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  parent_id uuid,
  path text COLLATE "C" NOT NULL,
  depth int NOT NULL GENERATED ALWAYS AS (length(path) / 9 - 1) STORED,
  valid daterange NOT NULL CHECK (NOT isempty(valid) AND lower_inc(valid)),
  FOREIGN KEY (organization_id, kind) REFERENCES organization (id, kind),
  FOREIGN KEY (parent_id, kind) REFERENCES organization (id, kind),
  CHECK (parent_id <> organization_id),
  EXCLUDE USING gist (organization_id WITH =, valid WITH &&)
);
CREATE UNIQUE INDEX organization_placement_open ON organization_placement (organization_id) WHERE upper_inf(valid);
CREATE INDEX organization_placement_path ON organization_placement (path) INCLUDE (organization_id) WHERE upper_inf(valid);
CREATE INDEX organization_placement_parent ON organization_placement (parent_id) WHERE upper_inf(valid);
CREATE INDEX organization_placement_history ON organization_placement (parent_id, organization_id);

CREATE TABLE organization_name (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  organization_id uuid NOT NULL REFERENCES organization,
  name text NOT NULL,
  valid daterange NOT NULL CHECK (NOT isempty(valid) AND lower_inc(valid)),
  EXCLUDE USING gist (organization_id WITH =, valid WITH &&)
);

CREATE TABLE organization_link (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  type text NOT NULL CHECK (type IN ('LED_BY', 'COVERS')),
  from_id uuid NOT NULL REFERENCES organization,
  to_id uuid NOT NULL REFERENCES organization,
  valid daterange NOT NULL CHECK (NOT isempty(valid) AND lower_inc(valid)),
  CHECK (from_id <> to_id),
  EXCLUDE USING gist (type WITH =, from_id WITH =, to_id WITH =, valid WITH &&)
);
-- A unit is led by one Party organisation at a time; it may cover many units.
ALTER TABLE organization_link ADD CONSTRAINT organization_link_one_leader EXCLUDE USING gist (from_id WITH =, valid WITH &&) WHERE (type = 'LED_BY');
CREATE INDEX organization_link_to ON organization_link (to_id, type) WHERE upper_inf(valid);

CREATE TABLE organization_event (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  organization_id uuid NOT NULL REFERENCES organization,
  type text NOT NULL CHECK (type IN ('ESTABLISHED', 'RENAMED', 'MOVED', 'DISSOLVED', 'LINKED', 'UNLINKED')),
  effective_on date NOT NULL,
  document_number text,
  note text,
  name_before text,
  name_after text,
  related_before uuid REFERENCES organization,
  related_after uuid REFERENCES organization,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organization_event_organization ON organization_event (organization_id, effective_on DESC, id DESC);
`

const members = `
CREATE SEQUENCE member_code;

CREATE TABLE member (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  code text NOT NULL UNIQUE DEFAULT 'M' || lpad(nextval('member_code')::text, 7, '0'),
  name text NOT NULL CHECK (name <> ''),
  pinyin text COLLATE "C" NOT NULL DEFAULT '',
  initials text COLLATE "C" NOT NULL DEFAULT '',
  sex text NOT NULL CHECK (sex IN ('MALE', 'FEMALE', 'UNKNOWN')),
  birth_date date,
  ethnicity text,
  education text,
  political_status text,
  national_id_cipher text,
  national_id_index text UNIQUE,
  national_id_masked text,
  phone_cipher text,
  phone_masked text,
  employer_unit_id uuid REFERENCES organization,
  employment_status text NOT NULL DEFAULT 'ACTIVE' CHECK (employment_status IN ('ACTIVE', 'RETIRED', 'LEFT', 'NONE')),
  employment_started text CHECK (employment_started ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
  post text,
  monthly_wage_base bigint CHECK (monthly_wage_base >= 0),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((national_id_cipher IS NULL) = (national_id_index IS NULL))
);
CREATE INDEX member_pinyin ON member (pinyin, id);
CREATE INDEX member_initials ON member (initials text_pattern_ops);
CREATE INDEX member_name ON member (name text_pattern_ops);
CREATE INDEX member_name_trigram ON member USING gin (name gin_trgm_ops);
CREATE INDEX member_employer ON member (employer_unit_id);

CREATE TABLE external_identity (
  source text NOT NULL,
  external_id text NOT NULL,
  member_id uuid NOT NULL REFERENCES member,
  PRIMARY KEY (source, external_id)
);
CREATE UNIQUE INDEX external_identity_member ON external_identity (member_id, source);

CREATE TABLE membership (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  member_id uuid NOT NULL REFERENCES member,
  kind text NOT NULL CHECK (kind IN ('PARTY', 'UNION', 'LEAGUE')),
  organization_id uuid NOT NULL,
  status text NOT NULL CHECK (CASE kind
    WHEN 'PARTY' THEN status IN ('APPLICANT', 'ACTIVIST', 'CANDIDATE', 'PROBATIONARY', 'FULL')
    WHEN 'LEAGUE' THEN status IN ('APPLICANT', 'MEMBER')
    WHEN 'UNION' THEN status IN ('MEMBER', 'RETAINED') END),
  valid daterange NOT NULL CHECK (NOT isempty(valid) AND lower_inc(valid)),
  ending text CHECK (ending IN ('STATUS_CHANGED', 'TRANSFERRED_OUT', 'WITHDRAWN', 'REMOVED', 'EXPELLED', 'AGED_OUT', 'DECEASED', 'EMPLOYMENT_ENDED')),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((ending IS NULL) = upper_inf(valid)),
  FOREIGN KEY (organization_id, kind) REFERENCES organization (id, kind),
  CONSTRAINT membership_one_at_a_time EXCLUDE USING gist (member_id WITH =, kind WITH =, valid WITH &&)
);
CREATE INDEX membership_member ON membership (member_id, kind) WHERE upper_inf(valid);
CREATE INDEX membership_organization ON membership (organization_id, member_id) WHERE upper_inf(valid);
`

const accounts = `
CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  username text NOT NULL CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$') UNIQUE,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  must_change_password boolean NOT NULL DEFAULT false,
  disabled_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE access_grant (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL CHECK (role IN ('ADMINISTRATOR', 'OFFICER', 'SECRETARY', 'VIEWER', 'REPORTER')),
  organization_id uuid REFERENCES organization,
  kinds text[] NOT NULL CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['PARTY', 'UNION', 'LEAGUE', 'WOMEN', 'UNIT']),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX access_grant_account ON access_grant (account_id);
COMMENT ON COLUMN access_grant.organization_id IS 'Null: every tree of the bureau.';

CREATE TABLE session (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  token_hash text NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  address text,
  user_agent text
);
CREATE INDEX session_account ON session (account_id) WHERE revoked_at IS NULL;

-- One row per thing that is counted: 'account:<username>' or 'address:<ip>'. In the database, so that it holds across processes.
CREATE TABLE sign_in_throttle (
  subject text PRIMARY KEY,
  failures int NOT NULL,
  locked_until timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE idempotency_key (
  account_id uuid NOT NULL REFERENCES account,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  action text NOT NULL,
  input_hash text NOT NULL,
  result jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, key)
);
`

const activities = `
CREATE SEQUENCE activity_code;

CREATE TABLE activity_type (
  code text PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z0-9_]{1,63}$'),
  category text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  kinds text[] NOT NULL,
  levels text[] NOT NULL,
  expects text NOT NULL,
  source text,
  built_in boolean NOT NULL DEFAULT true,
  position int NOT NULL DEFAULT 0
);

CREATE TABLE activity (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  code text NOT NULL UNIQUE DEFAULT 'A' || lpad(nextval('activity_code')::text, 8, '0'),
  organization_id uuid NOT NULL REFERENCES organization,
  type_code text NOT NULL REFERENCES activity_type,
  title text NOT NULL CHECK (title <> ''),
  topic text,
  place text,
  host text,
  agenda text,
  status text NOT NULL DEFAULT 'PLANNED' CHECK (status IN ('PLANNED', 'HELD', 'ARCHIVED', 'CANCELLED')),
  planned_start timestamptz NOT NULL,
  held_on date,
  minutes text,
  cancel_reason text,
  expected_count int NOT NULL DEFAULT 0,
  present_count int NOT NULL DEFAULT 0,
  expected_present_count int NOT NULL DEFAULT 0,
  leave_count int NOT NULL DEFAULT 0,
  absent_count int NOT NULL DEFAULT 0,
  observer_count int NOT NULL DEFAULT 0,
  -- The day a list or a calendar puts it on.
  on_day date NOT NULL GENERATED ALWAYS AS (coalesce(held_on, (planned_start AT TIME ZONE 'Asia/Shanghai')::date)) STORED,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status IN ('HELD', 'ARCHIVED')) = (held_on IS NOT NULL))
);
CREATE INDEX activity_day ON activity (on_day, id);
CREATE INDEX activity_organization ON activity (organization_id, on_day, id);
CREATE INDEX activity_unfinished ON activity (on_day, id) WHERE status IN ('PLANNED', 'HELD');

CREATE TABLE activity_co_organizer (
  activity_id uuid NOT NULL REFERENCES activity ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organization,
  PRIMARY KEY (activity_id, organization_id)
);

-- A row per person who was expected or who came. The name is the evidence of the day and stays when the person leaves the viewer's scope.
CREATE TABLE attendance (
  activity_id uuid NOT NULL REFERENCES activity,
  member_id uuid NOT NULL REFERENCES member,
  member_name text NOT NULL,
  expected boolean NOT NULL,
  exclusion_reason text,
  status text CHECK (status IN ('PRESENT', 'LEAVE', 'ABSENT', 'OBSERVER')),
  recorded_by uuid REFERENCES account,
  recorded_at timestamptz,
  PRIMARY KEY (activity_id, member_id)
);
CREATE INDEX attendance_member ON attendance (member_id, activity_id);

CREATE TABLE stored_file (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  filename text NOT NULL,
  media_type text NOT NULL,
  size int NOT NULL,
  sha256 text NOT NULL,
  storage_key text NOT NULL UNIQUE,
  uploaded_by uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE activity_attachment (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  activity_id uuid NOT NULL REFERENCES activity,
  file_id uuid NOT NULL UNIQUE REFERENCES stored_file,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX activity_attachment_activity ON activity_attachment (activity_id);
`

const rollUps = `
-- What counted, summed for every ancestor of the organiser (itself included) in today's tree.
CREATE TABLE activity_count_cell (
  organization_id uuid NOT NULL,
  month date NOT NULL,
  type_code text NOT NULL,
  activities int NOT NULL,
  attendances int NOT NULL,
  expected int NOT NULL,
  expected_present int NOT NULL,
  PRIMARY KEY (organization_id, month, type_code)
);
CREATE TABLE activity_count_delta (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  month date NOT NULL,
  type_code text NOT NULL,
  activities int NOT NULL,
  attendances int NOT NULL,
  expected int NOT NULL,
  expected_present int NOT NULL
);
CREATE INDEX activity_count_delta_key ON activity_count_delta (organization_id, month);

-- Open memberships by status (UNIT trees: staff by employment status), summed the same way.
CREATE TABLE member_count_cell (
  organization_id uuid NOT NULL,
  status text NOT NULL,
  members int NOT NULL,
  PRIMARY KEY (organization_id, status)
);
CREATE TABLE member_count_delta (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  status text NOT NULL,
  members int NOT NULL
);
CREATE INDEX member_count_delta_key ON member_count_delta (organization_id);

-- The ancestors of an organisation, itself included, read off the fixed-width path of today's tree.
CREATE FUNCTION organization_ancestors(organization uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT above.id
  FROM organization_placement p
  CROSS JOIN LATERAL generate_series(0, p.depth) AS step
  JOIN organization above ON above.segment = substr(p.path, step * 9 + 2, 8)
  WHERE p.organization_id = organization AND upper_inf(p.valid)
$$;

-- KEY SHARE waits for a move of any organisation above (a move locks its whole subtree FOR UPDATE), never for another writer.
CREATE FUNCTION post_activity_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    PERFORM 1 FROM organization WHERE id IN (SELECT organization_id FROM new_rows) ORDER BY id FOR KEY SHARE;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO activity_count_delta (organization_id, month, type_code, activities, attendances, expected, expected_present)
    SELECT above, date_trunc('month', n.held_on)::date, n.type_code, count(*), sum(n.present_count + n.observer_count), sum(n.expected_count), sum(n.expected_present_count)
    FROM new_rows n CROSS JOIN LATERAL organization_ancestors(n.organization_id) AS above
    WHERE n.held_on IS NOT NULL GROUP BY 1, 2, 3;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO activity_count_delta (organization_id, month, type_code, activities, attendances, expected, expected_present)
    SELECT above, r.month, r.type_code, sum(r.activities), sum(r.attendances), sum(r.expected), sum(r.expected_present)
    FROM (
      SELECT organization_id, date_trunc('month', held_on)::date AS month, type_code, 1 AS activities, present_count + observer_count AS attendances,
             expected_count AS expected, expected_present_count AS expected_present FROM new_rows WHERE held_on IS NOT NULL
      UNION ALL
      SELECT organization_id, date_trunc('month', held_on)::date, type_code, -1, -(present_count + observer_count), -expected_count, -expected_present_count
      FROM old_rows WHERE held_on IS NOT NULL
    ) r CROSS JOIN LATERAL organization_ancestors(r.organization_id) AS above
    GROUP BY 1, 2, 3
    HAVING sum(r.activities) <> 0 OR sum(r.attendances) <> 0 OR sum(r.expected) <> 0 OR sum(r.expected_present) <> 0;
  ELSE
    PERFORM 1 FROM organization WHERE id IN (SELECT organization_id FROM old_rows) ORDER BY id FOR KEY SHARE;
    INSERT INTO activity_count_delta (organization_id, month, type_code, activities, attendances, expected, expected_present)
    SELECT above, date_trunc('month', o.held_on)::date, o.type_code, -count(*), -sum(o.present_count + o.observer_count), -sum(o.expected_count), -sum(o.expected_present_count)
    FROM old_rows o CROSS JOIN LATERAL organization_ancestors(o.organization_id) AS above
    WHERE o.held_on IS NOT NULL GROUP BY 1, 2, 3;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER activity_count_insert AFTER INSERT ON activity REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION post_activity_counts();
CREATE TRIGGER activity_count_update AFTER UPDATE ON activity REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION post_activity_counts();
CREATE TRIGGER activity_count_delete AFTER DELETE ON activity REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION post_activity_counts();

-- A moved organisation takes what it counts from the ancestors that it leaves to those that it comes under.
CREATE FUNCTION repost_counts(organization uuid, leaving uuid[], joining uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO activity_count_delta (organization_id, month, type_code, activities, attendances, expected, expected_present)
  SELECT above.id, c.month, c.type_code, above.sign * sum(c.activities), above.sign * sum(c.attendances), above.sign * sum(c.expected), above.sign * sum(c.expected_present)
  FROM (
    SELECT month, type_code, activities, attendances, expected, expected_present FROM activity_count_cell WHERE organization_id = organization
    UNION ALL
    SELECT month, type_code, activities, attendances, expected, expected_present FROM activity_count_delta WHERE organization_id = organization
  ) c
  CROSS JOIN (SELECT unnest(leaving) AS id, -1 AS sign UNION ALL SELECT unnest(joining), 1) above
  GROUP BY above.id, above.sign, c.month, c.type_code;
  INSERT INTO member_count_delta (organization_id, status, members)
  SELECT above.id, c.status, above.sign * sum(c.members)
  FROM (
    SELECT status, members FROM member_count_cell WHERE organization_id = organization
    UNION ALL
    SELECT status, members FROM member_count_delta WHERE organization_id = organization
  ) c
  CROSS JOIN (SELECT unnest(leaving) AS id, -1 AS sign UNION ALL SELECT unnest(joining), 1) above
  GROUP BY above.id, above.sign, c.status;
$$;

CREATE FUNCTION post_membership_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    PERFORM 1 FROM organization WHERE id IN (SELECT organization_id FROM new_rows) ORDER BY id FOR KEY SHARE;
    INSERT INTO member_count_delta (organization_id, status, members)
    SELECT above, n.status, count(*) FROM new_rows n CROSS JOIN LATERAL organization_ancestors(n.organization_id) AS above
    WHERE upper_inf(n.valid) GROUP BY 1, 2;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM 1 FROM organization WHERE id IN (SELECT organization_id FROM old_rows) ORDER BY id FOR KEY SHARE;
    INSERT INTO member_count_delta (organization_id, status, members)
    SELECT above, o.status, -count(*) FROM old_rows o CROSS JOIN LATERAL organization_ancestors(o.organization_id) AS above
    WHERE upper_inf(o.valid) GROUP BY 1, 2;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER membership_count_insert AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION post_membership_counts();
CREATE TRIGGER membership_count_update AFTER UPDATE ON membership REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION post_membership_counts();
CREATE TRIGGER membership_count_delete AFTER DELETE ON membership REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION post_membership_counts();

CREATE FUNCTION post_staff_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    PERFORM 1 FROM organization WHERE id IN (SELECT employer_unit_id FROM new_rows) ORDER BY id FOR KEY SHARE;
    INSERT INTO member_count_delta (organization_id, status, members)
    SELECT above, n.employment_status, count(*) FROM new_rows n CROSS JOIN LATERAL organization_ancestors(n.employer_unit_id) AS above GROUP BY 1, 2;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM 1 FROM organization WHERE id IN (SELECT employer_unit_id FROM old_rows) ORDER BY id FOR KEY SHARE;
    INSERT INTO member_count_delta (organization_id, status, members)
    SELECT above, o.employment_status, -count(*) FROM old_rows o CROSS JOIN LATERAL organization_ancestors(o.employer_unit_id) AS above GROUP BY 1, 2;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER staff_count_insert AFTER INSERT ON member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION post_staff_counts();
CREATE TRIGGER staff_count_update AFTER UPDATE ON member REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION post_staff_counts();
CREATE TRIGGER staff_count_delete AFTER DELETE ON member REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION post_staff_counts();
`

const trails = `
CREATE TABLE audit_entry (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('DONE', 'DENIED')),
  entity text,
  entity_id uuid,
  organization_id uuid,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  address text
);
CREATE INDEX audit_entry_entity ON audit_entry (entity_id, id DESC);
CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The audit trail is append-only.'; END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Readers go (xid, id) > cursor AND xid < pg_snapshot_xmin(pg_current_snapshot()): the only order in which nobody can skip a late commit.
CREATE TABLE change_event (
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id bigint GENERATED ALWAYS AS IDENTITY,
  entity text NOT NULL,
  entity_id uuid NOT NULL,
  op text NOT NULL CHECK (op IN ('CREATED', 'UPDATED', 'DELETED')),
  version int,
  organization_before uuid,
  organization_after uuid,
  changed text[] NOT NULL,
  actor_id uuid,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (xid, id)
);
CREATE INDEX change_event_entity ON change_event (entity_id);

-- Arguments: the entity's name, the column that names it (default id), the column that names its organisation (may be absent).
CREATE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  actor uuid := nullif(current_setting('qizhi.actor', true), '')::uuid;
  key text := TG_ARGV[1];
  owner text := TG_ARGV[2];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO change_event (entity, entity_id, op, version, organization_after, changed, actor_id)
    SELECT TG_ARGV[0], (j ->> key)::uuid, 'CREATED', (j ->> 'version')::int, (j ->> owner)::uuid, '{}', actor
    FROM (SELECT to_jsonb(n) AS j FROM new_rows n) n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO change_event (entity, entity_id, op, version, organization_before, changed, actor_id)
    SELECT TG_ARGV[0], (j ->> key)::uuid, 'DELETED', (j ->> 'version')::int, (j ->> owner)::uuid, '{}', actor
    FROM (SELECT to_jsonb(o) AS j FROM old_rows o) o;
  ELSE
    INSERT INTO change_event (entity, entity_id, op, version, organization_before, organization_after, changed, actor_id)
    SELECT TG_ARGV[0], (n.j ->> key)::uuid, 'UPDATED', (n.j ->> 'version')::int, (o.j ->> owner)::uuid, (n.j ->> owner)::uuid, d.fields, actor
    FROM (SELECT to_jsonb(n) AS j FROM new_rows n) n
    JOIN (SELECT to_jsonb(o) AS j FROM old_rows o) o ON o.j ->> key = n.j ->> key AND o.j ->> 'member_id' IS NOT DISTINCT FROM n.j ->> 'member_id'
    CROSS JOIN LATERAL (
      SELECT array_agg(f.key ORDER BY f.key) AS fields FROM jsonb_each(n.j) f
      WHERE f.value IS DISTINCT FROM o.j -> f.key AND f.key NOT IN ('version', 'updated_at')
    ) d
    WHERE d.fields IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('organization', 'Organization', 'id', 'id'),
    ('organization_placement', 'OrganizationPlacement', 'id', 'organization_id'),
    ('organization_name', 'OrganizationName', 'id', 'organization_id'),
    ('organization_link', 'OrganizationLink', 'id', 'from_id'),
    ('organization_event', 'OrganizationEvent', 'id', 'organization_id'),
    ('member', 'Member', 'id', 'employer_unit_id'),
    ('external_identity', 'ExternalIdentity', 'member_id', 'none'),
    ('membership', 'Membership', 'id', 'organization_id'),
    ('account', 'Account', 'id', 'none'),
    ('access_grant', 'Grant', 'id', 'organization_id'),
    ('activity', 'Activity', 'id', 'organization_id'),
    ('activity_co_organizer', 'ActivityCoOrganizer', 'activity_id', 'organization_id'),
    ('activity_attachment', 'Attachment', 'id', 'none'),
    ('attendance', 'Attendance', 'activity_id', 'none')
  ) AS t (name, entity, key, owner)
  LOOP
    EXECUTE format('CREATE TRIGGER change_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
  END LOOP;
END $$;
`

const imports = `
CREATE TABLE import_run (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  target text NOT NULL CHECK (target IN ('ORGANIZATIONS', 'ROSTER')),
  status text NOT NULL CHECK (status IN ('DRAFT', 'APPLYING', 'APPLIED', 'FAILED', 'DISCARDED')),
  file_id uuid NOT NULL REFERENCES stored_file,
  mapping jsonb NOT NULL,
  columns jsonb NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}',
  created_by uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX import_run_creator ON import_run (created_by, id);

CREATE TABLE import_row (
  run_id uuid NOT NULL REFERENCES import_run ON DELETE CASCADE,
  line int NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED')),
  label text NOT NULL,
  findings jsonb NOT NULL,
  PRIMARY KEY (run_id, line)
);
CREATE INDEX import_row_outcome ON import_row (run_id, outcome, line);
`
