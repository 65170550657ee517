import { Webhook } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'

const permission = 'webhooks:manage'

export const feature = defineFeature({
  name: 'webhooks',
  routes: [
    {
      path: '/integration/webhooks',
      name: 'webhooks',
      component: () => import('./WebhooksPage.vue'),
      meta: { title: 'webhooks.title', permission, scoped: false },
    },
  ],
  menu: [{ route: 'webhooks', label: 'webhooks.title', keywords: 'webhooks.keywords', icon: Webhook, order: 86, permission }],
})
