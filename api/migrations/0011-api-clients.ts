import type { MigrationInterface, QueryRunner } from 'typeorm'

/** API clients: accounts that are programs, with keys and short tokens in place of a password, and scopes in place of a role. */
export class ApiClients1764011000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [accounts, credentials, use, installation, changes]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const accounts = `
ALTER TABLE account ADD COLUMN kind text NOT NULL DEFAULT 'PERSON' CHECK (kind IN ('PERSON', 'CLIENT'));
-- no digest is empty, so nobody ever signs in as a program
ALTER TABLE account ADD CONSTRAINT account_client_has_no_password CHECK (kind <> 'CLIENT' OR password_hash = '');

ALTER TABLE access_grant ALTER COLUMN role DROP NOT NULL;
ALTER TABLE access_grant ADD COLUMN scopes text[] CHECK (cardinality(scopes) > 0);
ALTER TABLE access_grant ADD CONSTRAINT access_grant_role_or_scopes CHECK ((role IS NULL) = (scopes IS NOT NULL));
COMMENT ON COLUMN access_grant.scopes IS 'The permissions themselves, of an API client; persons have a role instead.';

CREATE TABLE api_client (
  id uuid PRIMARY KEY REFERENCES account,
  description text,
  addresses cidr[] CHECK (cardinality(addresses) > 0),
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN api_client.addresses IS 'From where its keys and tokens are taken; null: from anywhere.';
`

const credentials = `
-- 256 bits of chance in each key and token: a plain digest is enough.
CREATE TABLE api_key (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  client_id uuid NOT NULL REFERENCES api_client,
  prefix text NOT NULL UNIQUE,
  key_hash text NOT NULL UNIQUE,
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX api_key_client ON api_key (client_id);

-- Beside the key, so that using one is no change of it.
CREATE TABLE api_key_use (
  key_id uuid PRIMARY KEY REFERENCES api_key,
  last_used_at timestamptz NOT NULL,
  address text
);

CREATE TABLE access_token (
  token_hash text PRIMARY KEY,
  key_id uuid NOT NULL REFERENCES api_key,
  -- what it was narrowed to; null: all that its client may
  scopes text[],
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX access_token_key ON access_token (key_id, expires_at);
CREATE INDEX access_token_expiry ON access_token (expires_at);
`

const use = `
CREATE TABLE api_client_use (
  client_id uuid NOT NULL REFERENCES api_client,
  day date NOT NULL,
  requests bigint NOT NULL,
  errors bigint NOT NULL,
  PRIMARY KEY (client_id, day)
);

CREATE TABLE api_client_deprecated_use (
  client_id uuid NOT NULL REFERENCES api_client,
  element text NOT NULL,
  uses bigint NOT NULL,
  first_used_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (client_id, element)
);
`

/** A database that has accounts holds real persons: it can never become a sandbox. */
const installation = `
CREATE TABLE installation (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  sandbox boolean NOT NULL
);
INSERT INTO installation (sandbox) SELECT false WHERE EXISTS (SELECT FROM account);
`

const changes = `
DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('api_client', 'ApiClient', 'id', 'none'),
    ('api_key', 'ApiKey', 'id', 'none')
  ) AS t (name, entity, key, owner)
  LOOP
    EXECUTE format('CREATE TRIGGER change_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
    EXECUTE format('CREATE TRIGGER change_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%L, %L, %L)', watched.name, watched.entity, watched.key, watched.owner);
  END LOOP;
END $$;
`
