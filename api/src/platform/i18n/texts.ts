import { IntlMessageFormat } from 'intl-messageformat'
import { type Language } from './language.ts'
import { type Messages } from './messages.ts'

/** The key of something the server can say. */
export type MessageKey = Extract<keyof Messages, string>

/** The values that a text names in braces. */
export type MessageParams = Readonly<Record<string, string | number>>

/** Texts of one module, each in every language, in ICU message format. */
export type Texts<Key extends string = string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>

/** The keys of a module's texts, for its declaration of `Messages`. */
export type KeysOf<Module extends Texts> = Readonly<Record<keyof Module['zh-CN'], string>>

/** Declares a module's texts; the compiler holds both languages to the same keys. */
export function defineTexts<Key extends string>(texts: Texts<Key>): Texts<Key> {
  return texts
}

/** Says a text in a language. */
export type Say = (language: Language, key: MessageKey, params?: MessageParams) => string

/** Puts the texts of all modules together. */
export function speaker(modules: readonly Texts[]): Say {
  const patterns: Record<Language, Map<string, string>> = { 'zh-CN': new Map(), en: new Map() }
  for (const texts of modules) {
    for (const language of Object.keys(texts) as Language[]) {
      for (const [key, pattern] of Object.entries(texts[language])) {
        if (patterns[language].has(key)) throw new Error(`Two modules bring a text ${key}`)
        patterns[language].set(key, pattern)
      }
    }
  }
  const compiled = new Map<string, IntlMessageFormat>()

  return (language, key, params = {}) => {
    const pattern = patterns[language].get(key)
    if (pattern === undefined) throw new Error(`No text ${key} in ${language}`)
    if (!pattern.includes('{')) return pattern
    const id = `${language} ${key}`
    let format = compiled.get(id)
    if (format === undefined) compiled.set(id, (format = new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true })))
    return String(format.format(params))
  }
}
