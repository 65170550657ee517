import { defineFeature } from '#app/feature.ts'

export const feature = defineFeature({
  name: 'schedules',
  routes: [
    {
      path: '/reports/:id/schedules',
      name: 'report-schedules',
      component: () => import('./SchedulesPage.vue'),
      meta: { title: 'schedules.title', permission: 'reports:read', scoped: false },
    },
  ],
})
