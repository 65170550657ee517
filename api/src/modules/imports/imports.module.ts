import { defineModule, type Platform } from '../../platform/module.ts'
import { type MemberRegister } from '../members/index.ts'
import { ImportApplication } from './import-application.service.ts'
import { Importer } from './importer.ts'
import { importRunGraph } from './import.graph.ts'
import { ImportResolver, ImportRunResolver } from './import.resolver.ts'
import { ImportRowEntry, ImportRun } from './import-run.entity.ts'
import { ImportRunService } from './import-run.service.ts'
import { ImportSource } from './import-source.ts'
import { importTexts } from './import.texts.ts'
import { organizationImport } from './organizations/organization-import.ts'
import { RejectedRows } from './rejected-rows.service.ts'
import { rosterImport } from './roster/roster-import.ts'

/** Taking files into the register. */
export function importsModule(
  { writer, dataSource, files }: Pick<Platform, 'writer' | 'dataSource' | 'files'>,
  needs: { register: MemberRegister },
) {
  const today = async () => (await dataSource.query<{ today: string }[]>('SELECT today()::text AS today'))[0]!.today
  const importer = new Importer(writer, today, { ORGANIZATIONS: organizationImport, ROSTER: rosterImport(needs.register) })
  const runs = new ImportRunService(writer, importer, new ImportSource(files))
  return defineModule({
    name: 'imports',
    entities: [ImportRun, ImportRowEntry],
    resolvers: [new ImportRunResolver(), new ImportResolver(runs, new ImportApplication(writer, importer, runs))],
    nodes: [importRunGraph],
    texts: importTexts,
    importer,
    rejectedRows: new RejectedRows(writer, runs),
  })
}
