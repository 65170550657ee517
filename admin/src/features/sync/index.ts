import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

const permission = 'sync:run'

export const feature = defineFeature({
  name: 'sync',
  routes: [
    {
      path: '/integration/sync',
      name: 'sync',
      component: withTexts(() => import('./SyncRunsPage.vue'), 'sync'),
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
      component: withTexts(() => import('./run/SyncRunPage.vue'), 'sync', 'members/words'),
      meta: { title: 'sync.run', permission, scoped: false, section: { name: 'integration' } },
    },
  ],
})
