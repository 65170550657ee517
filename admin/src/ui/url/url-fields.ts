/** How one value stands in the address: `undefined` means that it is absent there, which is its resting state. */
export interface UrlField<T> {
  read(text: string | undefined): T
  write(value: T): string | undefined
}

/** Free text; the empty text is absent. */
export function text(fallback = ''): UrlField<string> {
  return { read: (raw) => raw ?? fallback, write: (value) => (value === fallback ? undefined : value) }
}

/** Text that may be missing altogether, such as an id. */
export function optional(): UrlField<string | undefined> {
  return { read: (raw) => (raw === '' ? undefined : raw), write: (value) => (value === '' ? undefined : value) }
}

/** One of the named values; an unknown one in a pasted address falls back. */
export function choice<const T extends string>(options: readonly T[], fallback: NoInfer<T>): UrlField<T> {
  return {
    read: (raw) => options.find((option) => option === raw) ?? fallback,
    write: (value) => (value === fallback ? undefined : value),
  }
}

/** Any number of the named values; without names, of any values. */
export function choices<T extends string = string>(options?: readonly T[]): UrlField<T[]> {
  return {
    read: (raw) => {
      const parts = (raw ?? '').split(',').filter((part) => part !== '')
      return options ? options.filter((option) => parts.includes(option)) : (parts as T[])
    },
    write: (value) => (value.length === 0 ? undefined : value.join(',')),
  }
}

/** A calendar day, YYYY-MM-DD; anything else is no day. */
export function day(): UrlField<string | undefined> {
  return { read: (raw) => (raw !== undefined && isDay(raw) ? raw : undefined), write: (value) => value || undefined }
}

/** A yes or no; no is absent. */
export function flag(): UrlField<boolean> {
  return { read: (raw) => raw === '1', write: (value) => (value ? '1' : undefined) }
}

function isDay(raw: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(raw)) return false
  const date = new Date(`${raw}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(raw)
}
