import { type MenuEntry, type SectionName } from './feature.ts'
import { features } from './features.ts'

/** One of the pages that share a menu entry. */
export interface Place {
  readonly route: string
  readonly path: string
  readonly label: string
  readonly keywords: string | undefined
}

type Can = (permission: string) => boolean

/** The places of a section that the viewer may see, in their order. */
export function placesOf(section: SectionName, can: Can): Place[] {
  return features
    .flatMap((feature) => feature.routes)
    .filter(
      ({ meta }) =>
        meta.section?.name === section && [meta.permission, meta.section.permission].every((needed) => needed === undefined || can(needed)),
    )
    .flatMap(({ name, path, meta }) =>
      meta.section?.label === undefined
        ? []
        : [{ route: String(name), path, label: meta.section.label, keywords: meta.section.keywords, order: meta.section.order ?? 0 }],
    )
    .sort((one, other) => one.order - other.order)
}

/** The menu as the viewer sees it: a section leads to its first place. */
export function visibleEntries(menu: readonly MenuEntry[], can: Can): MenuEntry[] {
  return menu.flatMap((entry) => {
    if (entry.section === undefined) return entry.permission === undefined || can(entry.permission) ? [entry] : []
    const first = placesOf(entry.section, can)[0]
    return first === undefined ? [] : [{ ...entry, route: first.route }]
  })
}

/** What search finds: a section by each of its places. */
export function visiblePages(menu: readonly MenuEntry[], can: Can): MenuEntry[] {
  return visibleEntries(menu, can).flatMap((entry) =>
    entry.section === undefined
      ? [entry]
      : placesOf(entry.section, can).map(({ route, label, keywords }) => ({
          ...entry,
          route,
          label,
          keywords: keywords ?? entry.keywords ?? '',
        })),
  )
}
