import { defineModule, type Platform } from '../../../platform/module.ts'
import { todayInShanghai } from '../definition/report-period.ts'
import { SnapshotCellResolver, SnapshotComparisonResolver } from './comparison/comparison.resolver.ts'
import { SnapshotComparisons } from './comparison/comparison.service.ts'
import { snapshotKey } from './snapshot-proof.ts'
import { ReportSnapshot } from './snapshot.entity.ts'
import { snapshotGraph } from './snapshot.graph.ts'
import { ReportSnapshotsResolver, SnapshotResolver, TakeSnapshotResolver } from './snapshot.resolver.ts'
import { SnapshotService } from './snapshot.service.ts'
import { snapshotTexts } from './snapshots.texts.ts'

/** Frozen results of reports, signed, and what has become of them since. */
export function snapshotsModule({ writer, keys, dataSource }: Pick<Platform, 'writer' | 'keys' | 'dataSource'>) {
  const key = snapshotKey(keys)
  const snapshots = new SnapshotService(writer, key)
  return defineModule({
    name: 'snapshots',
    entities: [ReportSnapshot],
    resolvers: [
      new SnapshotResolver(key),
      new ReportSnapshotsResolver(),
      new TakeSnapshotResolver(snapshots),
      new SnapshotComparisonResolver(new SnapshotComparisons(dataSource, todayInShanghai)),
      new SnapshotCellResolver(),
    ],
    nodes: [snapshotGraph],
    texts: snapshotTexts,
    snapshots,
    snapshotKey: key,
  })
}
