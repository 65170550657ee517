import { defineFeature } from '#app/feature.ts'

const permission = 'sync:run'

export const feature = defineFeature({
  name: 'sync',
  routes: [
    {
      path: '/integration/sync',
      name: 'sync',
      component: () => import('./SyncRunsPage.vue'),
      meta: {
        title: 'sync.title',
        permission,
        scoped: false,
        section: { name: 'integration', label: 'sync.title', keywords: 'sync.keywords', order: 20 },
      },
    },
    {
      path: '/integration/sync/:id',
      name: 'sync-run',
      component: () => import('./run/SyncRunPage.vue'),
      meta: { title: 'sync.run', permission, scoped: false, section: { name: 'integration' } },
    },
  ],
})
