import { type ApolloClient } from '@apollo/client/core'
import { type Component } from 'vue'
import { type RouteLocationRaw, type RouteRecordRaw } from 'vue-router'

/** What a feature brings to the admin. Routes, menu and global search are the sum of the features. */
export interface Feature {
  /** The folder's name. */
  readonly name: string
  readonly routes: readonly FeatureRoute[]
  readonly menu?: readonly MenuEntry[]
  readonly search?: readonly SearchProvider[]
}

/** A page. Its `meta` says who may see it and what follows it around. */
export type FeatureRoute = RouteRecordRaw & { meta: PageMeta }

export interface PageMeta {
  /** Label key of the page's name: browser title, breadcrumb, search. */
  title: string
  /** Who may see it; everybody who is signed in, by default. */
  permission?: string
  /** The page shows any day of the past: the as-of date applies to it. */
  asOf?: boolean
  /** Whether the organisation switcher applies to it; true by default. */
  scoped?: boolean
  /** Several features share one menu entry and stand side by side in it; what lies below a place, such as one of its records, names it without a label. */
  section?: SectionPlace
}

export interface SectionPlace {
  readonly name: SectionName
  /** Label key of the place among its neighbours. */
  readonly label?: string
  /** Label key of further words by which search finds it. */
  readonly keywords?: string
  /** Place in the row of its neighbours. */
  readonly order?: number
  /** Who finds it there; whoever may see the page, by default. */
  readonly permission?: string
}

export type SectionName = 'integration'

export interface MenuEntry {
  /** Name of the route that it opens. */
  readonly route: string
  /** It opens the first place of this section that the viewer may see; the section's own permissions count. */
  readonly section?: SectionName
  readonly label: string
  /** Label key of further words by which search finds the page: pinyin, initials, synonyms. */
  readonly keywords?: string
  readonly icon: Component
  /** Place in the rail: 10 work queue, 20 organisations, 30 members, 40 activities, 50 reports, 80 imports, 85 integration, 90 settings. */
  readonly order: number
  readonly permission?: string
  /** `g` and then this letter opens it. */
  readonly key?: string
  /** Stands at the foot of the rail. */
  readonly foot?: boolean
}

/** Finds objects for the global search. */
export interface SearchProvider {
  /** Label key of the group's heading. */
  readonly label: string
  readonly permission: string
  readonly find: (text: string, client: ApolloClient<unknown>, signal: AbortSignal) => Promise<readonly SearchHit[]>
}

export interface SearchHit {
  readonly id: string
  readonly title: string
  /** What tells two of the same name apart. */
  readonly detail?: string
  readonly icon?: Component
  readonly to: RouteLocationRaw
}

/** Declares a feature; `features/<name>/index.ts` exports it as `feature`. */
export function defineFeature(feature: Feature): Feature {
  return feature
}
