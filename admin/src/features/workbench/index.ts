import { ListTodo } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

export const feature = defineFeature({
  name: 'workbench',
  routes: [
    {
      path: '/',
      name: 'home',
      component: withTexts(() => import('./WorkQueuePage.vue'), 'workbench', 'activities/words'),
      meta: { title: 'workbench.title' },
    },
  ],
  menu: [{ route: 'home', label: 'workbench.title', keywords: 'workbench.keywords', icon: ListTodo, order: 10, key: 'w' }],
})
