export { biModule } from './bi.module.ts'
