import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Documents that are sent by their digest, and how much each principal has asked for lately. That is not logged: after a crash everybody begins anew, which harms nobody, and nothing is written twice
 * on the way of every request.
 */
export class Limits1764020000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- documents that programs have registered: the same text is the same document, whoever brought it
      CREATE TABLE trusted_document (
        hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
        document text NOT NULL,
        registered_by uuid NOT NULL REFERENCES account,
        registered_at timestamptz NOT NULL DEFAULT now()
      )`)
    await runner.query('CREATE INDEX trusted_document_account ON trusted_document (registered_by)')
    await runner.query(`
      CREATE UNLOGGED TABLE rate_bucket (
        subject text PRIMARY KEY,
        -- points that have not run off yet, at the moment
        level float8 NOT NULL,
        -- how many were given the last time
        granted float8 NOT NULL,
        at timestamptz NOT NULL
      ) WITH (fillfactor = 50)`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}
