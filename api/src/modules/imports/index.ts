export { importsModule } from './imports.module.ts'
