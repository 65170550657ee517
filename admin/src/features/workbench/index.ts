import { ListTodo } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'

export const feature = defineFeature({
  name: 'workbench',
  routes: [{ path: '/', name: 'home', component: () => import('./WorkQueuePage.vue'), meta: { title: 'workbench.title' } }],
  menu: [{ route: 'home', label: 'workbench.title', keywords: 'workbench.keywords', icon: ListTodo, order: 10, key: 'w' }],
})
