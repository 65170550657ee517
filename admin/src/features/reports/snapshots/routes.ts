import { type FeatureRoute } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

/** The frozen results of a report, which stand in a tab of its page, and one of them. */
export const snapshotRoutes: readonly FeatureRoute[] = [
  {
    path: '/reports/:id/snapshots',
    name: 'report-snapshots',
    redirect: ({ params }) => ({ name: 'report', params, query: { tab: 'snapshots' } }),
    meta: { title: 'snapshots.ofReport', scoped: false },
  },
  {
    path: '/reports/:id/snapshots/:snapshotId',
    name: 'report-snapshot',
    component: withTexts(() => import('./SnapshotPage.vue'), 'reports/snapshots'),
    meta: { title: 'snapshots.one', permission: 'reports:read', scoped: false },
  },
]
