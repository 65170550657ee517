import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

/** Queries tried in the browser, in one's own scope. For everybody who signs in; among the places of the integration section for those who connect programs. */
export const feature = defineFeature({
  name: 'explorer',
  routes: [
    {
      path: '/explorer',
      name: 'explorer',
      component: withTexts(() => import('./ExplorerPage.vue'), 'explorer'),
      meta: {
        title: 'explorer.title',
        scoped: false,
        section: { name: 'integration', label: 'explorer.title', keywords: 'explorer.keywords', order: 90, permission: 'clients:manage' },
      },
    },
  ],
})
