import { ChartNoAxesColumn } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'
import { fromOldCounts } from './definition/old-counts.ts'
import { findReports } from './find-reports.ts'
import { snapshotRoutes } from './snapshots/routes.ts'

const builder = withTexts(() => import('./builder/ReportBuilderPage.vue'), 'reports', 'reports/builder', 'reports/result', 'reports/keep')

export const feature = defineFeature({
  name: 'reports',
  routes: [
    {
      path: '/reports',
      name: 'reports',
      component: withTexts(() => import('./list/ReportListPage.vue'), 'reports'),
      meta: { title: 'reports.title', permission: 'reports:read', scoped: false },
    },
    {
      path: '/reports/new',
      name: 'report-new',
      component: builder,
      meta: { title: 'reports.new', permission: 'reports:read', scoped: false },
    },
    { path: '/reports/:id', name: 'report', component: builder, meta: { title: 'reports.one', permission: 'reports:read', scoped: false } },
    ...snapshotRoutes,
    {
      path: '/reports/:id/schedules',
      name: 'report-schedules',
      redirect: ({ params }) => ({ name: 'report', params, query: { tab: 'schedules' } }),
      meta: { title: 'reports.tabs.schedules', scoped: false },
    },
    // what people kept of the page that there was before
    { path: '/counts', redirect: (to) => fromOldCounts(to.query), meta: { title: 'reports.title', scoped: false } },
  ],
  menu: [
    {
      route: 'reports',
      label: 'reports.title',
      keywords: 'reports.keywords',
      icon: ChartNoAxesColumn,
      order: 50,
      permission: 'reports:read',
      key: 'r',
    },
  ],
  search: [{ label: 'reports.title', permission: 'reports:read', find: findReports }],
})
