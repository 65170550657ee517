import { defineFeature } from '#app/feature.ts'

export const feature = defineFeature({
  name: 'webhooks',
  routes: [
    {
      path: '/integration/webhooks',
      name: 'webhooks',
      component: () => import('./WebhooksPage.vue'),
      meta: {
        title: 'webhooks.title',
        permission: 'webhooks:run',
        scoped: false,
        section: { name: 'integration', label: 'webhooks.title', keywords: 'webhooks.keywords', order: 30 },
      },
    },
  ],
})
