import { Users } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { findMembers } from './find-members.ts'

export const feature = defineFeature({
  name: 'members',
  routes: [
    {
      path: '/members',
      name: 'members',
      component: () => import('./list/MemberListPage.vue'),
      meta: { title: 'members.title', permission: 'members:read' },
    },
    {
      path: '/members/new',
      name: 'member-create',
      component: () => import('./form/MemberCreatePage.vue'),
      meta: { title: 'members.create', permission: 'members:write' },
    },
    {
      path: '/members/:id',
      name: 'member',
      component: () => import('./record/MemberPage.vue'),
      meta: { title: 'members.one', permission: 'members:read' },
    },
    {
      path: '/members/:id/edit',
      name: 'member-edit',
      component: () => import('./form/MemberEditPage.vue'),
      meta: { title: 'members.edit', permission: 'members:write' },
    },
  ],
  menu: [
    {
      route: 'members',
      label: 'members.title',
      keywords: 'members.keywords',
      icon: Users,
      order: 30,
      permission: 'members:read',
      key: 'm',
    },
  ],
  search: [{ label: 'members.title', permission: 'members:read', find: findMembers }],
})
