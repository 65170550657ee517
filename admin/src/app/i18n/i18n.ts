import { useStorage } from '@vueuse/core'
import { type Language as ElementLanguage } from 'element-plus/es/locale/index.mjs'
import { shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import { featureTexts } from './feature-texts.ts'

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

// what every page may say, in one file a language, fetched when it is wanted
const common = { 'zh-CN': () => import('./locales/zh-CN.ts'), en: () => import('./locales/en.ts') }

/** Of the features, those texts that are or soon will be on the screen. */
const spoken = featureTexts(import.meta.glob('../../features/**/labels.*.ts', { import: 'labels' }), (code, texts) =>
  i18n.global.mergeLocaleMessage(code, texts),
)

/** To the other language. */
export function switchLanguage(): Promise<void> {
  return loadLanguage(language.value === 'zh-CN' ? 'en' : 'zh-CN')
}

/** Switches every text on the screen. */
export async function loadLanguage(code: Language): Promise<void> {
  const known = code in common ? code : 'zh-CN'
  const [{ labels, element }] = await Promise.all([common[known](), spoken.load(known)])
  i18n.global.mergeLocaleMessage(known, labels)
  i18n.global.locale.value = known
  elementLanguage.value = element
  language.value = known
  document.documentElement.lang = known
}

/**
 * A page, dialog or tab that is fetched when it is wanted, together with the texts that it says, so that nobody sees it without words. They go by the folder
 * whose `labels` they are, `members/record`; what the page around a part has fetched already need not be named again (i18n/spoken-texts.test.ts).
 */
export function withTexts<Part>(load: () => Promise<Part>, ...texts: readonly string[]): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), speak(texts)])
    return part
  }
}

/** In the language of the screen, which may be switched meanwhile. */
async function speak(texts: readonly string[]): Promise<void> {
  spoken.want(texts)
  const code = i18n.global.locale.value as Language
  await spoken.load(code)
  if (i18n.global.locale.value !== code) await speak(texts)
}
