export { clientsModule } from './clients.module.ts'
export { countClientUse } from './client-use.hook.ts'
export { claimInstallation } from './installation.ts'
export { oauthRoutes } from './oauth.route.ts'
