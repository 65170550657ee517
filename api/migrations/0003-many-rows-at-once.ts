import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Batches of thousands of rows, and counts as of a past day over millions of memberships. */
export class ManyRowsAtOnce1763946000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // a connection keeps the plan of its first statement, mostly of one row; joined row by row, a thousand take half a minute
    await runner.query('ALTER FUNCTION record_changes() SET enable_nestloop = off')
    // those that ended too: the index on open rows does not know them
    await runner.query('CREATE INDEX membership_organization_history ON membership (organization_id)')
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}
