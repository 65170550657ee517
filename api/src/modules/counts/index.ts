export { countsModule } from './counts.module.ts'
export { checkCountQuery, countTable, ledgerIds } from './count-tables.ts'
export {
  type BothLanguages,
  type CountComparison,
  type CountKey,
  type CountQuery,
  type CountSource,
  countSources,
  type CountTable,
  type CountTableRow,
  type CountTree,
} from './engine/count-query.ts'
export { foldCounts } from './fold.ts'
