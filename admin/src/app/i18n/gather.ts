import { type LocaleMessageDictionary, type MessageContext, type VueMessageType } from 'vue-i18n'

type Texts = { readonly [name: string]: string | Texts }

/** The texts of all features as one; each file owns its top-level names. */
export function gather(files: Record<string, unknown>): LocaleMessageDictionary<VueMessageType> {
  const all: Record<string, unknown> = {}
  for (const [file, labels] of Object.entries(files)) {
    for (const [name, value] of Object.entries(labels as Texts)) {
      if (name in all) throw new Error(`Labels "${name}" of ${file} exist already.`)
      all[name] = said(value)
    }
  }
  return all as LocaleMessageDictionary<VueMessageType>
}

/**
 * Texts as functions that fill the named slots, the one thing our texts know beside words. So the compiler of vue-i18n, with its
 * plurals, links and formats, can be left out of the build.
 */
function said(texts: string | Texts): unknown {
  if (typeof texts !== 'string') return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, said(text)]))
  return ({ named }: MessageContext) =>
    texts.replaceAll(/\{(\w+)\}/g, (_slot, name: string) => String((named(name) as string | number | undefined) ?? ''))
}
