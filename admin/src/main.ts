import 'element-plus/theme-chalk/base.css'
import './app/theme/tokens.css'
import './app/theme/base.css'
import { DefaultApolloClient, provideApolloClient } from '@vue/apollo-composable'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import { createClient } from './app/apollo/create-client.ts'
import { connection } from './app/apollo/connection.ts'
import App from './app/App.vue'
import { i18n, language, loadLanguage } from './app/i18n/i18n.ts'
import { followNewerVersion } from './app/newer-version.ts'
import { createAppRouter } from './app/router.ts'
import { useSession } from './app/session/use-session.ts'
import { noticeProblem } from './ui/feedback/notices.ts'

const router = createAppRouter()
const client = createClient({
  language: () => language.value,
  onUnauthenticated() {
    const session = useSession()
    if (session.viewer) return session.lapse()
    session.forget()
    const { meta, fullPath } = router.currentRoute.value
    if (!meta.public) void router.replace({ name: 'sign-in', query: { to: fullPath } })
    return undefined
  },
  onProblem(problem, wasWrite) {
    const { t, te } = i18n.global
    const code = te(`ui.problem.${problem.code}.title`) ? problem.code : 'INTERNAL_SERVER_ERROR'
    noticeProblem(t(`ui.problem.${code}.title`), {
      hint: wasWrite ? t('ui.problem.kept') : t(`ui.problem.${code}.hint`),
      reference: problem.reference,
      topic: problem.code,
    })
  },
  onReachable: (reachable) => (connection.reachable = reachable),
})

followNewerVersion(router, () => noticeProblem(i18n.global.t('app.newer.title'), { hint: i18n.global.t('app.newer.hint') }))

provideApolloClient(client)
// the API says names in the person's language: what is on the screen is asked for anew, what is kept is dropped
watch(language, () => void client.resetStore().catch(() => undefined))
const app = createApp(App)
app.use(createPinia()).provide(DefaultApolloClient, client).use(i18n)
// not a top-level await: the texts' file may import from this one, and each would wait for the other
void loadLanguage(language.value).then(() => app.use(router).mount('#app'))
