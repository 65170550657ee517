import { accountsModule } from './modules/accounts/index.ts'
import { activitiesModule, openActivities } from './modules/activities/index.ts'
import { biModule } from './modules/bi/index.ts'
import { changesModule } from './modules/changes/index.ts'
import { clientsModule } from './modules/clients/index.ts'
import { countsModule } from './modules/counts/index.ts'
import { documentsModule } from './modules/documents/index.ts'
import { exportsModule } from './modules/exports/index.ts'
import { importsModule } from './modules/imports/index.ts'
import { membersModule, persons } from './modules/members/index.ts'
import { membershipsModule, openMemberships } from './modules/memberships/index.ts'
import { organizationsModule } from './modules/organizations/index.ts'
import { reportLinksModule, reportSchedulesModule, reportsModule, snapshotsModule } from './modules/reports/index.ts'
import { syncModule } from './modules/sync/index.ts'
import { webhooksModule } from './modules/webhooks/index.ts'
import { type Module, type Platform } from './platform/module.ts'

/** Every module, in the order of their dependence: the table of contents of the API. */
export function assembleModules(platform: Platform) {
  const organizations = organizationsModule(platform, { openMatters: [openMemberships, openActivities] })
  const memberships = membershipsModule(platform, { persons })
  const members = membersModule(platform)
  const activities = activitiesModule(platform)
  const counts = countsModule(platform)
  const changes = changesModule(platform)
  const accounts = accountsModule(platform)
  const clients = clientsModule(platform, accounts)
  const imports = importsModule(platform, { register: members.register })
  const reports = reportsModule(platform)
  const sync = syncModule(platform, {
    register: members.register,
    accounts: accounts.directory,
    members: members.members,
    memberships: memberships.memberships,
    organizations: organizations.organizations,
    dissolution: organizations.dissolution,
  })
  const documents = documentsModule(platform)
  const exports = exportsModule(platform, accounts)
  const snapshots = snapshotsModule(platform)
  const reportLinks = reportLinksModule(platform)
  const reportSchedules = reportSchedulesModule(platform, { accounts: accounts.directory })
  const webhooks = webhooksModule(platform, {
    feed: changes.feed,
    bell: changes.bell,
    accounts: accounts.directory,
    viewerOfAccount: accounts.viewerOfAccount,
  })
  return {
    organizations,
    memberships,
    members,
    activities,
    counts,
    changes,
    accounts,
    clients,
    imports,
    reports,
    sync,
    documents,
    exports,
    snapshots,
    reportLinks,
    bi: biModule(platform),
    reportSchedules,
    webhooks,
  } satisfies Record<string, Module>
}

export type Modules = ReturnType<typeof assembleModules>
