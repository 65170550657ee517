import { CalendarDays } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'
import { findActivities } from './find-activities.ts'

export const feature = defineFeature({
  name: 'activities',
  routes: [
    {
      path: '/activities',
      name: 'activities',
      component: withTexts(() => import('./ActivitiesPage.vue'), 'activities', 'activities/words', 'activities/calendar'),
      meta: { title: 'activities.title', permission: 'activities:read' },
    },
    {
      path: '/activities/:id',
      name: 'activity',
      component: withTexts(() => import('./record/ActivityPage.vue'), 'activities', 'activities/words', 'activities/record'),
      meta: { title: 'activities.one', permission: 'activities:read' },
    },
  ],
  menu: [
    {
      route: 'activities',
      label: 'activities.title',
      keywords: 'activities.keywords',
      icon: CalendarDays,
      order: 40,
      permission: 'activities:read',
      key: 'a',
    },
  ],
  search: [{ label: 'activities.title', permission: 'activities:read', find: findActivities }],
})
