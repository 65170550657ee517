import { type FeatureRoute } from '#app/feature.ts'

/** The frozen results of a report, and one of them. */
export const snapshotRoutes: readonly FeatureRoute[] = [
  {
    path: '/reports/:id/snapshots',
    name: 'report-snapshots',
    component: () => import('./SnapshotsPage.vue'),
    meta: { title: 'snapshots.ofReport', permission: 'reports:read', scoped: false },
  },
  {
    path: '/reports/:id/snapshots/:snapshotId',
    name: 'report-snapshot',
    component: () => import('./SnapshotPage.vue'),
    meta: { title: 'snapshots.one', permission: 'reports:read', scoped: false },
  },
]
