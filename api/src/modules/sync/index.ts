export { syncModule } from './sync.module.ts'
