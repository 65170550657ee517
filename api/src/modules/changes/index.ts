export { changesModule } from './changes.module.ts'
