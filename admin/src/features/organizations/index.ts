import { Network } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'
import { findOrganizations } from './find-organizations.ts'

const page = withTexts(() => import('./OrganizationsPage.vue'), 'organizations')

export const feature = defineFeature({
  name: 'organizations',
  routes: [
    {
      path: '/organizations',
      name: 'organizations',
      component: page,
      meta: { title: 'organizations.title', permission: 'organizations:read', asOf: true },
    },
    {
      path: '/organizations/:id',
      name: 'organization',
      component: page,
      meta: { title: 'organizations.title', permission: 'organizations:read', asOf: true },
    },
  ],
  menu: [
    {
      route: 'organizations',
      label: 'organizations.title',
      keywords: 'organizations.keywords',
      icon: Network,
      order: 20,
      permission: 'organizations:read',
      key: 'o',
    },
  ],
  search: [{ label: 'organizations.title', permission: 'organizations:read', find: findOrganizations }],
})
