import { type DataSource } from 'typeorm'
import { defineModule } from '../../platform/module.ts'
import { ActivityCountResolver, ActivitySubtotalResolver, OrganizationActivityCountResolver } from './activity-count.resolver.ts'
import { countTexts } from './counts.texts.ts'
import { foldCounts } from './fold.ts'
import './organization-activity-count.graph.ts'

/** Counts: activities by any dimensions, from roll-ups where they hold the answer and from the rows where they do not. */
export function countsModule(platform: { dataSource: DataSource }) {
  const fold = async () => void (await foldCounts(platform.dataSource))
  return defineModule({
    name: 'counts',
    entities: [],
    resolvers: [new ActivityCountResolver(), new ActivitySubtotalResolver(), new OrganizationActivityCountResolver()],
    texts: countTexts,
    jobs: [{ name: 'fold-counts', schedule: '* * * * *', run: fold }],
    fold,
  })
}
