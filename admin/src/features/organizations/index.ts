import { Network } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { findOrganizations } from './find-organizations.ts'

const page = () => import('./OrganizationsPage.vue')

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
