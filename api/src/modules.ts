import { accountsModule } from './modules/accounts/index.ts'
import { organizationsModule } from './modules/organizations/index.ts'
import { type Module, type Platform } from './platform/module.ts'

/** Every module, in the order of their dependence: the table of contents of the API. */
export function assembleModules(platform: Platform) {
  const organizations = organizationsModule(platform, { openMatters: [] })
  const accounts = accountsModule(platform)
  return { organizations, accounts } satisfies Record<string, Module>
}

export type Modules = ReturnType<typeof assembleModules>
