import { Plug } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

const permission = 'clients:manage'

/** The section where other systems are connected. Features join it by their routes' `meta.section`; API clients are its first place. */
export const feature = defineFeature({
  name: 'integration',
  routes: [
    {
      path: '/integration/clients',
      name: 'api-clients',
      component: withTexts(() => import('./clients/ApiClientsPage.vue'), 'integration'),
      meta: {
        title: 'integration.clients.title',
        permission,
        scoped: false,
        section: { name: 'integration', label: 'integration.clients.title', order: 10 },
      },
    },
    {
      path: '/integration/clients/:id',
      name: 'api-client',
      component: withTexts(() => import('./clients/ApiClientPage.vue'), 'integration'),
      meta: { title: 'integration.clients.title', permission, scoped: false, section: { name: 'integration' } },
    },
  ],
  menu: [
    {
      route: 'api-clients',
      section: 'integration',
      label: 'integration.title',
      keywords: 'integration.keywords',
      icon: Plug,
      order: 85,
      permission,
      key: 'n',
    },
  ],
})
