import { join } from 'node:path'
import { type Viewer } from '../../platform/access/viewer.ts'
import { SealedStore } from '../../platform/files/sealed-store.ts'
import { defineModule, type Platform } from '../../platform/module.ts'
import { exportExpiry } from './export-expiry.job.ts'
import { ExportLinks } from './export-link.service.ts'
import { ExportMaking } from './export-making.ts'
import { ExportRequests } from './export-request.service.ts'
import { ExportRun } from './export.entity.ts'
import { exportGraph } from './export.graph.ts'
import { ExportPayloadResolver, ExportResolver } from './export.resolver.ts'
import { exportTexts } from './export.texts.ts'

/** Files of whole lists, made beside the requests. */
export function exportsModule(
  { config, database, writer, keys }: Pick<Platform, 'config' | 'database' | 'writer' | 'keys'>,
  { viewerOfAccount }: { readonly viewerOfAccount: (accountId: string) => Promise<Viewer | undefined> },
) {
  const store = new SealedStore(join(config.dataDir, 'exports'), keys)
  const links = new ExportLinks({ database, writer, store, viewerOfAccount })
  return defineModule({
    name: 'exports',
    entities: [ExportRun],
    resolvers: [new ExportResolver(new ExportRequests(writer, store), links), new ExportPayloadResolver()],
    nodes: [exportGraph],
    texts: exportTexts,
    jobs: [exportExpiry({ writer, database, store })],
    queuedJobs: [new ExportMaking({ database, writer, store, viewerOfAccount, smallestGroup: config.smallestGroup })],
    links,
  })
}
