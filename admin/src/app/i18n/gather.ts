import { type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n'

/** The texts of all features as one; each file owns its top-level names. */
export function gather(files: Record<string, unknown>): LocaleMessageDictionary<VueMessageType> {
  const all: Record<string, unknown> = {}
  for (const [file, labels] of Object.entries(files)) {
    for (const [name, value] of Object.entries(labels as Record<string, unknown>)) {
      if (name in all) throw new Error(`Labels "${name}" of ${file} exist already.`)
      all[name] = value
    }
  }
  return all as LocaleMessageDictionary<VueMessageType>
}
