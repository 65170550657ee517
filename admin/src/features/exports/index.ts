import { defineFeature } from '#app/feature.ts'

const permission = 'exports:run'

export const feature = defineFeature({
  name: 'exports',
  routes: [
    {
      path: '/integration/exports',
      name: 'exports',
      component: () => import('./ExportsPage.vue'),
      meta: {
        title: 'exports.title',
        permission,
        scoped: false,
        section: { name: 'integration', label: 'exports.title', keywords: 'exports.keywords', order: 40 },
      },
    },
  ],
})
