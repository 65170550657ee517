export { syncModule } from './sync.module.ts'
export { syncFilesRoute } from './runs/sync-files.route.ts'
