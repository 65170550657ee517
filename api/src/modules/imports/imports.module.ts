import { defineModule, type Platform } from '../../platform/module.ts'
import { Importer } from './importer.ts'
import { organizationImport } from './organizations/organization-import.ts'

/** Taking files into the register. */
export function importsModule(platform: Platform) {
  const today = async () => (await platform.dataSource.query<{ today: string }[]>('SELECT today()::text AS today'))[0]!.today
  const importer = new Importer(platform.writer, today, { ORGANIZATIONS: organizationImport } as never)
  return defineModule({ name: 'imports', entities: [], resolvers: [], importer })
}
