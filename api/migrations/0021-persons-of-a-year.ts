import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The persons of a year in their order: how many of them took part in anything is then read from the index alone, without sorting or keeping
 * them. Rows that no attendance is behind any more are not in it.
 */
export class PersonsOfAYear1764021000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX participation_year_persons ON participation_year (year, member_id, organization_id) WHERE times > 0')
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.')
  }
}
