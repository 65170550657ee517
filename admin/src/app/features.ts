import { type Feature, type MenuEntry } from './feature.ts'

const modules = import.meta.glob<Feature>('../features/*/index.ts', { eager: true, import: 'feature' })

/** Every feature there is; a new folder is enough to be one of them. */
export const features: readonly Feature[] = Object.values(modules)

export const menu: readonly MenuEntry[] = features.flatMap((feature) => feature.menu ?? []).sort((a, b) => a.order - b.order)
