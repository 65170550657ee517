import { RefreshCw } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'

const permission = 'sync:run'

export const feature = defineFeature({
  name: 'sync',
  routes: [
    {
      path: '/integration/sync',
      name: 'sync',
      component: () => import('./SyncRunsPage.vue'),
      meta: { title: 'sync.title', permission, scoped: false },
    },
    {
      path: '/integration/sync/:id',
      name: 'sync-run',
      component: () => import('./run/SyncRunPage.vue'),
      meta: { title: 'sync.run', permission, scoped: false },
    },
  ],
  menu: [{ route: 'sync', label: 'sync.title', keywords: 'sync.keywords', icon: RefreshCw, order: 82, permission }],
})
