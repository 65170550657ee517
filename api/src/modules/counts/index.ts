export { countsModule } from './counts.module.ts'
export { foldCounts } from './fold.ts'
