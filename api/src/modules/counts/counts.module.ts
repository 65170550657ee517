import { type DataSource } from 'typeorm'
import { defineModule } from '../../platform/module.ts'
import { ActivityCountResolver, ActivitySubtotalResolver, OrganizationActivityCountResolver } from './activity-count.resolver.ts'
import { countTexts } from './counts.texts.ts'
import { foldCounts } from './fold.ts'
import { MemberCountResolver, MemberSubtotalResolver } from './member-count.resolver.ts'
import { MembershipChangeResolver, MembershipChangeSubtotalResolver } from './membership-change.resolver.ts'
import './organization-activity-count.graph.ts'

/** Counts of activities, members and what happened to memberships, by any dimensions; each is a model, and one engine answers them all. */
export function countsModule(platform: { dataSource: DataSource }) {
  const fold = async () => void (await foldCounts(platform.dataSource))
  return defineModule({
    name: 'counts',
    entities: [],
    resolvers: [
      new ActivityCountResolver(),
      new ActivitySubtotalResolver(),
      new MemberCountResolver(),
      new MemberSubtotalResolver(),
      new MembershipChangeResolver(),
      new MembershipChangeSubtotalResolver(),
      new OrganizationActivityCountResolver(),
    ],
    texts: countTexts,
    jobs: [{ name: 'fold-counts', schedule: '* * * * *', run: fold }],
    fold,
  })
}
