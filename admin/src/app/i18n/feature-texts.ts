import { type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n'
import { gather } from './gather.ts'

type Told = (language: string, texts: LocaleMessageDictionary<VueMessageType>) => void
type Files = Readonly<Record<string, () => Promise<unknown>>>

/** The texts of features, by their folders: each file is fetched once, when it is wanted in its language. */
export function featureTexts(files: Files, tell: Told) {
  const wanted = new Set<string>()
  const fetched = new Map<string, Promise<void>>()

  function fetchOnce(folder: string, language: string): Promise<void> {
    const file = `../../features/${folder}/labels.${language}.ts`
    const known = fetched.get(file)
    if (known) return known
    const load = files[file]
    if (load === undefined) throw new Error(`There are no texts ${file}.`)
    const coming = load().then((labels) => tell(language, gather({ [file]: labels })))
    fetched.set(file, coming)
    // what could not be fetched is tried again by whoever wants it next
    coming.catch(() => fetched.delete(file))
    return coming
  }

  return {
    want: (folders: readonly string[]) => folders.forEach((folder) => wanted.add(folder)),

    /** Fetches what is wanted, and what comes to be wanted meanwhile. */
    async load(language: string): Promise<void> {
      let folders: readonly string[]
      do {
        folders = [...wanted]
        await Promise.all(folders.map((folder) => fetchOnce(folder, language)))
      } while (folders.length < wanted.size)
    },
  }
}
