import { useData } from 'vitepress'
import theme from 'vitepress/theme-without-fonts'
import { h } from 'vue'
import './theme.css'

/** Out of this site, to a page of the admin: a link of the configuration would stay below `/docs`. */
const explorerLink = (place) => () => {
  const { theme } = useData()
  return h('a', { href: '/explorer', target: '_self', class: ['explorer-link', place] }, theme.value.explorerLabel)
}
const inBar = explorerLink('bar')
const onScreen = explorerLink('screen')

export default {
  ...theme,
  Layout: () => h(theme.Layout, null, { 'nav-bar-content-after': () => h(inBar), 'nav-screen-content-after': () => h(onScreen) }),
}
