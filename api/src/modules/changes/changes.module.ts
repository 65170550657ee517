import { defineModule, type Platform } from '../../platform/module.ts'
import { ChangeBell } from './change-bell.ts'
import { ChangeFeed } from './change-feed.ts'
import { ChangeResolver } from './change.resolver.ts'
import { changeTexts } from './changes.texts.ts'
import { FeedCursors } from './feed-cursor.ts'
import { ReconcileResolver } from './reconcile.resolver.ts'
import { feedState, pruneFeed, settleFeed } from './feed-upkeep.ts'

/** The change feed: what others keep their copies by. */
export function changesModule({ config, dataSource, database, keys, logger, metrics, writer }: Platform) {
  const feed = new ChangeFeed(new FeedCursors(keys))
  // the schema is also made without a database
  const bell = new ChangeBell({ databaseUrl: config.databaseUrl ?? '', database, logger })
  writer.onCommit(() => bell.ring())
  metrics.watch(
    'qizhi_change_feed',
    'The change feed: heldBack (seconds that the oldest writing transaction has been open), waiting and kept (changes)',
    async () => ({
      ...(await feedState(database)),
    }),
  )
  return defineModule({
    name: 'changes',
    entities: [],
    resolvers: [new ChangeResolver(feed, bell), new ReconcileResolver()],
    texts: changeTexts,
    jobs: [{ name: 'prune-changes', schedule: '40 18 * * *', run: async () => void (await pruneFeed(dataSource, config.changeDays)) }],
    start: () => settleFeed(dataSource),
    feed,
    bell,
  })
}
