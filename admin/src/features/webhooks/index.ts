import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

export const feature = defineFeature({
  name: 'webhooks',
  routes: [
    {
      path: '/integration/webhooks',
      name: 'webhooks',
      component: withTexts(() => import('./WebhooksPage.vue'), 'webhooks'),
      meta: {
        title: 'webhooks.title',
        permission: 'webhooks:run',
        scoped: false,
        section: { name: 'integration', label: 'webhooks.title', keywords: 'webhooks.keywords', order: 30 },
      },
    },
  ],
})
