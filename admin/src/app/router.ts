import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router'
import { features } from './features.ts'
import { useSession } from './session/use-session.ts'

/** Assembles the pages of all features, and decides who gets to see which. */
export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      {
        path: '/sign-in',
        name: 'sign-in',
        component: () => import('./session/SignInPage.vue'),
        meta: { title: 'app.signIn.title', public: true, bare: true, scoped: false },
      },
      {
        path: '/first-password',
        name: 'first-password',
        component: () => import('./session/FirstPasswordPage.vue'),
        meta: { title: 'app.password.firstTitle', bare: true, scoped: false },
      },
      ...features.flatMap((feature) => feature.routes),
      {
        path: '/:rest(.*)*',
        name: 'not-found',
        component: () => import('./pages/NotFoundPage.vue'),
        meta: { title: 'app.notFound.title' },
      },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  })
  router.beforeEach(admit)
  router.beforeEach(carryScope)
  return router
}

/** Pages are for those who are signed in; a first password must be replaced before anything else. */
async function admit(to: RouteLocationNormalized) {
  if (to.meta.public) return true
  const session = useSession()
  await session.load()
  // App.vue shows that the API cannot be reached
  if (session.problem) return true
  if (!session.viewer) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (session.viewer.mustChangePassword && to.name !== 'first-password') return { name: 'first-password', query: { to: to.fullPath } }
  return true
}

/** The organisation and the day that a person works on go with him from page to page, as far as the page knows them. */
function carryScope(to: RouteLocationNormalized, from: RouteLocationNormalized) {
  if (to.path === from.path) return true
  const carried: Record<string, string> = {}
  const { org, asOf } = from.query
  if (typeof org === 'string' && !('org' in to.query) && to.meta.scoped !== false) carried['org'] = org
  if (typeof asOf === 'string' && !('asOf' in to.query) && to.meta.asOf) carried['asOf'] = asOf
  if (Object.keys(carried).length === 0) return true
  return { path: to.path, query: { ...to.query, ...carried }, hash: to.hash, replace: true }
}
