import { defineModule, type Platform } from '../../platform/module.ts'
import { BiAccess } from './bi-access.service.ts'
import { biTexts } from './bi.texts.ts'

/** What BI tools read over SQL: the views are made by a migration, the roles on the command line. */
export function biModule({ config, database, writer }: Pick<Platform, 'config' | 'database' | 'writer'>) {
  return defineModule({
    name: 'bi',
    entities: [],
    resolvers: [],
    texts: biTexts,
    access: new BiAccess(database, writer, config.smallestGroup),
  })
}
