import type { MigrationInterface, QueryRunner } from 'typeorm'

/** An import tells how its file was encoded, and goes on where it broke off. */
export class ImportProgress1763942400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_run
        ADD COLUMN encoding text,
        ADD COLUMN applied_batches int NOT NULL DEFAULT 0 CHECK (applied_batches >= 0);
      COMMENT ON COLUMN import_run.applied_batches IS 'How many batches are committed; the next one is this, counted from 0.';
    `)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}
