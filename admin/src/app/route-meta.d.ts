import 'vue-router'
import { type PageMeta } from './feature.ts'

declare module 'vue-router' {
  interface RouteMeta extends Partial<PageMeta> {
    /** Shown without being signed in. */
    public?: boolean
    /** Fills the window, without rail and bar. */
    bare?: boolean
  }
}
