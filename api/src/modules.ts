import { type Writer } from './platform/database/write.ts'
import { type Module } from './platform/module.ts'
import { organizationsModule } from './modules/organizations/index.ts'

/** What the modules stand on. */
export interface Platform {
  readonly writer: Writer
}

/** Every module, in the order of their dependence: the table of contents of the API. */
export function assembleModules(platform: Platform) {
  const organizations = organizationsModule(platform, { openMatters: [] })
  return { organizations } satisfies Record<string, Module>
}

export type Modules = ReturnType<typeof assembleModules>
