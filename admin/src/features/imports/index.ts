import { FileUp } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'

const permission = 'imports:run'

export const feature = defineFeature({
  name: 'imports',
  routes: [
    {
      path: '/imports',
      name: 'imports',
      component: () => import('./list/ImportListPage.vue'),
      meta: { title: 'imports.title', permission, scoped: false },
    },
    {
      path: '/imports/new',
      name: 'import-new',
      component: () => import('./wizard/ImportNewPage.vue'),
      meta: { title: 'imports.start', permission, scoped: false },
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: () => import('./wizard/ImportRunPage.vue'),
      meta: { title: 'imports.start', permission, scoped: false },
    },
  ],
  menu: [{ route: 'imports', label: 'imports.title', keywords: 'imports.keywords', icon: FileUp, order: 80, permission, key: 'i' }],
})
