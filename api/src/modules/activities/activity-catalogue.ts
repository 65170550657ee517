import { activityType, activityTypes, type ActivityTypeDefinition, type HeldBy, levelsOf } from '@qizhi/rulebook'
import { type Transaction } from '../../platform/database/write.ts'
import { type ActivityTypeEntry } from './activity-type.entity.ts'

/** Runs one statement; a data source and a transaction can. */
type Query = (sql: string, parameters: unknown[]) => Promise<unknown>

/**
 * Brings the built-in lines of the table in step with the rule book, which is the truth; the bureau's own lines stay as they are.
 * Processes that start at the same time write in one order, and what is in step already is not written.
 */
export async function synchronizeCatalogue(query: Query): Promise<void> {
  const rows = activityTypes.map((type: ActivityTypeDefinition, position) => ({
    code: type.code,
    category: type.category,
    name_zh: type.name.zh,
    name_en: type.name.en,
    kinds: Object.keys(type.heldBy),
    levels: [...new Set(Object.values(type.heldBy).flat())],
    expects: type.expected,
    position,
  }))
  await query(
    `INSERT INTO activity_type (code, category, name_zh, name_en, kinds, levels, expects, built_in, position)
     SELECT code, category, name_zh, name_en, kinds, levels, expects, true, position
     FROM jsonb_to_recordset($1::jsonb) AS type (code text, category text, name_zh text, name_en text, kinds text[], levels text[], expects text, position int)
     ORDER BY code
     ON CONFLICT (code) DO UPDATE SET category = EXCLUDED.category, name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, kinds = EXCLUDED.kinds,
       levels = EXCLUDED.levels, expects = EXCLUDED.expects, position = EXCLUDED.position
     WHERE activity_type.built_in
       AND (activity_type.category, activity_type.name_zh, activity_type.name_en, activity_type.kinds, activity_type.levels, activity_type.expects, activity_type.position)
         IS DISTINCT FROM (EXCLUDED.category, EXCLUDED.name_zh, EXCLUDED.name_en, EXCLUDED.kinds, EXCLUDED.levels, EXCLUDED.expects, EXCLUDED.position)`,
    [JSON.stringify(rows)],
  )
}

/** What planning has to know of a type. */
export type CatalogueType = Pick<ActivityTypeDefinition, 'name' | 'heldBy' | 'expected'>

/** The type of a code: as the rule book defines it, or as the bureau's own line says. */
export async function findActivityType(tx: Transaction, code: string): Promise<CatalogueType | null> {
  const [row] = await tx.query<Pick<ActivityTypeEntry, 'nameZh' | 'nameEn' | 'kinds' | 'levels' | 'expects' | 'builtIn'>>(
    `SELECT name_zh AS "nameZh", name_en AS "nameEn", kinds, levels, expects, built_in AS "builtIn" FROM activity_type WHERE code = $1`,
    [code],
  )
  if (row === undefined) return null
  const own = { name: { zh: row.nameZh, en: row.nameEn }, heldBy: heldBy(row), expected: row.expects }
  return row.builtIn ? (activityType(code) ?? own) : own
}

/** An own line names kinds and levels; each kind holds it at those of the levels that it has. */
function heldBy({ kinds, levels }: Pick<ActivityTypeEntry, 'kinds' | 'levels'>): HeldBy {
  return Object.fromEntries(kinds.map((kind) => [kind, levelsOf(kind).filter((level) => levels.includes(level))]))
}
