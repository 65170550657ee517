import { FileUp } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

const permission = 'imports:run'

export const feature = defineFeature({
  name: 'imports',
  routes: [
    {
      path: '/imports',
      name: 'imports',
      component: withTexts(() => import('./list/ImportListPage.vue'), 'imports'),
      meta: { title: 'imports.title', permission, scoped: false },
    },
    {
      path: '/imports/new',
      name: 'import-new',
      component: withTexts(() => import('./wizard/ImportNewPage.vue'), 'imports'),
      meta: { title: 'imports.start', permission, scoped: false },
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: withTexts(() => import('./wizard/ImportRunPage.vue'), 'imports'),
      meta: { title: 'imports.start', permission, scoped: false },
    },
  ],
  menu: [{ route: 'imports', label: 'imports.title', keywords: 'imports.keywords', icon: FileUp, order: 80, permission, key: 'i' }],
})
