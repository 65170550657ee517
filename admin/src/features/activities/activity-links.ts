import { type RouteLocationRaw } from 'vue-router'

export const activityTabs = ['overview', 'attendance', 'attachments', 'history'] as const
export type ActivityTab = (typeof activityTabs)[number]

/** An activity's page, at one of its tabs. */
export function activityRoute(activity: { readonly id: string }, tab: ActivityTab = 'overview'): RouteLocationRaw {
  return { name: 'activity', params: { id: activity.id }, query: tab === 'overview' ? {} : { tab } }
}
