import { isDeepStrictEqual } from 'node:util'
import { type DataSource, type EntityManager } from 'typeorm'
import { type ReportDefinition } from '../definition/report-definition.type.ts'
import { type OfficialReport } from './official-reports.ts'

/**
 * Brings the official layouts of the database in step with the code, which is the truth. A layout that has changed gets a version of its own.
 * Processes that start at the same time wait for each other, and what is in step already is not written.
 */
export async function synchronizeOfficialReports(dataSource: DataSource, reports: readonly OfficialReport[]): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const rows = reports.map(({ id, code, name, description }) => ({
      id,
      code,
      name: name.zh,
      name_en: name.en,
      description: description.zh,
      description_en: description.en,
    }))
    await manager.query(
      `INSERT INTO report AS r (id, code, official, name, name_en, description, description_en)
       SELECT id, code, code, name, name_en, description, description_en
       FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, code text, name text, name_en text, description text, description_en text) ORDER BY id
       ON CONFLICT (official) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, description = excluded.description,
         description_en = excluded.description_en, version = r.version + 1, updated_at = now()
       WHERE (r.name, r.name_en, r.description, r.description_en) IS DISTINCT FROM (excluded.name, excluded.name_en, excluded.description, excluded.description_en)`,
      [JSON.stringify(rows)],
    )
    const present = await manager.query<{ id: string; number: number | null; definition: ReportDefinition | null }[]>(
      `SELECT r.id, v.number, v.definition FROM report r LEFT JOIN report_version v ON v.report_id = r.id AND v.number = r.current_version
       WHERE r.official IS NOT NULL ORDER BY r.id FOR NO KEY UPDATE OF r`,
    )
    for (const { id, number, definition } of present) {
      const report = reports.find((candidate) => candidate.id === id)
      if (report !== undefined && !isDeepStrictEqual(definition, report.definition)) await addVersion(manager, report, (number ?? 0) + 1)
    }
  })
}

async function addVersion(manager: EntityManager, { id, name, definition }: OfficialReport, number: number): Promise<void> {
  await manager.query('INSERT INTO report_version (report_id, number, name, definition) VALUES ($1, $2, $3, $4)', [
    id,
    number,
    name.zh,
    JSON.stringify(definition),
  ])
  if (number > 1)
    await manager.query('UPDATE report SET current_version = $2, version = version + 1, updated_at = now() WHERE id = $1', [id, number])
}
