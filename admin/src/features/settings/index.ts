import { Settings } from '@lucide/vue'
import { defineFeature } from '#app/feature.ts'
import { withTexts } from '#app/i18n/i18n.ts'

const page = withTexts(() => import('./SettingsPage.vue'), 'settings')

export const feature = defineFeature({
  name: 'settings',
  routes: [
    { path: '/settings', name: 'settings', component: page, meta: { title: 'settings.title', scoped: false } },
    { path: '/settings/password', name: 'settings-password', component: page, meta: { title: 'app.password.title', scoped: false } },
    { path: '/settings/mail', name: 'settings-mail', component: page, meta: { title: 'settings.mail.title', scoped: false } },
    { path: '/settings/devices', name: 'settings-devices', component: page, meta: { title: 'settings.devices.title', scoped: false } },
  ],
  menu: [{ route: 'settings', label: 'settings.title', keywords: 'settings.keywords', icon: Settings, order: 90, key: 's', foot: true }],
})
