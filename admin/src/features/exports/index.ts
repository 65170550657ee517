import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

const permission = 'exports:run'

export const feature = defineFeature({
  name: 'exports',
  routes: [
    {
      path: '/integration/exports',
      name: 'exports',
      component: withTexts(() => import('./ExportsPage.vue'), 'exports'),
      meta: {
        title: 'exports.title',
        permission,
        scoped: false,
        section: { name: 'integration', label: 'exports.title', keywords: 'exports.keywords', order: 40 },
      },
    },
  ],
})
