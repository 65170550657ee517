import { ChartNoAxesColumn } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'

export const feature = defineFeature({
  name: 'counts',
  routes: [
    {
      path: '/counts',
      name: 'counts',
      component: () => import('./CountsPage.vue'),
      meta: { title: 'counts.title', permission: 'counts:read', asOf: true },
    },
  ],
  menu: [
    {
      route: 'counts',
      label: 'counts.title',
      keywords: 'counts.keywords',
      icon: ChartNoAxesColumn,
      order: 50,
      permission: 'counts:read',
      key: 'c',
    },
  ],
})
