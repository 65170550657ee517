import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Webhooks: endpoints with their place in the change feed, what they are to be told, and how each attempt to tell them went. */
export class Webhooks1764014000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [endpoints, deliveries, attempts]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}

const endpoints = `
CREATE TABLE webhook_endpoint (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  owner_id uuid NOT NULL REFERENCES account,
  name text NOT NULL CHECK (name <> ''),
  url text NOT NULL,
  entities text[] NOT NULL CHECK (cardinality(entities) > 0),
  organization_id uuid REFERENCES organization,
  document text,
  secret_cipher text NOT NULL,
  previous_secret_cipher text,
  previous_secret_until timestamptz,
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'PAUSED', 'DISABLED')),
  problem text CHECK (problem IN ('GONE', 'FAILING', 'CURSOR_LOST', 'NOT_ALLOWED')),
  failing_since timestamptz,
  failures int NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  cursor text,
  served_by uuid,
  served_until timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status = 'DISABLED') = (problem IS NOT NULL))
);
CREATE INDEX webhook_endpoint_owner ON webhook_endpoint (owner_id, id);
COMMENT ON COLUMN webhook_endpoint.cursor IS 'Up to where deliveries are recorded; advanced in the transaction that records them. Null: from the beginning.';
COMMENT ON COLUMN webhook_endpoint.failures IS 'How many times in a row everything that was sent failed; nothing is sent before next_at then.';
COMMENT ON COLUMN webhook_endpoint.served_by IS 'The process that alone sends to it until served_until; it says so again and again, so of a killed one others take over.';
`

const deliveries = `
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  change_id text NOT NULL,
  entity text NOT NULL,
  entity_id uuid NOT NULL,
  op text NOT NULL,
  occurred_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')),
  attempts int NOT NULL DEFAULT 0,
  begun_at timestamptz NOT NULL DEFAULT now(),
  next_at timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz,
  UNIQUE (endpoint_id, change_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, seq) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_order ON webhook_delivery (endpoint_id, entity_id, seq) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_object ON webhook_delivery (endpoint_id, entity_id);
CREATE INDEX webhook_delivery_log ON webhook_delivery (endpoint_id, id);
CREATE INDEX webhook_delivery_status ON webhook_delivery (endpoint_id, status, id);
COMMENT ON COLUMN webhook_delivery.id IS 'The webhook-id: the same for every attempt, also after a replay.';
COMMENT ON COLUMN webhook_delivery.seq IS 'Of one object, a later change is not sent before an earlier one is over.';
COMMENT ON COLUMN webhook_delivery.begun_at IS 'Since when it is tried: it is given up three days later.';
`

const attempts = `
CREATE TABLE webhook_attempt (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  delivery_id uuid NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  status_code int,
  problem text,
  milliseconds int NOT NULL,
  bytes int NOT NULL,
  request_cipher text
);
CREATE INDEX webhook_attempt_delivery ON webhook_attempt (delivery_id, at);
CREATE INDEX webhook_attempt_kept ON webhook_attempt (at) WHERE request_cipher IS NOT NULL;
COMMENT ON COLUMN webhook_attempt.request_cipher IS 'What was sent, encrypted; forgotten after some days, or as soon as the owner loses sight of the object.';
`
