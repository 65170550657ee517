import { Users } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'
import { findMembers } from './find-members.ts'

export const feature = defineFeature({
  name: 'members',
  routes: [
    {
      path: '/members',
      name: 'members',
      component: withTexts(() => import('./list/MemberListPage.vue'), 'members', 'members/words'),
      meta: { title: 'members.title', permission: 'members:read' },
    },
    {
      path: '/members/new',
      name: 'member-create',
      component: withTexts(() => import('./form/MemberCreatePage.vue'), 'members', 'members/words'),
      meta: { title: 'members.create', permission: 'members:write' },
    },
    {
      path: '/members/:id',
      name: 'member',
      component: withTexts(() => import('./record/MemberPage.vue'), 'members', 'members/words', 'members/record'),
      meta: { title: 'members.one', permission: 'members:read' },
    },
    {
      path: '/members/:id/edit',
      name: 'member-edit',
      component: withTexts(() => import('./form/MemberEditPage.vue'), 'members', 'members/words'),
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
