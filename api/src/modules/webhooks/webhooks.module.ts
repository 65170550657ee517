import { randomUUID } from 'node:crypto'
import { BlockList } from 'node:net'
import { type Viewer } from '../../platform/access/viewer.ts'
import { Outbound } from '../../platform/http/outbound.ts'
import { platformTexts } from '../../platform/i18n/platform-texts.ts'
import { speaker } from '../../platform/i18n/texts.ts'
import { defineModule, type Platform, type Whole } from '../../platform/module.ts'
import { type AccountDirectory } from '../accounts/index.ts'
import { type ChangeBell, type ChangeFeed } from '../changes/index.ts'
import { askForNotices, WebhookNotice, WebhookNotices } from './notices.job.ts'
import { DeliveryStore } from './delivery.store.ts'
import { Messenger } from './messenger.ts'
import { WebhookSender } from './sender.ts'
import { WebhookAttempt, WebhookDelivery } from './delivery.entity.ts'
import { WebhookEndpoint } from './webhook.entity.ts'
import { deliveryGraph, webhookGraph } from './webhook.graph.ts'
import { WebhookQueries } from './webhook-query.ts'
import { WebhookChangeResolver } from './webhook-change.resolver.ts'
import { WebhookAttemptResolver, WebhookResolver } from './webhook.resolver.ts'
import { WebhookService } from './webhook.service.ts'
import { webhookTexts } from './webhooks.texts.ts'

interface Upstream {
  readonly feed: ChangeFeed
  readonly bell: ChangeBell
  readonly accounts: AccountDirectory
  readonly viewerOfAccount: (accountId: string) => Promise<Viewer | undefined>
}

/** Webhooks: addresses that are told of changes, each with the answer to its own query. */
export function webhooksModule(platform: Platform, { feed, bell, accounts, viewerOfAccount }: Upstream) {
  const { cipher, config, database, dataSource, logger, mailer, metrics, writer } = platform
  const outbound = new Outbound(config.webhookNetworks ?? new BlockList())
  const store = new DeliveryStore(dataSource, randomUUID(), async (tx, endpointId) => {
    if (mailer !== null) await askForNotices({ query: (sql, values = []) => tx.query(sql, [...values]) }, endpointId, randomUUID())
  })
  const notices = { database, accounts, logger, mailer, say: speaker([platformTexts, webhookTexts]) }
  let queries: WebhookQueries | undefined
  const readyQueries = () => queries ?? unready()
  const messenger = new Messenger({ cipher, outbound, queries: readyQueries })
  const sender = new WebhookSender({ store, messenger, database, feed, bell, logger, viewerOfAccount })
  metrics.watch('qizhi_webhooks', 'Webhooks: waiting (deliveries), failing and disabled (endpoints)', async () => ({
    ...(await store.figures()),
  }))
  return defineModule({
    name: 'webhooks',
    entities: [WebhookEndpoint, WebhookDelivery, WebhookAttempt],
    resolvers: [
      new WebhookResolver(),
      new WebhookAttemptResolver(cipher),
      new WebhookChangeResolver({
        webhooks: new WebhookService(writer, cipher, outbound),
        feed,
        sender,
        queries: readyQueries,
        viewerOfAccount,
      }),
    ],
    nodes: [webhookGraph, deliveryGraph],
    texts: webhookTexts,
    jobs: [{ name: 'prune-deliveries', schedule: '50 18 * * *', run: () => store.prune() }],
    queuedJobs: [new WebhookNotices(notices), new WebhookNotice(notices)],
    ready: ({ schema, say }: Whole) => {
      queries = new WebhookQueries(schema, { database, say, smallestGroup: config.smallestGroup }, config.executor)
    },
    service: () => sender.start(),
    sender,
  })
}

function unready(): never {
  throw new Error('There is no schema yet.')
}
