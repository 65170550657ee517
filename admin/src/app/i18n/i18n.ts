import { useStorage } from '@vueuse/core'
import { type Language as ElementLanguage } from 'element-plus/es/locale/index.mjs'
import { shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'

export type Language = 'zh-CN' | 'en'
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'zh-CN', name: '中文' },
  { code: 'en', name: 'English' },
]

/** The language that the person chose; Chinese first. */
export const language = useStorage<Language>('qizhi.language', 'zh-CN')

/** The texts of Element Plus in the same language. */
export const elementLanguage = shallowRef<ElementLanguage>()

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as string,
  fallbackLocale: 'zh-CN',
  messages: {},
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
})

// one file of texts a language, fetched when it is wanted
const loaders = { 'zh-CN': () => import('./locales/zh-CN.ts'), en: () => import('./locales/en.ts') }

/** To the other language. */
export function switchLanguage(): Promise<void> {
  return loadLanguage(language.value === 'zh-CN' ? 'en' : 'zh-CN')
}

/** Switches every text on the screen. */
export async function loadLanguage(code: Language): Promise<void> {
  const known = code in loaders ? code : 'zh-CN'
  const { labels, element } = await loaders[known]()
  i18n.global.setLocaleMessage(known, labels)
  i18n.global.locale.value = known
  elementLanguage.value = element
  language.value = known
  document.documentElement.lang = known
}
