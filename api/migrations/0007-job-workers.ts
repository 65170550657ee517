import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which processes work off jobs, and when each was last heard of: what a killed one had begun is given to another. */
export class JobWorkers1763960400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE job_worker (id text PRIMARY KEY, seen_at timestamptz NOT NULL DEFAULT now())')
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}
