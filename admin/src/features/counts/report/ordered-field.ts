import { type UrlField } from '#ui/url/url-fields.ts'

/** Some of the named values, in an order of their own. `resting` is what an absent value means; an empty list is written as a dash. */
export function ordered<const T extends string>(options: readonly T[], resting: readonly T[], most = options.length): UrlField<T[]> {
  const rest = resting.join(',')
  return {
    read: (raw) => {
      if (raw === undefined) return [...resting]
      const known = raw.split(',').filter((part): part is T => options.some((option) => option === part))
      return [...new Set(known)].slice(0, most)
    },
    write: (value) => {
      const text = value.join(',')
      if (text === rest) return undefined
      return text === '' ? '-' : text
    },
  }
}
