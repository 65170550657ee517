import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { guessMapping, type ImportTargetName } from '../../../modules/imports/index.ts'
import { systemViewer } from '../../../platform/access/viewer.ts'
import { type Platform } from '../../../platform/module.ts'
import { type Modules } from '../../../modules.ts'
import { type Actor } from '../../../platform/database/write.ts'
import { bureauActivities } from './bureau-activities.ts'
import { writeActivities } from './write-activities.ts'

/** What the demo bureau is loaded with; the running product has it all. */
interface DemoParts {
  readonly platform: Pick<Platform, 'dataSource' | 'writer'>
  readonly modules: Pick<Modules, 'imports'>
}

const actor: Actor = { viewer: { ...systemViewer, displayName: '演示数据' }, requestId: null, address: null }

/**
 * Fills an empty database with the example bureau: its own files through the imports, and a year of activities that follows its work plan.
 * Does nothing where there are organisations already, unless they are those of a load that broke off. Returns whether it did anything.
 */
export async function loadDemoBureau({ platform: { dataSource, writer }, modules }: DemoParts): Promise<boolean> {
  const [present] = await dataSource.query<{ any: boolean; unfinished: boolean }[]>(
    `SELECT EXISTS (SELECT FROM organization) AS any,
       EXISTS (SELECT FROM audit_entry WHERE actor_name = $1) AND NOT EXISTS (SELECT FROM audit_entry WHERE action = $2) AS unfinished`,
    [actor.viewer.displayName, lastStep],
  )
  if (present!.any && !present!.unfinished) return false
  const { importer } = modules.imports
  for (const [target, name] of files) {
    const table = await importer.read(target, readFileSync(join(bureauDirectory(), name)))
    await importer.execute(
      actor,
      { target, table, mapping: guessMapping(table.headers, importer.target(target).fields) },
      { mode: 'APPLY' },
    )
  }
  const { loaded } = await writer.write(actor, lastStep, {}, async (tx) => {
    // of processes that start together, one tells the year
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [lastStep])
    if ((await tx.query('SELECT FROM activity LIMIT 1')).length > 0) return { loaded: false, userErrors: [] }
    const activities = await bureauActivities(tx)
    await writeActivities(tx, activities)
    tx.audit({ entity: 'Activity', entityId: null, after: { activities: activities.length } })
    return { loaded: true, userErrors: [] }
  })
  return loaded
}

const lastStep = 'demo.load'

const files: readonly (readonly [ImportTargetName, string])[] = [
  ['ORGANIZATIONS', 'organizations.csv'],
  ['ORGANIZATIONS', 'units.csv'],
  ['ROSTER', 'hr-roster.csv'],
]

/** Above this file, whether it is compiled or not. */
function bureauDirectory(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'infra/demo/bureau')
    if (existsSync(candidate)) return candidate
  }
  throw new Error('infra/demo/bureau is missing')
}
